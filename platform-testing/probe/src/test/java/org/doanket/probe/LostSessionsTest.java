package org.doanket.probe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.stream.IntStream;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.Test;

/** A request that cannot even begin its transaction must leave nothing to those that its thread serves after it. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class LostSessionsTest {

    private static final String NOTES = "/probe/v1/notes";

    @Inject
    ProbeTree tree;

    @Inject
    AgroalDataSource sessions;

    @Test
    void afterPostgresDroppedItsSessionsEveryThreadServesAgain() {
        UUID unit = tree.unit("L" + System.nanoTime(), "/1/" + System.nanoTime() + "/");
        for (int i = 0; i < 5; i++) {
            read(unit); // there are sessions to lose
            Sql.of("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = current_user AND pid <> pg_backend_pid()")
                    .list(sessions, row -> row.getLong(1));
            read(unit);
        }
        assertThat(read(unit)).containsOnly(200);
    }

    @Test
    void aTokenOfAnUnknownUnitLeavesNothingToOthers() {
        UUID unit = tree.unit("K" + System.nanoTime(), "/1/" + System.nanoTime() + "/");
        assertThat(read(UUID.randomUUID())).containsOnly(403);
        assertThat(read(unit)).containsOnly(200);
    }

    /** So many at once that all threads have their turn. */
    private static int[] read(UUID unit) {
        return IntStream.range(0, 60).parallel().map(i -> officer(unit).get(NOTES).statusCode()).toArray();
    }

    private static RequestSpecification officer(UUID unit) {
        return given().header("Authorization", "Bearer " + Tokens.of("unit-officer").unit(unit).token()).header("Accept-Language", "en");
    }
}
