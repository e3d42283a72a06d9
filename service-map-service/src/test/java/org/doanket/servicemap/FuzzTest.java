package org.doanket.servicemap;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.UUID;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.fuzz.Alone;
import org.doanket.testing.fuzz.Fuzz;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Alone.class)
@QuarkusTestResource(DoanketBackends.class)
class FuzzTest {

    @Inject
    MapApi api;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    @Test
    void answersWhateverComes() {
        UUID unit = api.plant("vn").commune();
        MapApi.registered(unit, MapApi.point(unit));
        new Fuzz().at(unit).jobs(worker)
                .body("POST /map/v1/service-points", MapApi.point(unit))
                .file("POST /map/v1/service-point-imports", "kind,name,latitude,longitude,hours,amenities,unit\nreading-room,Tủ sách,21.03,105.85,Mo-Fr 08:00-17:00,wifi,\n")
                .check();
    }
}
