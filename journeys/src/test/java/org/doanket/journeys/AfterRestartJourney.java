package org.doanket.journeys;

import static org.doanket.journeys.Suite.as;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Run after the suite was stopped and started: what the main job left is there. */
@Tag("after-restart")
class AfterRestartJourney {

    private final Remembered before = Remembered.read();

    @Test
    void membersMoneyAndTargetsSurvive() {
        as("unit-officer", before.company()).get("/membership/v1/members/count?unit=" + before.company() + "&status=active").then()
                .statusCode(200).body("count", equalTo(2_000));
        as("treasurer", before.company()).get("/finance/v1/unit-months?unit=" + before.company() + "&month=2026-10").then().statusCode(200)
                .body("items[0].collected.amount", equalTo((int) before.dues()));
        as("campaign-officer", before.province()).get("/campaigns/v1/action-plans/" + before.plan() + "/targets").then().statusCode(200)
                .body("items.find { it.code == 'DUES' }.progress.actual", equalTo((int) before.dues()));
    }
}
