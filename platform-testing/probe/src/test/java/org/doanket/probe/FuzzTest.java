package org.doanket.probe;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.fuzz.Fuzz;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The fuzz finds the defects that the probe has on purpose, and in what the platform gives to each service none. */
@QuarkusTest
@Order(Fuzz.LAST)
@QuarkusTestResource(DoanketBackends.class)
class FuzzTest {

    @Inject
    ProbeTree tree;

    @Test
    void findsTheDefectsThatThereAreAndNoOthers() {
        assertThatThrownBy(() -> new Fuzz().at(tree.unit("F1", "/1/4/")).check()).isInstanceOf(AssertionError.class)
                .hasMessageContaining("GET /probe/v1/notes/unscoped: a 500").hasMessageContaining("POST /probe/v1/notes/elsewhere: a 500")
                .hasMessageContaining("found (2 things)");
    }
}
