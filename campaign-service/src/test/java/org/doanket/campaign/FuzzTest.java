package org.doanket.campaign;

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

    private static final Map<String, Object> TARGET = Map.of("code", "OWN", "title", "Kết nạp", "unitOfMeasure", "người", "direction", "up", "aggregation", "sum",
            "planned", 10);

    @Inject
    Federation federation;

    @Test
    void answersWhateverComes() {
        UUID unit = federation.found().grassroots();
        new Fuzz().at(unit).jobs(federation.worker())
                .body("POST /campaigns/v1/models", Requests.model(unit, "Tổ may tiết kiệm vải"))
                .body("POST /campaigns/v1/action-plans", Map.of("unit", unit, "name", "Kế hoạch", "year", 2026, "targets", List.of(TARGET)))
                .body("POST /campaigns/v1/action-plans/{id}/targets", TARGET)
                .file("POST /campaigns/v1/model-imports", "unit,name,holder,subjectKind,field,year,registeredOn,place,latitude,longitude\n" + federation.code(unit)
                        + ",Từ bảng,Nguyễn Văn Mẫu,collective,economy,2026,2026-03-15,Tổ 5,16.06,108.2\n")
                .check();
    }
}
