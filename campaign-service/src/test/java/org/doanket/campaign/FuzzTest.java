package org.doanket.campaign;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.id.Ids;
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
        UUID member = Ids.next();
        new Fuzz().at(unit).member(member).jobs(federation.worker())
                .body("POST /campaigns/v1/models", Requests.model(unit, "Tổ may tiết kiệm vải"))
                .body("POST /campaigns/v1/action-plans", Map.of("unit", unit, "name", "Kế hoạch", "year", 2026, "targets", List.of(TARGET)))
                .body("POST /campaigns/v1/action-plans/{id}/targets", TARGET)
                .body("POST /campaigns/v1/movements", movement(unit))
                .body("PUT /campaigns/v1/movements/{id}", movement(unit))
                .body("POST /campaigns/v1/movements/{id}/choices", Map.of("unit", unit, "contents", List.of("road")))
                .body("POST /campaigns/v1/criteria-sets", Map.of("unit", unit, "subjectKind", "unit", "year", 2026, "name", "Bộ", "total", 10, "citation", "HD",
                        "groups", List.of(Map.of("title", "Nhóm", "criteria", List.of(Map.of("code", "a", "title", "A", "points", 10, "how", "judged"))))))
                .body("POST /campaigns/v1/gradings", Map.of("unit", unit, "criteriaSet", "019400d8-0000-7000-8000-000000000001", "year", 2026))
                .file("POST /campaigns/v1/models/{id}/attachments", "%PDF-1.7 minh chung")
                .file("POST /campaigns/v1/results/{id}/attachments", "%PDF-1.7 minh chung")
                .file("POST /campaigns/v1/scoring-sheets/{id}/attachments", "%PDF-1.7 minh chung")
                .body("POST /campaigns/v1/supervision-programmes", Map.of("unit", unit, "year", 2026, "name", "Chương trình"))
                .body("POST /campaigns/v1/supervision-programmes/{id}/supervisions", Map.of("name", "Giám sát", "form", "visit", "topics", List.of("safety"), "starts",
                        "2026-01-01", "ends", "2026-06-01", "team", List.of(Map.of("name", "A", "duty", "head")), "subjects", List.of(Map.of("name", "Công ty"))))
                .body("POST /campaigns/v1/petitions", Map.of("unit", unit, "receivedOn", "2026-05-04", "channel", "letter", "topic", "other", "subject", "x", "content",
                        "x", "senderKind", "person", "sender", Map.of("name", "Nguyễn Văn Mẫu")))
                .body("POST /campaigns/v1/agreements", Map.of("unit", unit, "partner", "Công an", "partnerKind", "police", "title", "Phối hợp", "contents",
                        List.of("x"), "signedOn", "2026-01-01"))
                .body("POST /campaigns/v1/meetings", Map.of("unit", unit, "name", "Họp", "kind", "team", "startsAt", "2026-05-04T01:00:00Z", "endsAt",
                        "2026-05-04T03:00:00Z", "agenda", List.of(Map.of("title", "x"))))
                .body("POST /campaigns/v1/meetings/{id}/invitations", Map.of("people", List.of(Map.of("member", member, "name", "A", "capacity", "member", "votes", true))))
                .body("POST /campaigns/v1/meeting-series", Map.of("unit", unit, "name", "x", "kind", "team", "monthDays", List.of(5, 20), "atTime", "08:00", "minutes", 60,
                        "starts", "2026-01-01"))
                .body("POST /campaigns/v1/activities", Map.of("unit", unit, "kind", "sport", "name", "x", "startsAt", "2026-05-04T01:00:00Z", "endsAt", "2026-05-04T03:00:00Z"))
                .file("POST /campaigns/v1/post-reach-imports", "post,channel,day,reach\n")
                .file("POST /campaigns/v1/model-imports", "unit,name,holder,subjectKind,field,year,registeredOn,place,latitude,longitude\n" + federation.code(unit)
                        + ",Từ bảng,Nguyễn Văn Mẫu,collective,economy,2026,2026-03-15,Tổ 5,16.06,108.2\n")
                .check();
    }

    private static Map<String, Object> movement(UUID unit) {
        return Map.of("unit", unit, "name", "Phong trào", "year", 2026, "starts", "2026-01-01", "ends", "2026-12-31", "contents",
                List.of(Map.of("code", "road", "title", "Làm đường")));
    }
}
