package org.doanket.membership.founding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.membership.Rosters;
import org.doanket.membership.calendar.WorkingDayQueries;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class FoundingTest {

    private static final String CDCS = "grass-roots-union";

    @Inject
    WorkingDayQueries calendar;

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private Api.Tree tree;

    @BeforeEach
    void found() {
        tree = new Api.Tree();
    }

    @Test
    void becomesAUnitWithItsMembersAndBodiesByOneDecision() {
        Founders founders = Founders.ready(tree.commune, CDCS, 15);
        founders.findings().body("findAll { it.blocks }", hasSize(0));
        founders.act("submission", Map.of()).statusCode(200).body("state", equalTo("submitted"), "submittedOn", equalTo(Founders.TODAY.toString()),
                "answerDue", equalTo(calendar.after("vn", Founders.TODAY, 15).toString()));
        String code = Api.code();
        String unit = founders.recognise(code).statusCode(200).body("state", equalTo("recognised"), "actNumber", equalTo("12/QĐ-CĐP"))
                .extract().path("foundedId");

        founders.calls().get("/units/" + unit).then().statusCode(200).body("code", equalTo(code), "parentId", equalTo(tree.commune.toString()),
                "name", equalTo("Công đoàn cơ sở Công ty May Phương Nam"), "validFrom", equalTo(Founders.TODAY.toString()));
        founders.calls().get("/units/" + unit + "/history").then().body("actNumber", contains("12/QĐ-CĐP"));
        founders.calls().get("/members/count?unit=" + unit).then().body("count", equalTo(15));
        founders.calls().get("/members?unit=" + unit).then().body("items.nationalId", hasItem("*********" + founders.nationalIds.get(0).substring(9)),
                "items.joinedOn", hasItem(Founders.TODAY.toString()), "items.category", not(hasItem("informal")));
        founders.calls().get("/bodies?unit=" + unit).then().body("items.kind", containsInAnyOrder("executive-committee", "inspection-committee"),
                "items.state", contains("sitting", "sitting"), "items.congress", hasItem("I, 2026-2031"), "items.recognition", hasItem("12/QĐ-CĐP"));
        founders.calls().get("/officers?unit=" + unit).then().body("items.position", containsInAnyOrder("chair", "vice-chair", "member", "treasurer",
                "head"));
        founders.calls().get(founders.path() + "/people").then().body("memberId", not(hasItem(nullValue())));
        founders.recognise(Api.code()).statusCode(409).body("code", equalTo("founding-state"));
    }

    @Test
    void leavesNothingBehindWhenOneOfThemCannotBeAdmitted() {
        Founders founders = Founders.ready(tree.commune, CDCS, 6);
        People.member(tree.sibling, Map.of("nationalId", founders.nationalIds.get(5)));
        founders.act("submission", Map.of()).statusCode(200);
        String code = Api.code();
        founders.recognise(code).statusCode(409).body("code", equalTo("founding-members-elsewhere"), "detail", containsString("6"));
        founders.calls().get(founders.path()).then().body("state", equalTo("submitted"), "foundedId", nullValue());
        assertThat(Sql.of("SELECT 1 FROM unit WHERE code = ?", code).list(worker, row -> 1)).isEmpty();
    }

    @Test
    void transfersThoseWhoAreMembersOfAUnitBelowWhoeverRecognises() {
        Founders founders = Founders.ready(tree.commune, CDCS, 6);
        UUID elder = People.member(tree.grassRoots, Map.of("nationalId", founders.nationalIds.get(2)));
        founders.findings().body("find { it.code == 'member-moves' }.text", containsString("Person 3"), "find { it.code == 'member-moves' }.blocks", equalTo(false));
        founders.act("submission", Map.of()).statusCode(200);

        String unit = founders.recognise(Api.code()).statusCode(200).extract().path("foundedId");

        founders.calls().get("/members/" + elder).then().statusCode(200).body("unitId", equalTo(unit), "joinedOn", equalTo("2020-01-01"),
                "category", equalTo(founders.calls().get("/members?unit=" + unit).path("items[0].category")));
        founders.calls().get("/members/" + elder + "/history").then().body("fact", hasItem("member-transferred"));
        founders.calls().get("/members/count?unit=" + unit).then().body("count", equalTo(6));
        founders.calls().get("/members/count?unit=" + tree.grassRoots + "&status=active").then().body("count", equalTo(0));
    }

    @Test
    void saysWhoWouldNotBeAdmittedBeforeItGoesUp() {
        Founders guild = Founders.ready(tree.commune, "nghiep-doan", 16);
        guild.enter(Map.of("category", "employee"));
        String dead = Rosters.nationalId(459_000_001);
        People.setStatus(People.member(tree.sibling, Map.of("nationalId", dead)), "deceased", "2024-05-01");
        guild.enter(Map.of("nationalId", dead));
        guild.calls().body(guild.person(Map.of("contractFrom", "2025-05-01", "contractTo", "2025-04-30"))).post(guild.path() + "/people").then().statusCode(422)
                .body("errors.pointer", contains("/contractTo"));
        guild.findings().body("findAll { it.code == 'category-not-taken' }.text", contains(containsString("17")),
                "find { it.code == 'category-not-taken' }.citation", containsString("Charter"), "find { it.code == 'category-not-taken' }.blocks", equalTo(true),
                "find { it.code == 'may-not-return' }.text", containsString("18"));
        guild.act("submission", Map.of()).statusCode(422).body("findings.code", hasItems("category-not-taken", "may-not-return"));
    }

    @Test
    void whoMayNoMoreBeAdmittedWhenItIsRecognisedIsNamed() {
        Founders founders = Founders.ready(tree.commune, CDCS, 6);
        founders.act("submission", Map.of()).statusCode(200);
        UUID last = People.member(tree.sibling, Map.of("nationalId", founders.nationalIds.get(5)));
        People.setStatus(last, "deceased", "2025-05-01");
        founders.recognise(Api.code()).statusCode(422).body("code", equalTo("founding-not-ready"), "findings.code", contains("may-not-return"));
    }

    @Test
    void saysAllThatIsInTheWayWithTheRuleBehindIt() {
        Founders founders = new Founders(tree.commune, CDCS, "Công đoàn cơ sở Thử");
        founders.findings().body("code", containsInAnyOrder("too-few-people", "initiators-missing", "congress-missing"));
        founders.enter(Map.of("initiator", true, "category", "foreign", "contractFrom", "2026-01-01", "contractTo", "2026-11-30"));
        founders.enter(Map.of("birthDate", Founders.TODAY.minusYears(14).toString()));
        founders.enter(Map.of("appliedOn", Founders.TODAY.toString()));
        founders.people.add(founders.calls().body(withoutApplication(founders)).post(founders.path() + "/people").then().statusCode(201).extract().path("id"));
        String few = "find { it.code == 'too-few-people' }";
        founders.findings().body("code", hasItems("too-few-people", "initiator-barred", "contract-too-short", "application-missing", "under-age"),
                few + ".text", containsString("2 people"), few + ".citation", containsString("5 members"), few + ".verified", equalTo(true),
                "find { it.code == 'initiator-barred' }.citation", containsString("Law on Trade Unions 2024"),
                "find { it.code == 'under-age' }.verified", equalTo(false));
        founders.act("submission", Map.of()).statusCode(422).body("code", equalTo("founding-not-ready"), "findings.code", hasItem("too-few-people"),
                "findings.citation", hasItem(containsString("5 members")));
    }

    @Test
    void asksMoreOfAGuildAndSaysThatNobodyHasReadWhereThatStands() {
        Founders nine = Founders.ready(tree.commune, "nghiep-doan", 9);
        nine.findings().body("find { it.code == 'too-few-people' }.verified", equalTo(false));
        nine.act("submission", Map.of()).statusCode(422);
        Founders ten = Founders.ready(tree.commune, "nghiep-doan", 10);
        ten.act("submission", Map.of()).statusCode(200);
        String unit = ten.recognise(Api.code()).statusCode(200).extract().path("foundedId");
        ten.calls().get("/members?unit=" + unit).then().body("items.category", hasItem("informal"));
    }

    @Test
    void takesForeignersAsMembersButNotAsOfficersNorAmongTheFoundersThatCount() {
        Founders founders = Founders.ready(tree.commune, CDCS, 5);
        founders.enter(Map.of("category", "foreign", "contractFrom", "2026-01-01", "contractTo", "2026-12-31"));
        Map<String, Object> congress = founders.congress();
        congress.put("candidates", List.of(founders.vote(0, 5), founders.vote(1, 5), founders.vote(5, 4)));
        founders.set("congress", congress).statusCode(200);
        founders.findings().body("find { it.code == 'officer-barred' }.text", containsString("Person 6"), "find { it.code == 'officer-barred' }.citation",
                containsString("Law on Trade Unions 2024"));
        founders.set("congress", founders.congress()).statusCode(200);
        founders.act("submission", Map.of()).statusCode(200);
        String unit = founders.recognise(Api.code()).statusCode(200).extract().path("foundedId");
        founders.calls().get("/members/count?unit=" + unit + "&category=foreign").then().body("count", equalTo(1));
    }

    @Test
    void givesNoBallotToWhoHasNoVote() {
        Founders founders = Founders.ready(tree.commune, CDCS, 5);
        founders.enter(Map.of("category", "honorary"));
        founders.set("congress", founders.congress()).statusCode(200);
        founders.findings().body("find { it.code == 'ballots-without-vote' }.text", containsString("only 5"),
                "find { it.code == 'ballots-without-vote' }.citation", containsString("honorary member"));
        Map<String, Object> congress = founders.congress();
        congress.put("ballots", Map.of("given", 5, "returned", 5, "valid", 5));
        founders.set("congress", congress).statusCode(200);
        founders.findings().body("code", not(hasItem("ballots-without-vote")));
    }

    @Test
    void electsByMoreThanHalfOfTheValidBallotsTheMostVotesFirst() {
        Founders founders = Founders.ready(tree.commune, CDCS, 8);
        Map<String, Object> congress = founders.congress();
        congress.put("ballots", Map.of("given", 8, "returned", 9, "valid", 8));
        founders.set("congress", congress).statusCode(200);
        founders.findings().body("code", hasItem("ballots"));

        congress.put("ballots", Map.of("given", 8, "returned", 8, "valid", 8));
        congress.put("candidates", List.of(founders.vote(0, 8), founders.vote(1, 8), founders.vote(2, 8), founders.vote(3, 1)));
        founders.set("congress", congress).statusCode(200);
        founders.findings().body("code", hasItem("votes"));

        congress.put("candidates", List.of(founders.vote(0, 8), founders.vote(1, 6), founders.vote(2, 5), founders.vote(3, 5)));
        founders.set("congress", congress).statusCode(200);
        founders.findings().body("code", hasItem("tied"));

        congress.put("candidates", List.of(founders.vote(0, 8), founders.vote(1, 4), founders.vote(2, 5)));
        founders.set("congress", congress).statusCode(200);
        founders.findings().body("code", hasItems("office-not-elected", "seats-left"), "find { it.code == 'seats-left' }.blocks", equalTo(false),
                "find { it.code == 'office-not-elected' }.text", containsString("Person 2"));
    }

    @Test
    void knowsTheSizeOfTheCommitteeAndWhoMustCome() {
        Founders founders = Founders.ready(tree.commune, CDCS, 9);
        Map<String, Object> congress = founders.congress();
        congress.put("seats", 5);
        congress.put("present", 5);
        congress.put("invited", 8);
        congress.put("ballots", Map.of("given", 5, "returned", 5, "valid", 5));
        congress.put("candidates", List.of(founders.vote(0, 5), founders.vote(1, 5), founders.vote(2, 5)));
        founders.set("congress", congress).statusCode(200);
        founders.findings().body("code", hasItems("committee-size", "congress-invited", "congress-quorum"),
                "find { it.code == 'committee-size' }.citation", containsString("under 50 members 3"));
    }

    @Test
    void meetsByDelegatesFrom150MembersOnOrWhereTheyWorkScattered() {
        Founders few = Founders.ready(tree.commune, CDCS, 8);
        Map<String, Object> congress = few.congress();
        congress.put("form", "delegates");
        few.set("congress", congress).statusCode(200);
        few.findings().body("find { it.code == 'congress-by-delegates' }.verified", equalTo(true));
        congress.put("scattered", true);
        few.set("congress", congress).statusCode(200);
        few.findings().body("code", not(hasItem("congress-by-delegates")));

        Founders many = Founders.ready(tree.commune, CDCS, 149);
        many.findings().body("code", not(hasItem("congress-of-all")));
        many.enter(Map.of());
        many.findings().body("code", hasItem("congress-of-all"));
    }

    @Test
    void saysWhatIsLateAndLetsItGoUpAllTheSame() {
        Founders founders = Founders.ready(tree.commune, CDCS, 6);
        LocalDate on = Founders.TODAY.minusDays(60);
        for (String person : founders.people) {
            founders.calls().header("If-Match", "*").body(founders.person(Map.of("appliedOn", on.toString(), "initiator", true)))
                    .put(founders.path() + "/people/" + person).then().statusCode(200);
        }
        Map<String, Object> congress = founders.congress();
        congress.put("on", on.toString());
        founders.set("congress", congress).statusCode(200);
        Map<String, Object> meeting = founders.meeting();
        meeting.put("on", on.plusDays(40).toString());
        founders.set("first-meeting", meeting).statusCode(200);
        founders.findings().body("code", containsInAnyOrder("meeting-late", "dossier-late"), "blocks", contains(false, false),
                "find { it.code == 'dossier-late' }.text", containsString(calendar.after("vn", on, 15).toString()),
                "find { it.code == 'meeting-late' }.text", containsString(calendar.after("vn", on, 10).toString()));
        founders.act("submission", Map.of()).statusCode(200);
    }

    @Test
    void isPutRightAfterAReturnAndStaysAsItIsWhileItIsAbove() {
        Founders founders = Founders.ready(tree.commune, CDCS, 6);
        founders.act("return", Map.of("reasons", "x")).statusCode(409);
        founders.act("submission", Map.of()).statusCode(200);
        founders.set("congress", founders.congress()).statusCode(409).body("code", equalTo("founding-state"));
        founders.calls().body(founders.person(Map.of())).post(founders.path() + "/people").then().statusCode(409);
        founders.act("return", Map.of("reasons", "Thiếu đơn của người số 4")).statusCode(200).body("state", equalTo("returned"), "reasons",
                equalTo("Thiếu đơn của người số 4"));
        String tag = founders.calls().get(founders.path()).then().extract().header("ETag");
        founders.calls().header("If-Match", "\"v1\"").body(founders.congress()).put(founders.path() + "/congress").then().statusCode(412);
        founders.calls().body(founders.congress()).put(founders.path() + "/congress").then().statusCode(428);
        founders.calls().header("If-Match", tag).body(founders.congress()).put(founders.path() + "/congress").then().statusCode(200);
        founders.act("submission", Map.of()).statusCode(200).body("reasons", nullValue());
    }

    @Test
    void refusesWhatCannotBeEntered() {
        Founders founders = new Founders(tree.commune, CDCS, "Công đoàn cơ sở Thử");
        founders.calls().body(founders.person(Map.of("nationalId", "12", "phone", "x"))).post(founders.path() + "/people").then().statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/nationalId", "/phone"));
        founders.enter(Map.of());
        founders.calls().body(founders.person(Map.of("nationalId", founders.nationalIds.get(1)))).post(founders.path() + "/people").then()
                .statusCode(409).body("code", equalTo("founding-person-twice"));
        Founders ready = Founders.ready(tree.commune, CDCS, 6);
        Map<String, Object> congress = ready.congress();
        congress.put("chair", UUID.randomUUID());
        congress.put("candidates", List.of(ready.vote(0, 5), ready.vote(0, 5)));
        ready.set("congress", congress).statusCode(422).body("errors.pointer", containsInAnyOrder("/chair", "/candidates/1/personId"));
        Map<String, Object> meeting = ready.meeting();
        meeting.put("bodies", List.of(ready.body("executive-committee", 3, 0, "chair", 1, "chair", 2, "king"), ready.body("audit-committee", 1, 0, "head")));
        ready.set("first-meeting", meeting).statusCode(422).body("errors.code", containsInAnyOrder("office-twice", "no-such-position",
                "no-such-body-of-such-a-unit"));
        ready.calls().header("If-Match", "*").delete(ready.path() + "/people/" + ready.people.get(0)).then().statusCode(409);
        ready.calls().header("If-Match", "*").delete(ready.path() + "/people/" + ready.people.get(5)).then().statusCode(204);
        founders.calls().body(Founders.draft(tree.commune, "commune-union", "A")).post("/foundings").then().statusCode(422).body("errors.code",
                contains("no-grass-roots-kind"));
        Api.officer().contentType("application/json").body(Founders.draft(tree.grassRoots, CDCS, "A")).post("/foundings").then().statusCode(422)
                .body("errors.code", contains("recognises-no-unions"));
    }

    @Test
    void keepsWhatItKnowsOfPeopleSealedAndDestroysItWhenNothingComesOfIt() {
        Founders founders = Founders.ready(tree.commune, CDCS, 6);
        founders.calls().get(founders.path() + "/people").then().body("[0].nationalId", equalTo("*********" + founders.nationalIds.get(0).substring(9)),
                "[0].phone", equalTo("*******222"));
        assertThat(kept(founders)).doesNotContain("Huyền", founders.nationalIds.get(0), "0903111222", "Phòng họp", "tổ sản xuất");
        founders.act("abandonment", Map.of("reasons", "Công ty giải thể")).statusCode(200).body("state", equalTo("abandoned"), "congress", nullValue());
        founders.calls().get(founders.path() + "/people").then().body("fullName", hasItem(nullValue()), "fullName", not(hasItem(notNullValue())));
        assertThat(Sql.of("SELECT 1 FROM founding_person WHERE founding_id = ?::uuid AND (key IS NOT NULL OR file IS NOT NULL)", founders.id)
                .list(worker, row -> 1)).isEmpty();
        founders.act("submission", Map.of()).statusCode(409);
    }

    @Test
    void access() {
        String[] officers = {"federation-officer", "unit-officer"};
        Founders founders = Founders.ready(tree.commune, CDCS, 6);
        String base = Api.BASE + "/foundings";
        String one = base + "/" + founders.id;
        String person = founders.people.get(5);
        AccessMatrix.of("GET", base).roles(officers).inside(tree.commune).answersEverybodyTheirOwn().check();
        reach(AccessMatrix.of("GET", base + "?unit=" + tree.commune)).roles(officers).check();
        reach(AccessMatrix.of("POST", base).body(() -> Founders.draft(tree.commune, CDCS, "A"))).roles(officers).check();
        reach(AccessMatrix.of("GET", one)).roles(officers).check();
        reach(AccessMatrix.of("PUT", one).ifMatch("*").body(() -> Founders.draft(tree.commune, CDCS, "A"))).roles(officers).check();
        reach(AccessMatrix.of("GET", one + "/people")).roles(officers).check();
        reach(AccessMatrix.of("POST", one + "/people").body(() -> founders.person(Map.of()))).roles(officers).check();
        reach(AccessMatrix.of("GET", one + "/people/" + person)).roles(officers).check();
        reach(AccessMatrix.of("PUT", one + "/people/" + person).ifMatch("*").body(() -> founders.person(Map.of()))).roles(officers).check();
        reach(AccessMatrix.of("DELETE", () -> one + "/people/" + founders.enter(Map.of())).ifMatch("*")).roles(officers).check();
        reach(AccessMatrix.of("PUT", one + "/congress").ifMatch("*").body(founders::congress)).roles(officers).check();
        reach(AccessMatrix.of("PUT", one + "/first-meeting").ifMatch("*").body(founders::meeting)).roles(officers).check();
        reach(AccessMatrix.of("GET", one + "/findings")).roles(officers).check();
        reach(AccessMatrix.of("GET", one + "/papers")).roles(officers).check();
        reach(AccessMatrix.of("GET", one + "/papers/members")).roles(officers).check();
        reach(AccessMatrix.of("POST", one + "/submission").body(Map::of)).roles(officers).check();
        reach(AccessMatrix.of("POST", one + "/return").body(() -> Map.of("reasons", "a test"))).roles(officers).check();
        reach(AccessMatrix.of("POST", one + "/recognition").body(() -> Map.of("code", Api.code(), "actNumber", "1", "on", Founders.TODAY.toString())))
                .roles(officers).check();
        reach(AccessMatrix.of("POST", one + "/abandonment").body(() -> Map.of("reasons", "a test"))).roles(officers).check();
    }

    private AccessMatrix reach(AccessMatrix matrix) {
        return matrix.inside(tree.commune, tree.province).outside(tree.sibling, tree.grassRoots, tree.elsewhere);
    }

    private static Map<String, Object> withoutApplication(Founders founders) {
        Map<String, Object> person = new HashMap<>(founders.person(Map.of()));
        person.remove("appliedOn");
        return person;
    }

    /** All rows of a founding, as text. */
    private String kept(Founders founders) {
        StringBuilder all = new StringBuilder();
        for (String rows : List.of("founding WHERE id", "founding_person WHERE founding_id")) {
            Sql.of("SELECT t::text FROM (SELECT * FROM " + rows + " = ?::uuid) t", founders.id).list(worker, row -> all.append(row.getString(1)));
        }
        assertThat(all).contains("Phương Nam");
        return all.toString();
    }
}
