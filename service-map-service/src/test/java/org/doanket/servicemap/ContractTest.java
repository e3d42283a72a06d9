package org.doanket.servicemap;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;
import org.doanket.platform.event.FactListener;
import org.doanket.testing.BodyLimits;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Erasures;
import org.doanket.testing.Locations;
import org.doanket.testing.RowSecurity;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ContractTest {

    @Inject
    @Any
    Instance<FactListener> listeners;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    @Test
    void refusesEveryBodyAboveItsLimit() {
        BodyLimits.check();
    }

    @Test
    void showsRowsOfUnitsByPolicyOnly() {
        RowSecurity.check();
    }

    @Test
    void answersTheApiOnRecord() {
        Contracts.checkOpenApi("map");
    }

    @Test
    void givesItsReceiptWhenAPersonIsToBeForgotten() throws SQLException {
        // Of somebody whom nobody here knows, no row is changed.
        assertThat(Erasures.receipt(listeners, worker, UUID.randomUUID())).isNotEmpty().allMatch(rows -> rows.asInt() == 0);
    }

    @Test
    void showsWhatItMadeWhereItSays() {
        new Locations()
                .elsewhere("/map/v1/tip-rooms", "/map/v1/tip-rooms", "a unit has one room at most: the list, of that unit").check();
    }

    @Test
    void samplesFitTheirSchemas() {
        Contracts.checkSamples("map");
    }
}
