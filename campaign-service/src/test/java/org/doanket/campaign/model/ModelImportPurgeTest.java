package org.doanket.campaign.model;

import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.finished;
import static org.doanket.campaign.Requests.json;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.doanket.campaign.Federation;
import org.doanket.platform.job.Housekeeping;
import org.doanket.testing.Age;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An import is kept for ninety days after somebody last worked on it; its models are not touched. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ModelImportPurgeTest {

    private static final String OFFICER = "campaign-officer";
    private static final String IMPORTS = "/campaigns/v1/model-imports/";

    @Inject
    Federation federation;
    @Inject
    Housekeeping housekeeping;

    private Federation.Units units;

    @BeforeEach
    void found() {
        units = federation.found();
    }

    @Test
    void anOldImportGoesAndItsModelsStay() {
        String committed = checked("Mô hình đã ghi");
        finished(json(OFFICER, units.commune()).body(Map.of()).post(IMPORTS + committed + "/commit"), OFFICER, units.commune());
        String abandoned = checked("Mô hình bỏ dở");
        String young = checked("Mô hình mới");
        String lookedAtAgain = checked("Mô hình xem lại");
        for (String old : new String[] {committed, abandoned}) {
            Age.of(federation.worker(), "model_import", UUID.fromString(old), 91);
        }
        Age.of(federation.worker(), "model_import", UUID.fromString(young), 89);
        Age.made(federation.worker(), "model_import", UUID.fromString(lookedAtAgain), 91);
        housekeeping.removeWhatIsDue();
        as(OFFICER, units.commune()).get(IMPORTS + committed).then().statusCode(404);
        as(OFFICER, units.commune()).post(IMPORTS + committed + "/undo").then().statusCode(404);
        as(OFFICER, units.commune()).get(IMPORTS + abandoned).then().statusCode(404);
        as(OFFICER, units.commune()).get(IMPORTS + young + "/rows").then().body("items", hasSize(1));
        as(OFFICER, units.commune()).get(IMPORTS + lookedAtAgain + "/rows").then().body("items", hasSize(1));
        as(OFFICER, units.commune()).get("/campaigns/v1/models?unit=" + units.commune()).then().body("items", hasSize(1))
                .body("items[0].name", equalTo("Mô hình đã ghi"));
    }

    private String checked(String name) {
        Response accepted = as(OFFICER, units.commune()).contentType("text/csv")
                .body(("name,subjectKind,field,year\n" + name + ",collective,economy,2026\n").getBytes(StandardCharsets.UTF_8)).post("/campaigns/v1/model-imports");
        finished(accepted, OFFICER, units.commune());
        return accepted.path("id");
    }
}
