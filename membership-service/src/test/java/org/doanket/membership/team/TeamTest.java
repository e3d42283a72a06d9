package org.doanket.membership.team;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** M5, seed 0: the motorbike-taxi guild of Vinh Chau and its "high-quality team" with head, deputy, uniforms and cards. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class TeamTest {

    private static final String PHONE = "0919 555 017";

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private Api.Tree tree;
    private UUID guild;
    private String mark;
    private String team;
    private UUID rider;

    @BeforeEach
    void foundGuildAndTeam() {
        tree = new Api.Tree();
        guild = Api.unit("nghiep-doan", tree.commune);
        rider = People.member(guild, Map.of("fullName", "Thạch Văn Mẫu", "phone", "0919000111"));
        mark = UUID.randomUUID().toString().substring(0, 8);
        team = post("/teams", new HashMap<>(Map.of("unitId", guild, "name", "Đội xe ôm chất lượng cao", "service", "motorbike-taxi", "hotline",
                "0299 3861 000", "foundedOn", "2024-07-01", "actNumber", "05/QD"))).statusCode(201).extract().path("id");
    }

    @Test
    void isMadeOfInformalMembersWithAHeadAndCards() {
        String head = join(rider, "head").statusCode(201).body("cardNumber", equalTo("001"), "memberName", equalTo("Thạch Văn Mẫu")).extract().path("id");
        Api.officer().get("/members/" + rider).then().body("category", equalTo("informal"));
        UUID second = People.member(guild);
        String tag = get("/teams/" + team).extract().header("ETag");
        join(second, "head").statusCode(201).body("duty", equalTo("head"), "cardNumber", equalTo("002"));
        Api.officer().header("If-None-Match", tag).get("/teams/" + team).then().statusCode(200).body("members", equalTo(2));
        Api.officer().contentType("application/merge-patch+json").header("If-Match", tag).body(Map.of("hotline", "0299 3861 000")).patch("/teams/" + team).then()
                .statusCode(200);
        get("/teams/" + team + "/members").body("items.duty", containsInAnyOrder("head", "member"));
        post("/team-members/" + head + "/duty", Map.of("duty", "deputy")).statusCode(200).body("duty", equalTo("deputy"), "version", equalTo(3));

        join(second, "member").statusCode(409).body("code", equalTo("team-member-is-in-already"));
        Map<String, Object> taken = new HashMap<>(Map.of("memberId", People.member(guild), "duty", "member", "cardNumber", "002", "joinedOn", "2024-08-01"));
        post("/teams/" + team + "/members", taken).statusCode(409).body("code", equalTo("team-card-taken"));
        taken.putAll(Map.of("memberId", People.member(tree.sibling), "joinedOn", "2024-06-30"));
        post("/teams/" + team + "/members", taken).statusCode(422).body("errors.code", containsInAnyOrder("no-member-of-the-unit", "before-the-team"));
        get("/teams/" + team).body("members", equalTo(2), "areas", empty());
    }

    @Test
    void cardShowsNothingOfAPersonUntilHeAgreesAndNothingAfterHeWithdraws() {
        String id = join(rider, "member").extract().path("id");
        card(id).body("$", org.hamcrest.Matchers.hasKey("number")).body("valid", equalTo(true), "name", nullValue(), "phone", nullValue(),
                "team", equalTo("Đội xe ôm chất lượng cao"));

        agree(id, "name", "Anh Mẫu").statusCode(200).body("purpose", contains("name"), "proof", contains("phiếu 12/2024"));
        card(id).body("name", equalTo("Anh Mẫu"), "phone", nullValue());
        agree(id, "phone", PHONE).statusCode(200);
        agree(id, "phone", "0900000000").statusCode(409).body("code", equalTo("team-consent-given-already"));
        card(id).body("phone", equalTo(PHONE)).header("Cache-Control", equalTo("no-store"));

        post("/team-members/" + id + "/consents/phone/withdrawal", null).statusCode(200).body("find { it.purpose == 'phone' }.withdrawnAt",
                org.hamcrest.Matchers.notNullValue());
        card(id).body("name", equalTo("Anh Mẫu"), "phone", nullValue());
        post("/team-members/" + id + "/consents/phone/withdrawal", null).statusCode(409).body("code", equalTo("team-consent-not-given"));
        agree(id, "phone", "0900000000").statusCode(200);
        card(id).body("phone", equalTo("0900000000"));

        post("/team-members/" + id + "/consents/phone/withdrawal", null).statusCode(200);
        Sql.of("DELETE FROM person_key WHERE person_id = ?", rider).run(worker);
        agree(id, "phone", PHONE).statusCode(409).body("code", equalTo("member-forgotten"));
    }

    /** Also that of a team of the unit above, which his token does not reach. */
    @Test
    void noCardShowsWhatIsWithdrawnAmongAllConsents() {
        Tokens token = Tokens.of("member").unit(guild).member(rider);
        String card = join(rider, "member").extract().path("id");
        String above = post("/teams", Map.of("unitId", tree.commune, "name", "Đội tự quản", "service", "patrol", "foundedOn", "2024-07-01")).extract().path("id");
        String cardAbove = post("/teams/" + above + "/members", Map.of("memberId", rider, "duty", "member", "joinedOn", "2024-08-01")).statusCode(201)
                .extract().path("id");
        for (String each : List.of(card, cardAbove)) {
            agree(each, "phone", PHONE).statusCode(200);
            agree(each, "name", "Anh Mẫu").statusCode(200);
        }
        consents(token).body("find { it.purpose == 'publish-phone' }.given", equalTo(true), "find { it.purpose == 'publish-phone' }.acts.proof",
                contains("phiếu 12/2024"), "find { it.purpose == 'publish-name' }.acts.channel", contains("paper"));

        Api.with(token).contentType("application/json").body(Map.of("purpose", "publish-phone", "textVersion", 1, "given", false)).post("/me/consents").then()
                .statusCode(200);
        for (String each : List.of(card, cardAbove)) {
            card(each).body("phone", nullValue(), "name", equalTo("Anh Mẫu"));
            get("/team-members/" + each + "/consents").body("find { it.purpose == 'phone' }.withdrawnAt", org.hamcrest.Matchers.notNullValue(),
                    "find { it.purpose == 'name' }.withdrawnAt", nullValue());
        }
        agree(card, "phone", PHONE).statusCode(200);
        card(cardAbove).body("phone", nullValue());
        consents(token).body("find { it.purpose == 'publish-phone' }.given", equalTo(true));
    }

    @Test
    void theLastCardThatShowsSomethingTakesTheConsentAlong() {
        Tokens token = Tokens.of("member").unit(guild).member(rider);
        String card = join(rider, "member").extract().path("id");
        String second = post("/teams", Map.of("unitId", guild, "name", "Đội hai", "service", "patrol", "foundedOn", "2024-07-01")).extract().path("id");
        String other = post("/teams/" + second + "/members", Map.of("memberId", rider, "duty", "member", "joinedOn", "2024-08-01")).extract().path("id");
        agree(card, "phone", PHONE).statusCode(200);
        agree(other, "phone", PHONE).statusCode(200);
        post("/team-members/" + card + "/consents/phone/withdrawal", null).statusCode(200);
        card(other).body("phone", equalTo(PHONE));
        consents(token).body("find { it.purpose == 'publish-phone' }.given", equalTo(true));
        Api.with(token).post("/team-members/" + other + "/consents/phone/withdrawal").then().statusCode(200);
        consents(token).body("find { it.purpose == 'publish-phone' }.given", equalTo(false), "find { it.purpose == 'publish-phone' }.acts.channel",
                contains("online", "paper"));
    }

    private static ValidatableResponse consents(Tokens token) {
        return Api.with(token).get("/me/consents").then().statusCode(200);
    }

    @Test
    void cardNumbersGivenByHandAreSteppedOver() {
        post("/teams/" + team + "/members", new HashMap<>(Map.of("memberId", People.member(guild), "duty", "member", "cardNumber", "003", "joinedOn", "2024-08-01")))
                .statusCode(201);
        for (String number : java.util.List.of("002", "004", "005")) {
            join(People.member(guild), "member").statusCode(201).body("cardNumber", equalTo(number));
        }
    }

    @Test
    void cardOfOneWhoLeftIsNotValidAndShowsNobody() {
        String id = join(rider, "deputy").extract().path("id");
        agree(id, "name", "Anh Mẫu");
        post("/team-members/" + id + "/leaving", Map.of("on", "2025-01-01", "reason", "moved")).statusCode(200).body("leftOn", equalTo("2025-01-01"));
        card(id).body("valid", equalTo(false), "name", nullValue(), "duty", nullValue(), "number", equalTo("001"));
        agree(id, "phone", PHONE).statusCode(409).body("code", equalTo("team-member-has-left"));
        join(rider, "member").statusCode(201).body("cardNumber", equalTo("002"));
        given().get(Api.BASE + "/team-cards/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void isLeftByOneWhoseMembershipEnds() {
        String id = join(rider, "member").extract().path("id");
        agree(id, "name", "Anh Mẫu");
        People.setStatus(rider, "left", "2026-05-01");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> card(id).body("valid", equalTo(false), "name", nullValue()));
        get("/teams/" + team + "/members?left=true").body("items.leftReason", contains("membership-over"));
    }

    @Test
    void membersSpeakForThemselvesAndForNobodyElse() {
        String own = join(rider, "member").extract().path("id");
        UUID other = People.member(guild);
        String others = join(other, "member").extract().path("id");
        Map<String, Object> words = Map.of("purpose", "phone", "shown", PHONE, "proof", "in the app", "givenOn", "2024-08-01");
        Tokens token = Tokens.of("member").unit(guild).member(rider);
        Api.with(token).contentType("application/json").body(words).post("/team-members/" + own + "/consents").then().statusCode(200);
        card(own).body("phone", equalTo(PHONE));
        Api.with(token).contentType("application/json").body(words).post("/team-members/" + others + "/consents").then().statusCode(404);
        Api.with(token).get("/team-members/" + others + "/consents").then().statusCode(404);
        Api.with(Tokens.of("member").unit(guild)).get("/team-members/" + others + "/consents").then().statusCode(404);
        for (String stranger : new String[] {"treasurer", "desk-clerk", "integration"}) {
            Api.as(stranger, guild).get("/team-members/" + others + "/consents").then().statusCode(403);
            Api.as(stranger, guild).contentType("application/json").body(words).post("/team-members/" + others + "/consents").then().statusCode(403);
            Api.as(stranger, guild).post("/team-members/" + others + "/consents/phone/withdrawal").then().statusCode(403);
        }
        Api.as("unit-officer", tree.sibling).contentType("application/json").body(words).post("/team-members/" + own + "/consents").then().statusCode(404);
        given().contentType("application/json").body(words).post(Api.BASE + "/team-members/" + own + "/consents").then().statusCode(401);
        Api.with(token).post("/team-members/" + own + "/consents/phone/withdrawal").then().statusCode(200);
        card(own).body("phone", nullValue());
    }

    @Test
    void keepsTrackOfWhatWasGivenOut() {
        String id = join(rider, "member").extract().path("id");
        String helmet = post("/teams/" + team + "/handovers", Map.of("teamMemberId", id, "item", "Mũ bảo hiểm", "serial", "MBH-17", "quantity", 1,
                "givenOn", "2024-08-02")).statusCode(201).extract().path("id");
        post("/teams/" + team + "/handovers", Map.of("teamMemberId", id, "item", "Áo đồng phục", "quantity", 2, "givenOn", "2024-08-02")).statusCode(201);
        get("/teams/" + team + "/handovers?out=true").body("items.item", containsInAnyOrder("Mũ bảo hiểm", "Áo đồng phục"));
        post("/team-handovers/" + helmet + "/return", Map.of("on", "2024-08-01")).statusCode(422).body("errors.code", contains("before-it-was-given"));
        post("/team-handovers/" + helmet + "/return", Map.of("on", "2025-02-01", "condition", "trầy xước")).statusCode(200)
                .body("returnedOn", equalTo("2025-02-01"), "condition", equalTo("trầy xước"));
        post("/team-handovers/" + helmet + "/return", Map.of("on", "2025-02-01")).statusCode(409);
        get("/teams/" + team + "/handovers?out=true").body("items.item", contains("Áo đồng phục"));
        post("/teams/" + team + "/handovers", Map.of("teamMemberId", UUID.randomUUID(), "item", "x", "quantity", 1, "givenOn", "2024-08-02"))
                .statusCode(422).body("errors.pointer", contains("/teamMemberId"));
    }

    @Test
    void isFoundByAnybodyWithoutAnythingPersonal() {
        String service = "carrying-" + mark;
        patch("{\"service\": \"" + service + "\"}", "\"v1\"").statusCode(200).body("service", equalTo(service));
        join(rider, "head");
        String listed = given().get(Api.BASE + "/public-teams?service=" + service).then().statusCode(200)
                .body("items.name", contains("Đội xe ôm chất lượng cao"), "items.members", contains(nullValue()), "items.hotline", contains("0299 3861 000"))
                .extract().asString();
        org.assertj.core.api.Assertions.assertThat(listed).doesNotContain("Thạch").doesNotContain(rider.toString());
        for (int i = 0; i < 4; i++) {
            join(People.member(guild), "member");
        }
        given().get(Api.BASE + "/public-teams?service=" + service).then().body("items.members", contains(5));
        post("/teams/" + team + "/ending", Map.of("on", "2026-01-01", "reason", "merged")).statusCode(200).body("members", equalTo(0));
        given().get(Api.BASE + "/public-teams?service=" + service).then().body("items", empty());
        join(People.member(guild), "member").statusCode(409).body("code", equalTo("team-over"));
        patch("{\"name\": \"x\"}", "\"v2\"").statusCode(412);
        patch("{\"areas\": [\"no-such-code\"]}", "*").statusCode(422).body("errors.code", contains("unknown-administrative-unit"));
    }

    @Test
    void tellsNobodyHowManyTheyAreWhereNoRuleSaysWhatIsTooFew() {
        String service = "unruled-" + mark;
        patch("{\"service\": \"" + service + "\"}", "\"v1\"").statusCode(200);
        for (int i = 0; i < 5; i++) {
            join(People.member(guild), "member");
        }
        List<String> cancelled = Sql.of("UPDATE parameter SET cancelled_at = now(), cancelled_why = 'a test' WHERE jurisdiction = 'vn' AND name = 'small-cell' "
                + "AND cancelled_at IS NULL RETURNING id::text").list(worker, row -> row.getString(1));
        try {
            given().get(Api.BASE + "/public-teams?service=" + service).then().body("items.members", contains(nullValue()));
        } finally {
            Sql.of("UPDATE parameter SET cancelled_at = NULL, cancelled_why = NULL WHERE id = ANY (?::uuid[])", (Object) cancelled.toArray(String[]::new))
                    .run(worker);
        }
        given().get(Api.BASE + "/public-teams?service=" + service).then().body("items.members", contains(5));
    }

    @Test
    void goesAlongWhenItsGuildMovesAndEndsWithIt() {
        String id = join(rider, "head").extract().path("id");
        agree(id, "name", "Anh Mẫu");
        post("/units/" + guild + "/moves", Map.of("parentId", tree.sibling, "from", "2025-01-01", "actNumber", "1")).statusCode(200);
        Api.as("unit-officer", tree.sibling).get("/team-members/" + id).then().statusCode(200);
        Api.as("unit-officer", tree.commune).get("/team-members/" + id).then().statusCode(404);
        People.setStatus(rider, "union-ended", "2025-06-01");
        post("/units/" + guild + "/ending", Map.of("on", "2025-06-01", "actNumber", "2")).statusCode(200);
        get("/teams/" + team).body("endReason", equalTo("unit-ended"));
        card(id).body("valid", equalTo(false), "name", nullValue());
        post("/teams", Map.of("unitId", guild, "name", "x", "service", "x", "foundedOn", "2024-01-01")).statusCode(409);
    }

    @Test
    void access() {
        String[] officers = {"federation-officer", "unit-officer"};
        String[] desk = {"federation-officer", "unit-officer", "desk-clerk"};
        String[] readers = {"federation-officer", "unit-officer", "campaign-officer", "map-editor", "desk-clerk", "integration"};
        String in = join(rider, "member").extract().path("id");
        String out = post("/teams/" + team + "/handovers", Map.of("teamMemberId", in, "item", "x", "quantity", 1, "givenOn", "2024-08-02"))
                .extract().path("id");
        AccessMatrix.of("GET", Api.BASE + "/public-teams").openToAll().check();
        AccessMatrix.of("GET", Api.BASE + "/team-cards/" + in).openToAll().check();
        reach(AccessMatrix.of("GET", Api.BASE + "/teams/" + team)).roles(readers).check();
        AccessMatrix.of("GET", Api.BASE + "/teams").roles(readers).inside(guild).answersEverybodyTheirOwn().check();
        reach(AccessMatrix.of("GET", Api.BASE + "/teams?unit=" + guild)).roles(readers).check();
        reach(AccessMatrix.of("GET", Api.BASE + "/teams/" + team + "/members")).roles(desk).check();
        reach(AccessMatrix.of("GET", Api.BASE + "/teams/" + team + "/handovers")).roles(desk).check();
        reach(AccessMatrix.of("GET", Api.BASE + "/team-members/" + in)).roles(desk).check();
        reach(AccessMatrix.of("GET", Api.BASE + "/team-handovers/" + out)).roles(desk).check();
        reach(AccessMatrix.of("POST", Api.BASE + "/teams").body(() -> Map.of("unitId", guild, "name", "x", "service", "x", "foundedOn", "2024-01-01")))
                .roles(officers).check();
        reach(AccessMatrix.of("PATCH", Api.BASE + "/teams/" + team).body("application/merge-patch+json", () -> Map.of("name", "x")).ifMatch("*"))
                .roles(officers).check();
        reach(AccessMatrix.of("POST", Api.BASE + "/teams/" + team + "/members").body(() -> Map.of("memberId", rider, "duty", "member", "joinedOn",
                "2024-08-01"))).roles(officers).check();
        reach(AccessMatrix.of("POST", Api.BASE + "/teams/" + team + "/handovers").body(() -> Map.of("teamMemberId", in, "item", "x", "quantity", 1,
                "givenOn", "2024-08-02"))).roles(desk).check();
        reach(AccessMatrix.of("POST", Api.BASE + "/team-handovers/" + out + "/return").body(() -> Map.of("on", "2024-09-01"))).roles(desk).check();
        reach(AccessMatrix.of("POST", Api.BASE + "/team-members/" + in + "/duty").body(() -> Map.of("duty", "member"))).roles(officers).check();
        reach(AccessMatrix.of("POST", Api.BASE + "/team-members/" + in + "/leaving").body(() -> Map.of("on", "2025-01-01", "reason", "x")))
                .roles(officers).check();
        reach(AccessMatrix.of("POST", Api.BASE + "/teams/" + team + "/ending").body(() -> Map.of("on", "2025-01-01", "reason", "x"))).roles(officers)
                .check();
    }

    private AccessMatrix reach(AccessMatrix matrix) {
        return matrix.inside(guild, tree.commune).outside(tree.sibling, tree.grassRoots, tree.elsewhere);
    }

    private ValidatableResponse join(UUID member, String duty) {
        return post("/teams/" + team + "/members", Map.of("memberId", member, "duty", duty, "joinedOn", "2024-08-01"));
    }

    private static ValidatableResponse agree(String teamMember, String purpose, String shown) {
        return post("/team-members/" + teamMember + "/consents", Map.of("purpose", purpose, "shown", shown, "proof", "phiếu 12/2024", "givenOn",
                "2024-08-01"));
    }

    private static ValidatableResponse card(String id) {
        return given().get(Api.BASE + "/team-cards/" + id).then().statusCode(200);
    }

    private ValidatableResponse patch(String body, String ifMatch) {
        return Api.officer().contentType("application/merge-patch+json").header("If-Match", ifMatch).body(body).patch("/teams/" + team).then();
    }

    private static ValidatableResponse post(String path, Map<String, Object> body) {
        var request = Api.officer();
        return (body == null ? request : request.contentType("application/json").body(body)).post(path).then();
    }

    private static ValidatableResponse get(String path) {
        return Api.officer().get(path).then().statusCode(200);
    }
}
