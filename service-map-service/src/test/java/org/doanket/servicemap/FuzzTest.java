package org.doanket.servicemap;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
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
        String desk = MapApi.registered(unit, MapApi.point(unit));
        new Fuzz().at(unit).member(UUID.randomUUID()).jobs(worker)
                .body("POST /map/v1/visits", Map.of("entries", List.of(Map.of("id", UUID.randomUUID(), "point", desk, "day", "2026-06-01", "visits", 3,
                        "services", 1))))
                .body("POST /map/v1/visit-counters", Map.of("point", desk, "label", "Door"))
                .body("POST /map/v1/service-requests", Map.of("kind", "legal-advice", "unit", unit, "subject", "Lương", "contact", "0919"))
                .body("POST /map/v1/request-competences", Map.of("unit", unit, "kind", "job-help", "validFrom", "2024-01-01"))
                .body("POST /map/v1/service-points", MapApi.point(unit))
                .body("POST /map/v1/tips", Map.of("unitId", unit, "kind", "other", "text", "Có việc lạ"))
                .body("POST /map/v1/rosters", Map.of("pointId", desk, "name", "Trực", "weekdays", List.of(1, 3), "startsAt", "07:30", "endsAt", "11:30",
                        "peoplePerDuty", 1, "validFrom", "2026-01-05"))
                .body("POST /map/v1/duty-reports", Map.of("pointId", desk, "day", "2026-01-05", "peopleOnDuty", 1, "peopleHelped", 3,
                        "filed", Map.of("land", 1)))
                .body("POST /map/v1/ride-teams", Map.of("unitId", unit, "name", "Đội xe ôm"))
                .file("POST /map/v1/service-point-imports", "kind,name,latitude,longitude,hours,amenities,unit\nreading-room,Tủ sách,21.03,105.85,Mo-Fr 08:00-17:00,wifi,\n")
                .check();
    }
}
