package org.doanket.campaign.me;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.campaign.Requests.as;
import static org.doanket.campaign.Requests.json;
import static org.doanket.campaign.Requests.model;
import static org.doanket.campaign.Requests.register;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.campaign.Federation;
import org.doanket.platform.id.Ids;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a member takes along of what campaigns keep of him, wherever it lies. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class MyExportTest {

    private static final String EXPORT = "/campaigns/v1/me/export";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @Inject
    Federation federation;

    private final UUID member = Ids.next();
    private Federation.Units units;

    @BeforeEach
    void found() {
        units = federation.found();
    }

    @Test
    void holdsPetitionsInvitationsAndTeamsAlsoOfUnitsAbove() {
        petition(member, "Nợ lương ba tháng");
        petition(Ids.next(), "Của người khác");
        String meeting = json("campaign-officer", units.commune()).body(Map.of("unit", units.commune(), "name", "Họp", "kind", "team", "startsAt", "2026-05-04T01:00:00Z",
                "endsAt", "2026-05-04T03:00:00Z", "agenda", List.of(Map.of("title", "x")))).post("/campaigns/v1/meetings").then().statusCode(201).extract().path("id");
        json("campaign-officer", units.commune()).body(Map.of("people", List.of(Map.of("member", member, "name", "Chị Mẫu", "capacity", "member", "votes", true))))
                .post("/campaigns/v1/meetings/" + meeting + "/invitations").then().statusCode(200);
        String programme = json("campaign-officer", units.commune()).body(Map.of("unit", units.commune(), "year", 2026, "name", "Chương trình"))
                .post("/campaigns/v1/supervision-programmes").then().statusCode(201).extract().path("id");
        json("campaign-officer", units.commune()).body(Map.of("name", "Giám sát an toàn", "form", "visit", "topics", List.of("safety"), "starts", "2026-01-01", "ends",
                "2026-06-01", "team", List.of(Map.of("name", "Chị Mẫu", "duty", "head", "member", member)), "subjects", List.of(Map.of("name", "Công ty"))))
                .post("/campaigns/v1/supervision-programmes/" + programme + "/supervisions").then().statusCode(201);

        Map<String, Object> held = model(units.commune(), "Vườn rau của chị Mẫu");
        held.put("holder", "Chị Mẫu");
        held.put("holderMember", member);
        register("campaign-officer", units.commune(), held).then().statusCode(201);
        String all = export(units.grassroots(), member).statusCode(200).header("Cache-Control", equalTo("no-store")).body("memberId", equalTo(member.toString()), "parts",
                hasSize(0), "sections.petitions.subject", contains("Nợ lương ba tháng"), "sections.petitions[0].sender.contact", equalTo("0912 000 111"),
                "sections.petitions[0].answer", nullValue(), "sections.invitations.meeting", contains("Họp"), "sections.invitations[0].reply", nullValue(),
                "sections.supervisionTeams.supervision", contains("Giám sát an toàn"), "sections.openVotes", hasSize(0), "sections.models.name", contains("Vườn rau của chị Mẫu")).extract().asString();
        assertThat(all).doesNotContain("Của người khác");
        as("auditor", units.province()).get("/campaigns/v1/audit-trail").then().body("items.findAll { it.subjectId == '" + member + "' }.action",
                hasItem("own-data-exported"));
        export(units.grassroots(), Ids.next()).statusCode(200).body("sections.petitions", hasSize(0), "sections.invitations", hasSize(0));
    }

    @Test
    void isTheMembersOwnAndNobodyElses() {
        for (String type : new String[] {"application/json", XLSX}) {
            AccessMatrix.of("GET", EXPORT).accept(type).roles("member").member(member).inside(units.grassroots()).answersEverybodyTheirOwn().check();
        }
        io.restassured.RestAssured.given().header("Authorization", "Bearer " + Tokens.of("member").unit(units.grassroots()).token()).get(EXPORT).then().statusCode(403)
                .body("code", equalTo("token-names-no-member"));
    }

    private void petition(UUID of, String subject) {
        json("campaign-officer", units.commune()).body(Map.of("unit", units.commune(), "receivedOn", "2026-05-04", "channel", "letter", "topic", "other", "subject", subject,
                "content", "x", "senderKind", "person", "sender", Map.of("name", "Chị Mẫu", "contact", "0912 000 111", "member", of))).post("/campaigns/v1/petitions")
                .then().statusCode(201);
    }

    private static ValidatableResponse export(UUID at, UUID of) {
        return io.restassured.RestAssured.given().header("Authorization", "Bearer " + Tokens.of("member").unit(at).member(of).token()).get(EXPORT).then();
    }
}
