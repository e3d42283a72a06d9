package org.doanket.campaign.agreement;

import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.json;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.doanket.campaign.Federation;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

/** Agreements and when they are to be reviewed. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class AgreementTest {

    private static final String OFFICER = "campaign-officer";

    @Inject
    Federation federation;

    @Test
    void isReviewedAtItsTimeUntilItEnds() {
        Federation.Units units = federation.found();
        LocalDate signed = LocalDate.now().minusMonths(7);
        String agreement = json(OFFICER, units.commune()).body(Map.of("unit", units.commune(), "partner", "Công an xã", "partnerKind", "police", "number", "03/CTPH",
                "title", "Phối hợp bảo đảm an ninh trật tự", "contents", List.of("Họp mỗi tháng hai lần", "Trao đổi tin"), "signedOn", signed.toString(),
                "reviewMonths", 6)).post("/campaigns/v1/agreements").then().statusCode(201).body("reviewOverdue", equalTo(true))
                .body("nextReviewDue", equalTo(signed.plusMonths(6).toString())).body("contents", hasSize(2)).extract().header("Location");
        as(OFFICER, units.province()).get("/campaigns/v1/agreements?reviewOverdue=true&partnerKind=police&scope=subtree&unit=" + units.province()).then()
                .body("items", hasSize(1));
        json(OFFICER, units.commune()).body(Map.of("heldOn", signed.minusDays(1).toString(), "assessment", "x")).post(agreement + "/reviews").then().statusCode(422);
        json(OFFICER, units.commune()).body(Map.of("heldOn", LocalDate.now().plusDays(2).toString(), "assessment", "x")).post(agreement + "/reviews").then().statusCode(422)
                .body("errors.code", contains("in-future"));
        json(OFFICER, units.commune()).body(Map.of("on", signed.minusDays(1).toString(), "why", "x")).post(agreement + "/end").then().statusCode(422)
                .body("errors.code", contains("before-it-was-signed"));
        LocalDate held = LocalDate.now().minusDays(2);
        json(OFFICER, units.commune()).body(Map.of("heldOn", held.toString(), "assessment", "Thực hiện tốt", "nextSteps", "Tiếp tục"))
                .post(agreement + "/reviews").then().statusCode(201).body("reviewOverdue", equalTo(false)).body("nextReviewDue", equalTo(held.plusMonths(6).toString()));
        as(OFFICER, units.commune()).get(agreement + "/reviews").then().body("items.assessment", contains("Thực hiện tốt"));
        Sql.of("UPDATE agreement SET ended_on = ?, end_reason = 'x' WHERE id = ?::uuid", LocalDate.now().plusDays(9), agreement.replaceAll(".*/", "")).run(federation.worker());
        as(OFFICER, units.commune()).get(agreement).then().body("state", equalTo("in-force"));
        Sql.of("UPDATE agreement SET ended_on = NULL, end_reason = NULL WHERE id = ?::uuid", agreement.replaceAll(".*/", "")).run(federation.worker());
        json(OFFICER, units.commune()).body(Map.of("on", LocalDate.now().toString(), "why", "Sáp nhập")).post(agreement + "/end").then().statusCode(200)
                .body("state", equalTo("ended"));
        json(OFFICER, units.commune()).body(Map.of("on", LocalDate.now().toString(), "why", "x")).post(agreement + "/end").then().statusCode(409);
        as(OFFICER, units.commune()).get("/campaigns/v1/agreements?state=in-force&unit=" + units.commune()).then().body("items", hasSize(0));
    }
}
