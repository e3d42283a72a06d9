package org.doanket.membership.reorganisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.doanket.membership.reorganisation.Acts.found;
import static org.doanket.membership.reorganisation.Acts.step;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.doanket.membership.Api;
import org.doanket.membership.People;
import org.doanket.membership.Rosters;
import org.doanket.membership.application.Joining;
import org.doanket.membership.founding.Founders;
import org.doanket.membership.jobhelp.JobDesk;
import org.doanket.membership.unit.UnitService;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is under way in a unit that ends: foundings, openings and seekers of job help, invitations. The dry run says what the execution does. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class UnderWayTest {

    private static final String DAY = "2025-07-01";
    private static final String KINDS = "(foundings|openings|seekers|invitations)-.*";

    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private Api.Tree tree;
    private Acts acts;
    private JobDesk desk;
    private Founders founders;
    private String published;
    private String entered;
    private String full;
    private String met;
    private String hired;
    private String seeker;
    private String invitation;

    @BeforeEach
    void beginThingsInTheCommune() {
        tree = new Api.Tree();
        acts = new Acts(tree.province, DAY);
        founders = Founders.ready(tree.commune, "grass-roots-union", 15);
        desk = new JobDesk(tree.commune);
        published = desk.published("Công ty A", "Tài xế", "driver", 5);
        entered = desk.enter(desk.opening("Công ty B", "Bảo vệ", "guard", 2));
        full = desk.published("Công ty C", "Nấu ăn", "cooking", 1);
        hired = desk.hired(full, desk.takeIn("Người Đã Có Việc"));
        desk.calls().body(Map.of("reason", "filled by others")).post("/job-openings/" + desk.enter(desk.opening("Công ty D", "Cũ", "other", 1)) + "/closing")
                .then().statusCode(200);
        seeker = desk.takeIn("Người Tìm Việc");
        met = desk.bring(published, seeker).statusCode(201).extract().path("id");
        invitation = new Joining(tree.commune).invitation(10).getString("id");
        JobDesk below = new JobDesk(tree.grassRoots);
        below.published("Công ty E", "Giao hàng", "courier", 1);
        below.takeIn("Người Ở Cơ Sở");
        new Joining(tree.grassRoots).invitation(10);
    }

    @Test
    void foundingsAreListedAsTheyStoodThatDayWhateverBecomesOfThemLater() {
        String id = founders.id;
        Sql.of("UPDATE founding SET entered_at = '2025-05-01T03:00:00Z' WHERE id = ?::uuid", id).run(worker);
        founders.act("submission", Map.of()).statusCode(200);
        for (int time = 0; time < 2; time++) {
            foundings(tree.province, "2025-04-30").body("items.id", empty());
            foundings(tree.province, "2025-06-30").body("items.id", contains(id), "items.state", contains("draft"), "items.unitId", contains(tree.commune.toString()),
                    "items[0].submittedOn", nullValue());
            foundings(tree.province, JobDesk.TODAY.minusDays(1).toString()).body("items.state", contains("draft"));
            foundings(tree.province, JobDesk.TODAY.toString()).body("items.state", contains("submitted"), "items.submittedOn", contains(JobDesk.TODAY.toString()));
            foundings(tree.sibling, "2025-06-30").body("items.id", empty());
            if (time == 0) {
                Acts.done(acts.draft(step("merge", Acts.code(tree.commune), "into", Acts.code(tree.sibling))));
            }
        }
        foundings(tree.sibling, DAY).body("items.id", contains(id), "items.state", contains("draft"), "items.unitId", contains(tree.sibling.toString()));
        foundings(tree.commune, DAY).body("items.id", empty());
        Api.officer().contentType("application/json").body(Map.of("reasons", "The list is not whole")).post(founders.path() + "/return").then().statusCode(200);
        Api.officer().get("/foundings?state=returned&unit=" + tree.province + "&asOf=" + JobDesk.TODAY).then().statusCode(200).body("items.id", contains(id));
        Api.officer().get("/foundings?state=submitted&unit=" + tree.province + "&asOf=" + JobDesk.TODAY).then().statusCode(200).body("items.id", empty());
    }

    private static ValidatableResponse foundings(UUID unit, String day) {
        return Api.officer().get("/foundings?unit=" + unit + "&asOf=" + day).then().statusCode(200);
    }

    /** Else the two would wait for each other, and the act, of a thousand units perhaps, would be given up for one of them. */
    @Test
    void whoeverWaitsForAnActToBeDoneHoldsNothingThatItNeeds() throws Exception {
        Joining joining = new Joining(tree.commune);
        String application = joining.entered(Joining.nationalId());
        String another = joining.entered(Joining.nationalId());
        Map<String, Object> many = Joining.decision();
        many.put("applications", List.of(another));
        Map<String, Object> leaving = Map.of("kind", "leave", "memberId", People.member(tree.commune), "toUnitCode", Acts.code(tree.sibling), "movesOn",
                JobDesk.TODAY.toString());
        whileAnActIsDone(() -> joining.admits(application), 200, "application", application);
        whileAnActIsDone(() -> joining.officer().body(many).post("/applications/admissions").then(), 200, "application", another);
        String transfer = whileAnActIsDone(() -> joining.officer().body(leaving).post("/transfers").then(), 201, null, null).extract().path("id");
        whileAnActIsDone(() -> new Joining(tree.sibling).officer().body(Map.of("decisionNumber", "5/QD")).post("/transfers/" + transfer + "/acceptance").then(), 200,
                "transfer", transfer);
        whileAnActIsDone(() -> founders.act("submission", Map.of()), 200, "founding", founders.id);
        UUID former = People.member(tree.grassRoots);
        People.setStatus(former, "left", "2024-05-01");
        whileAnActIsDone(() -> Api.officer().contentType("application/json").body(Map.of("joinedOn", "2025-02-01", "decisionNumber", "3/QD", "decisionDate", "2025-01-20"))
                .post("/members/" + former + "/returns").then(), 201, "member", former.toString());
        Rosters rosters = new Rosters(tree.grassRoots);
        String list = rosters.checked("Họ tên,Ngày vào\nTrần Thị Mới,2020-01-01\n");
        whileAnActIsDone(() -> ended(rosters, list, rosters::commit), 200, "roster_import", list).body("state", equalTo("committed"));
        whileAnActIsDone(() -> ended(rosters, list, rosters::undo), 200, "roster_import", list).body("state", equalTo("undone"));
    }

    /** Else what comes in while a unit ends would stay with it. */
    @Test
    void nothingComesInToAUnitWhileAnActIsDone() throws Exception {
        Joining joining = new Joining(tree.commune);
        String code = joining.code();
        whileAnActIsDone(() -> Joining.apply(code, Joining.person(Joining.nationalId())), 201, null, null);
        whileAnActIsDone(() -> joining.officer().body(joining.paper(Joining.nationalId())).post("/applications").then(), 201, null, null);
        whileAnActIsDone(() -> desk.calls().body(desk.opening("Công ty F", "X", "driver", 1)).post("/job-openings").then(), 201, null, null);
        whileAnActIsDone(() -> joining.officer().body(joining.opening(5)).post("/application-invitations").then(), 201, null, null);
    }

    private static ValidatableResponse ended(Rosters rosters, String list, Function<String, JsonPath> step) {
        assertThat(step.apply(list).getString("state")).isEqualTo("succeeded");
        return rosters.get(list, "");
    }

    private ValidatableResponse whileAnActIsDone(Callable<ValidatableResponse> deed, int status, String table, String id) throws Exception {
        ExecutorService beside = Executors.newSingleThreadExecutor();
        try (Connection act = worker.getConnection()) {
            act.setAutoCommit(false);
            Sql.of("SELECT pg_advisory_xact_lock(?)", UnitService.TREE).run(act);
            Future<ValidatableResponse> answer = beside.submit(deed);
            await().atMost(Duration.ofSeconds(20)).until(() -> answer.isDone() || Sql.of("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' "
                    + "AND objid = ?::bigint::oid AND NOT granted", UnitService.TREE).first(worker, row -> true).isPresent());
            assertThat(answer.isDone()).isFalse();
            if (table != null) {
                Sql.of("SELECT 1 FROM " + table + " WHERE id = ?::uuid FOR UPDATE NOWAIT", id).run(act);
            }
            act.commit();
            return answer.get().statusCode(status);
        } finally {
            beside.shutdownNow();
        }
    }

    @Test
    void goesToTheUnitThatTakesTheMembersAndComesBackWithTheCounterAct() {
        String act = acts.draft(step("merge", Acts.code(tree.commune), "into", Acts.code(tree.sibling)));
        JsonPath seen = Acts.done(act);
        assertThat(underWay(seen.getMap("lines"))).isEqualTo(Map.of("foundings-leave", 1, "foundings-come", 1, "openings-leave", 3, "openings-come", 3,
                "openings-move", 1, "seekers-leave", 1, "seekers-come", 1, "seekers-move", 1, "invitations-end", 1, "invitations-move", 1));
        assertThat(lines(act, tree.commune)).isEqualTo(Map.of("foundings-leave", 1, "openings-leave", 3, "seekers-leave", 1, "invitations-end", 1));
        assertThat(lines(act, tree.sibling)).isEqualTo(Map.of("foundings-come", 1, "openings-come", 3, "seekers-come", 1));
        assertThat(lines(act, tree.grassRoots)).isEqualTo(Map.of("openings-move", 1, "seekers-move", 1, "invitations-move", 1));

        at(tree.sibling, founders.path()).body("state", equalTo("draft"), "reasons", nullValue());
        at(tree.sibling, "/job-openings/" + published).body("state", equalTo("published"), "reason", nullValue());
        at(tree.sibling, "/job-openings/" + entered).body("state", equalTo("entered"));
        at(tree.sibling, "/job-openings/" + full).body("state", equalTo("filled"));
        at(tree.sibling, "/job-seekers/" + seeker).body("state", equalTo("looking"));
        at(tree.sibling, "/placements/" + met).body("state", equalTo("contact"));
        at(tree.commune, "/placements/" + hired).body("state", equalTo("hired"));
        at(tree.commune, "/application-invitations/" + invitation).body("revokeReason", equalTo("unit-ended"));
        Api.as("unit-officer", tree.sibling).get("/job-openings?unit=" + tree.sibling + "&state=closed").then().body("items.size()", equalTo(0));
        new JobDesk(tree.sibling).step(met, "intent").statusCode(200);

        String counter = Acts.counter(act, "2025-08-01");
        assertThat(underWay(Acts.done(counter).getMap("lines"))).isEqualTo(Map.of("foundings-return", 1, "openings-return", 3, "seekers-return", 1,
                "invitations-return", 1, "openings-move", 1, "seekers-move", 1, "invitations-move", 1));
        isBack("draft");
        at(tree.commune, "/placements/" + met).body("state", equalTo("intent"));
    }

    @Test
    void whereNobodyTakesItIsClosedOrSentBackAndComesBackWithTheCounterAct() {
        founders.act("submission", Map.of()).statusCode(200);
        String act = acts.draft(step("move", Acts.code(tree.grassRoots), "parent", Acts.code(tree.sibling)), step("dissolve", Acts.code(tree.commune)));
        Acts.done(act);
        assertThat(lines(act, tree.commune)).isEqualTo(Map.of("foundings-sent-back", 1, "openings-end", 3, "seekers-stay", 1, "invitations-end", 1));
        assertThat(lines(act, tree.grassRoots)).isEqualTo(Map.of("openings-move", 1, "seekers-move", 1, "invitations-move", 1));
        assertThat(lines(act, tree.sibling)).isEmpty();

        at(tree.commune, founders.path()).body("state", equalTo("returned"), "reasons", equalTo("unit-ended"));
        Api.officer().post(founders.path() + "/submission").then().statusCode(409).body("code", equalTo("member-unit-ended"));
        for (String opening : List.of(published, entered, full)) {
            at(tree.commune, "/job-openings/" + opening).body("state", equalTo("closed"), "reason", equalTo("unit-ended"));
        }
        Api.anybody().get("/open-jobs/" + published).then().statusCode(404);
        at(tree.commune, "/job-seekers/" + seeker).body("state", equalTo("looking"));
        at(tree.commune, "/application-invitations/" + invitation).body("revokeReason", equalTo("unit-ended"));

        String counter = Acts.counter(act, "2025-08-01");
        Acts.done(counter);
        assertThat(lines(counter, tree.commune)).isEqualTo(Map.of("foundings-return", 1, "openings-return", 3, "invitations-return", 1));
        isBack("submitted");
        Api.anybody().get("/open-jobs/" + published).then().statusCode(200);
    }

    @Test
    void whatAFoundedUnitHasTakenAndWhatItBeganItselfAreCountedOnceWhenItIsDissolvedAgain() {
        String merged = Api.code();
        String act = acts.done(found(merged, "commune-union", Acts.code(tree.province)), step("merge", Acts.code(tree.commune), "into", merged));
        UUID unit = UUID.fromString(Acts.unit(merged, null).getString("id"));
        assertThat(lines(act, unit)).isEqualTo(Map.of("foundings-come", 1, "openings-come", 3, "seekers-come", 1));
        at(unit, founders.path());
        String own = new JobDesk(unit).published("Công ty F", "Mới", "other", 1);
        Founders others = new Founders(unit, "grass-roots-union", "Công đoàn cơ sở khác");

        String counter = Acts.counter(act, "2025-08-01");
        Acts.done(counter);
        assertThat(lines(counter, unit)).isEqualTo(Map.of("foundings-leave", 1, "openings-leave", 1));
        assertThat(lines(counter, tree.commune)).isEqualTo(Map.of("foundings-return", 1, "foundings-come", 1, "openings-return", 3, "openings-come", 1,
                "seekers-return", 1, "invitations-return", 1));
        isBack("draft");
        at(tree.commune, "/job-openings/" + own).body("state", equalTo("published"));
        at(tree.commune, others.path());
    }

    @Test
    void aFoundingThatHasNamedAnotherUnitAboveStaysThere() {
        String act = acts.done(step("move", Acts.code(tree.grassRoots), "parent", Acts.code(tree.sibling)), step("dissolve", Acts.code(tree.commune)));
        Map<String, Object> draft = new LinkedHashMap<>(Map.of("unitId", tree.sibling, "kind", "grass-roots-union", "name", "Công đoàn cơ sở X", "workplace",
                "Công ty X", "address", "12 đường số 3"));
        Api.officer().contentType("application/json").header("If-Match", "*").body(draft).put(founders.path()).then().statusCode(200)
                .body("unitId", equalTo(tree.sibling.toString()));
        String counter = Acts.counter(act, "2025-08-01");
        Acts.done(counter);
        assertThat(lines(counter, tree.commune)).doesNotContainKey("foundings-return");
        at(tree.sibling, founders.path()).body("state", equalTo("returned"));
    }

    @Test
    void endsLikewiseWithAUnitThatEndsByItself() {
        JobDesk other = new JobDesk(tree.sibling);
        String opening = other.published("Công ty A", "Tài xế", "driver", 5);
        Founders others = new Founders(tree.sibling, "grass-roots-union", "Công đoàn cơ sở khác");
        Api.officer().contentType("application/json").body(Map.of("on", DAY, "actNumber", "1")).post("/units/" + tree.sibling + "/ending").then().statusCode(200);
        at(tree.sibling, "/job-openings/" + opening).body("state", equalTo("closed"), "reason", equalTo("unit-ended"));
        at(tree.sibling, others.path()).body("state", equalTo("returned"), "reasons", equalTo("unit-ended"));
    }

    private void isBack(String founding) {
        at(tree.commune, founders.path()).body("state", equalTo(founding), "reasons", nullValue());
        at(tree.commune, "/job-openings/" + published).body("state", equalTo("published"), "reason", nullValue());
        at(tree.commune, "/job-openings/" + entered).body("state", equalTo("entered"), "reason", nullValue());
        at(tree.commune, "/job-openings/" + full).body("state", equalTo("filled"), "reason", nullValue());
        at(tree.commune, "/job-seekers/" + seeker).body("state", equalTo("looking"));
        at(tree.commune, "/placements/" + met);
        at(tree.commune, "/application-invitations/" + invitation).body("revokedAt", nullValue());
    }

    private static ValidatableResponse at(UUID unit, String path) {
        return Api.officer().get(path).then().statusCode(200).body("unitId", equalTo(unit.toString()));
    }

    private static Map<String, Integer> lines(String act, UUID unit) {
        Map<String, Integer> lines = Api.officer().get("/reorganisations/" + act + "/dry-run/units").then().statusCode(200).extract()
                .path("items.find { it.unitId == '" + unit + "' }.lines");
        return underWay(lines);
    }

    private static Map<String, Integer> underWay(Map<String, Integer> lines) {
        Map<String, Integer> some = new TreeMap<>(lines);
        some.keySet().removeIf(what -> !what.matches(KINDS));
        return some;
    }
}
