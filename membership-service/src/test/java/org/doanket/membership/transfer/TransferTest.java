package org.doanket.membership.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.AtOnce;
import org.doanket.membership.People;
import org.doanket.membership.application.Joining;
import org.doanket.membership.calendar.WorkingDayQueries;
import org.doanket.membership.reorganisation.Acts;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class TransferTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    WorkingDayQueries calendar;
    @Inject
    TransferSchedule schedule;
    @Inject
    TransferService transfers;
    @Inject
    AgroalDataSource dataSource;
    @Inject
    @DataSource("worker")
    AgroalDataSource worker;

    private Api.Tree tree;
    private Moving moving;

    @BeforeEach
    void found() {
        tree = new Api.Tree();
        moving = new Moving(tree.grassRoots, tree.sibling);
    }

    @Test
    void theUnitThatLetsAMemberGoIsAnsweredByTheOneThatReceives() {
        String id = moving.left();
        Moving.seen(tree.sibling, id).statusCode(200).body("state", equalTo("asked"), "member.fullName", equalTo("Trần Thị Của Mình"), "from.id",
                equalTo(tree.grassRoots.toString()), "silenceEnds", equalTo(calendar.after("vn", Moving.TODAY, 15).toString()), "isSilent", equalTo(false));
        Moving.accept(tree.grassRoots, id).statusCode(409).body("code", equalTo("transfer-other-sides-turn"));
        Moving.accept(tree.sibling, id).statusCode(200).body("state", equalTo("done"), "decidedAbove", equalTo(false));
        assertThat(moving.unitNow()).isEqualTo(tree.sibling);
        Moving.officer(tree.sibling).get("/members/" + moving.member.id).then().body("joinedOn", equalTo("2020-01-01"), "status", equalTo("active"));
        Moving.officer(tree.sibling).get("/members/" + moving.member.id + "/history").then().body("fact", contains("member-admitted", "member-transferred"),
                "[1].reason", equalTo("05/QĐ"), "[1].effective", equalTo(Moving.TODAY.toString()));
        Moving.seen(tree.grassRoots, id).body("state", equalTo("done"), "member.fullName", equalTo("Trần Thị Của Mình"));
        Moving.accept(tree.sibling, id).statusCode(409).body("code", equalTo("transfer-state"));
    }

    /** By the process that looks after what is due, while the officer was at it. */
    @Test
    void whatWasWithdrawnMeanwhileDoesNotLapse() {
        String id = moving.ask(moving.from, moving.leave(Moving.TODAY.plusDays(3))).statusCode(201).extract().path("id");
        Moving.accept(tree.sibling, id).statusCode(200).body("state", equalTo("accepted"));
        Moving.withdraw(tree.grassRoots, id).statusCode(200);
        QuarkusTransaction.requiringNew().run(() -> {
            Sql.of("SELECT set_config('doanket.scope_from', '/|', true), set_config('doanket.scope_to', '0|', true)").first(dataSource, row -> true);
            transfers.lapse(UUID.fromString(id), "member-unit-ended");
        });
        Moving.seen(tree.grassRoots, id).body("state", equalTo("withdrawn"), "reason", nullValue());
    }

    @Test
    void aDayBeginsAtMidnightWhereTheLawHolds() {
        assertThat(Sql.of("SELECT legal_day('vn', '2026-06-30T17:00:00Z')::text || legal_day('vn', '2026-06-30T16:59:59Z') || legal_day('cn', '2026-06-30T16:00:00Z')")
                .first(worker, row -> row.getString(1))).hasValue("2026-07-012026-06-302026-07-01");
    }

    @Test
    void theUnitThatWishesToReceiveLearnsNothingUntilTheOtherHasAccepted() {
        String id = moving.wished();
        String seen = Moving.seen(tree.sibling, id).statusCode(200).body("from", nullValue(), "member", nullValue()).extract().asString();
        assertThat(seen).doesNotContain(moving.member.id.toString(), tree.grassRoots.toString(), "Của Mình");
        Moving.accept(tree.sibling, id).statusCode(409).body("code", equalTo("transfer-other-sides-turn"));
        Moving.seen(tree.grassRoots, id).statusCode(200).body("member.id", equalTo(moving.member.id.toString()), "to.id", equalTo(tree.sibling.toString()));
        Moving.refuse(tree.grassRoots, id).statusCode(200).body("state", equalTo("refused"));
        assertThat(Moving.seen(tree.sibling, id).body("reason", equalTo("Owes a handover")).extract().asString())
                .doesNotContain(moving.member.id.toString(), tree.grassRoots.toString(), "Của Mình");

        String again = moving.wished();
        Moving.accept(tree.grassRoots, again).statusCode(200).body("state", equalTo("done"));
        Moving.seen(tree.sibling, again).body("member.fullName", equalTo("Trần Thị Của Mình"), "from.id", equalTo(tree.grassRoots.toString()));
    }

    @Test
    void aMemberAsksHimselfAndBothSidesAreAsked() {
        String id = moving.askedOwn();
        moving.member.calls().body(moving.own()).post("/me/transfers").then().statusCode(409).body("code", equalTo("transfer-open-already"));
        Moving.accept(tree.sibling, id).statusCode(200).body("state", equalTo("asked"), "toAgreedAt", notNullValue(), "fromAgreedAt", nullValue());
        Moving.accept(tree.sibling, id).statusCode(409);
        moving.member.calls().get("/me/transfers").then().body("items.id", contains(id), "items[0].state", equalTo("asked"));
        Moving.accept(tree.grassRoots, id).statusCode(200).body("state", equalTo("done"));
        assertThat(moving.unitNow()).isEqualTo(tree.sibling);
    }

    @Test
    void aMemberSeesAllTransfersOfHisOwnAlsoBetweenUnitsThatHeHasLeftSince() {
        String first = moving.left();
        Moving.accept(tree.sibling, first).statusCode(200).body("state", equalTo("done"));
        UUID third = Api.unit("grass-roots-union", tree.commune);
        Map<String, Object> on = moving.leave(Moving.TODAY);
        on.put("toUnitCode", Acts.code(third));
        String second = moving.ask(tree.sibling, on).statusCode(201).extract().path("id");
        Moving.accept(third, second).statusCode(200).body("state", equalTo("done"));
        assertThat(moving.unitNow()).isEqualTo(third);

        moving.member.calls().get("/me/transfers").then().statusCode(200).body("items.id", contains(second, first), "items[1].from.id",
                equalTo(tree.grassRoots.toString()), "items[1].to.id", equalTo(tree.sibling.toString()));
        moving.member.calls().get("/me/transfers/" + first).then().statusCode(200).body("state", equalTo("done"));
        Moving.officer(third).get("/transfers").then().statusCode(200).body("items.id", contains(second));
        Moving stranger = new Moving(tree.grassRoots, tree.sibling);
        stranger.member.calls().get("/me/transfers/" + first).then().statusCode(404);
    }

    @Test
    void whoHasAskedMayWithdrawAndNobodyElse() {
        String id = moving.left();
        Moving.withdraw(tree.sibling, id).statusCode(409);
        Moving.withdraw(tree.grassRoots, id).statusCode(200).body("state", equalTo("withdrawn"));
        Moving.accept(tree.sibling, id).statusCode(409);
        String own = moving.askedOwn();
        Moving.withdraw(tree.grassRoots, own).statusCode(409);
        moving.member.calls().body(Map.of()).post("/me/transfers/" + own + "/withdrawal").then().statusCode(200).body("state", equalTo("withdrawn"));
        moving.member.calls().body(Map.of()).post("/me/transfers/" + id + "/withdrawal").then().statusCode(404);
        assertThat(moving.unitNow()).isEqualTo(tree.grassRoots);
    }

    @Test
    void onlyWhoStandsAboveBothDecidesWhenOneIsSilentAndOnlyThen() {
        String id = moving.wished();
        Moving.accept(tree.province, id).statusCode(409).body("code", equalTo("transfer-not-silent-yet"));
        Moving.refuse(tree.province, id).statusCode(409);
        silent(id);
        Moving.officer(tree.province).get("/transfers?silent=true").then().body("items.id", contains(id), "items[0].isSilent", equalTo(true));
        Moving.accept(tree.sibling, id).statusCode(409).body("code", equalTo("transfer-other-sides-turn"));
        Moving.accept(tree.province, id).statusCode(200).body("state", equalTo("done"), "decidedAbove", equalTo(true));
        assertThat(moving.unitNow()).isEqualTo(tree.sibling);

        Moving back = new Moving(tree.grassRoots, tree.sibling);
        String refused = back.left();
        silent(refused);
        Moving.accept(tree.commune, refused).statusCode(409).body("code", equalTo("transfer-other-sides-turn"));
        Moving.refuse(tree.province, refused).statusCode(200).body("state", equalTo("refused"), "decidedAbove", equalTo(true));
    }

    @Test
    void acrossProvincesItIsTheSame() {
        UUID confederation = Api.unit("confederation", null);
        Moving far = new Moving(Api.unit("provincial-federation", confederation), Api.unit("provincial-federation", confederation));
        String id = far.left();
        Moving.seen(tree.province, id).statusCode(404);
        silent(id);
        Moving.accept(far.from, id).statusCode(409);
        Moving.accept(confederation, id).statusCode(200).body("state", equalTo("done"));
        assertThat(far.unitNow()).isEqualTo(far.to);
    }

    @Test
    void aUnitThatStandsAboveTheOtherStillSpeaksForItself() {
        Moving up = new Moving(tree.commune, tree.grassRoots);
        String id = up.wished();
        Moving.accept(tree.grassRoots, id).statusCode(409);
        Moving.accept(tree.commune, id).statusCode(200).body("state", equalTo("done"), "decidedAbove", equalTo(false));
        Moving down = new Moving(tree.commune, tree.grassRoots);
        String left = down.left();
        Moving.accept(tree.commune, left).statusCode(409).body("code", equalTo("transfer-not-silent-yet"));
        Moving.accept(tree.grassRoots, left).statusCode(200).body("state", equalTo("done"));
    }

    @Test
    void whatIsAgreedForALaterDayIsDoneOnThatDayInTheNameOfWhoHasAgreed() {
        String id = moving.ask(tree.grassRoots, moving.leave(Moving.TODAY.plusDays(20))).statusCode(201).extract().path("id");
        Moving.accept(tree.sibling, id).statusCode(200).body("state", equalTo("accepted"));
        moving.ask(tree.grassRoots, moving.leave(Moving.TODAY)).statusCode(409).body("code", equalTo("transfer-open-already"));
        schedule.carryOutWhatIsDue();
        assertThat(moving.unitNow()).isEqualTo(tree.grassRoots);
        due(id);
        schedule.carryOutWhatIsDue();
        assertThat(moving.unitNow()).isEqualTo(tree.sibling);
        Moving.seen(tree.grassRoots, id).body("state", equalTo("done"));
        Moving.officer(tree.sibling).get("/members/" + moving.member.id + "/history").then().body("[1].recordedBy", equalTo("tester"), "[1].reason",
                equalTo("05/QĐ"));
    }

    @Test
    void whatCanBeDoneNoMoreLapsesAndKeepsNobodyElse() {
        LocalDate later = Moving.TODAY.plusDays(20);
        String impossible = moving.ask(tree.grassRoots, moving.leave(later)).extract().path("id");
        Moving other = new Moving(tree.grassRoots, tree.sibling);
        String possible = other.ask(tree.grassRoots, other.leave(later)).extract().path("id");
        Moving.accept(tree.sibling, impossible).statusCode(200);
        Moving.accept(tree.sibling, possible).statusCode(200);
        Sql.of("UPDATE transfer SET moves_on = date '2019-01-01' WHERE id = ?::uuid", impossible).run(worker);
        due(possible);
        schedule.carryOutWhatIsDue();
        Moving.seen(tree.grassRoots, impossible).body("state", equalTo("lapsed"), "reason", equalTo("member-before-last-transfer"));
        Moving.seen(tree.grassRoots, possible).body("state", equalTo("done"));
    }

    @Test
    void nobodyIsAskedForWhatTheUnitMayNotTake() {
        UUID guild = Api.unit("nghiep-doan", tree.commune);
        Moving toGuild = new Moving(tree.grassRoots, guild);
        toGuild.ask(tree.grassRoots, toGuild.leave(Moving.TODAY)).statusCode(422).body("code", equalTo("member-not-taken"), "rule",
                containsString("a guild is of people without an employer"));
        toGuild.ask(guild, toGuild.receive(Moving.TODAY)).statusCode(422).body("code", equalTo("member-not-taken"));
        Map<String, Object> as = toGuild.leave(Moving.TODAY);
        as.put("category", "king");
        toGuild.ask(tree.grassRoots, as).statusCode(422).body("errors.code", contains("unknown-category"));
        as.put("category", "informal");
        String id = toGuild.ask(tree.grassRoots, as).statusCode(201).body("category", equalTo("informal")).extract().path("id");
        Moving.accept(guild, id).statusCode(200).body("state", equalTo("done"));
        Moving.officer(guild).get("/members/" + toGuild.member.id).then().body("category", equalTo("informal"), "joinedOn", equalTo("2020-01-01"));
    }

    @Test
    void aTransferLapsesWithTheMembership() {
        String id = moving.left();
        People.setStatus(moving.member.id, "left", "2024-01-01");
        await().atMost(SOON).untilAsserted(() -> Moving.seen(tree.sibling, id).body("state", equalTo("lapsed"), "reason", equalTo("membership-over"), "member",
                nullValue()));
    }

    @Test
    void placesInTeamsEndWithTheMove() {
        String team = Moving.officer(tree.grassRoots).body(Map.of("unitId", tree.grassRoots, "name", "Đội xe", "service", "motorbike-taxi", "foundedOn", "2024-01-01"))
                .post("/teams").then().statusCode(201).extract().path("id");
        String place = Moving.officer(tree.grassRoots).body(Map.of("memberId", moving.member.id, "duty", "member", "cardNumber", "1", "joinedOn", "2024-02-01"))
                .post("/teams/" + team + "/members").then().statusCode(201).extract().path("id");
        Moving.accept(tree.sibling, moving.left()).statusCode(200);
        await().atMost(SOON).untilAsserted(() -> assertThat(Sql.of("SELECT left_reason FROM team_member WHERE id = ?::uuid", place)
                .first(worker, row -> row.getString(1))).contains("member-elsewhere"));
    }

    @Test
    void anApplicantWhoIsAMemberElsewhereComesByTheTransferThatWasProposed() {
        Joining joining = new Joining(tree.sibling);
        String receipt = joining.applied(moving.member.nationalId);
        String application = joining.newest();
        String id = joining.does(application, "transfer-proposal", Map.of("movesOn", Moving.TODAY.toString(), "note", "Đã làm việc ở đây")).statusCode(200)
                .body("state", equalTo("received"), "transferId", notNullValue()).extract().path("transferId");
        assertThat(Moving.seen(tree.sibling, id).body("applicationId", equalTo(application)).extract().asString()).doesNotContain(tree.grassRoots.toString());
        Moving.seen(tree.grassRoots, id).body("applicationId", nullValue(), "note", equalTo("Đã làm việc ở đây"));
        Moving.accept(tree.grassRoots, id).statusCode(200).body("state", equalTo("done"));
        await().atMost(SOON).untilAsserted(() -> joining.officer().get("/applications/" + application).then().body("state", equalTo("transferred"), "memberId",
                equalTo(moving.member.id.toString())));
        Joining.ask(receipt).body("state", equalTo("transferred"));
        joining.does(joining.entered(Joining.nationalId()), "transfer-proposal", Map.of("movesOn", Moving.TODAY.toString())).statusCode(409)
                .body("code", equalTo("application-no-member-elsewhere"));
    }

    @Test
    void whoWithdrawsHisApplicationIsNotCarriedOver() {
        Joining joining = new Joining(tree.sibling);
        String receipt = joining.applied(moving.member.nationalId);
        String id = joining.does(joining.newest(), "transfer-proposal", Map.of("movesOn", Moving.TODAY.toString())).extract().path("transferId");
        Joining.stranger().body(Map.of("receipt", receipt)).post("/application-receipts/withdrawal").then().statusCode(200);
        Moving.accept(tree.grassRoots, id).statusCode(409).body("code", equalTo("transfer-state"));
        assertThat(moving.unitNow()).isEqualTo(tree.grassRoots);
    }

    @Test
    void isRefusedWhereThereIsNobodyToMove() {
        moving.ask(tree.sibling, Map.of("kind", "receive", "unitId", tree.sibling, "memberCode", "NOBODY", "movesOn", "2025-01-01")).statusCode(409)
                .body("code", equalTo("transfer-no-such-membership"));
        moving.ask(tree.sibling, Map.of("kind", "receive", "movesOn", "2025-01-01")).statusCode(422).body("errors.pointer", contains("/unitId", "/nationalId"));
        Map<String, Object> nowhere = moving.leave(Moving.TODAY);
        nowhere.put("toUnitCode", "NO-SUCH");
        moving.ask(tree.grassRoots, nowhere).statusCode(422).body("errors.code", contains("unknown-unit"));
        nowhere.put("toUnitCode", Acts.code(tree.grassRoots));
        moving.ask(tree.grassRoots, nowhere).statusCode(409).body("code", equalTo("member-already-there"));
        String code = Api.officer().get("/members/" + moving.member.id).then().extract().path("code");
        moving.ask(tree.sibling, Map.of("kind", "receive", "unitId", tree.sibling, "memberCode", code, "movesOn", "2025-01-01")).statusCode(201);
    }

    @Test
    void rowLevelSecurityShowsItToBothSidesAndToNobodyElse() {
        String id = moving.wished();
        String count = "SELECT count(*) FROM transfer WHERE id = '" + id + "'";
        assertThat(within(tree.grassRoots, count)).isEqualTo(1);
        assertThat(within(tree.sibling, count)).isEqualTo(1);
        assertThat(within(tree.elsewhere, count)).isZero();
        assertThat(within(tree.sibling, "SELECT count(*) FROM transfer t, transfer_person(t.id)")).as("not named yet").isZero();
        assertThat(within(tree.grassRoots, "SELECT count(*) FROM application")).isZero();
        Moving.accept(tree.grassRoots, id).statusCode(200);
        assertThat(within(tree.sibling, "SELECT count(*) FROM transfer t, transfer_person(t.id)")).isEqualTo(1);
    }

    @Test
    void ofTwoWhoAskAtOnceOneIsHeardAndOfTwoWhoAcceptOneCarriesOut() throws Exception {
        List<Integer> asked = AtOnce.twice(() -> moving.ask(tree.grassRoots, moving.leave(Moving.TODAY)).extract().statusCode());
        assertThat(asked).containsExactlyInAnyOrder(201, 409);
        String id = Moving.officer(tree.sibling).get("/transfers").then().body("items", hasSize(1)).extract().path("items[0].id");
        List<Integer> accepted = AtOnce.twice(() -> Moving.accept(tree.sibling, id).extract().statusCode());
        assertThat(accepted).containsExactlyInAnyOrder(200, 409);
        Api.officer().get("/members/" + moving.member.id + "/history").then().body("", hasSize(2));
    }

    @Test
    void goesAlongInAReorganisationIsCountedBeforeAndComesBack() {
        UUID heir = Api.unit("grass-roots-union", tree.commune);
        UUID ending = Api.unit("grass-roots-union", tree.sibling);
        String toHeir = moving.left();
        Moving lost = new Moving(tree.commune, ending);
        String toNowhere = lost.left();
        Moving meeting = new Moving(tree.grassRoots, heir);
        String there = meeting.left();
        String act = new Acts(tree.province, "2025-11-01").draft(Acts.step("merge", Acts.code(tree.grassRoots), "into", Acts.code(heir)),
                Acts.step("dissolve", Acts.code(ending)));
        var seen = Acts.done(act);
        assertThat(seen.getInt("lines.'transfers-leave'")).isEqualTo(2);
        assertThat(seen.getInt("lines.'transfers-end'")).isEqualTo(1);
        Moving.seen(heir, toHeir).statusCode(200).body("state", equalTo("asked"), "from.id", equalTo(heir.toString()));
        Moving.seen(tree.commune, toNowhere).body("state", equalTo("lapsed"), "reason", equalTo("unit-ended"));
        Moving.seen(tree.commune, there).body("state", equalTo("lapsed"), "reason", equalTo("member-already-there"));

        Acts.done(Acts.counter(act, "2025-11-10"));
        Moving.seen(tree.grassRoots, toHeir).statusCode(200).body("state", equalTo("asked"), "from.id", equalTo(tree.grassRoots.toString()));
        Moving.seen(ending, toNowhere).statusCode(200).body("state", equalTo("asked"), "reason", nullValue());
        Moving.seen(tree.grassRoots, there).body("state", equalTo("asked"));
        Moving.accept(tree.sibling, toHeir).statusCode(200).body("state", equalTo("done"));
    }

    @Test
    void theMembersExportHasItAndErasureTakesItsWords() {
        moving.left();
        moving.member.calls().get("/me/export").then().statusCode(200).body("sections.transfers[0].note", containsString("Chuyển"), "sections.transfers[0].state",
                equalTo("asked"));
        String request = moving.member.calls().body(Map.of("kind", "erasure")).post("/me/data-requests").then().statusCode(201).extract().path("id");
        moving.member.officer().body(Map.of()).post("/data-requests/" + request + "/acceptance").then().statusCode(200);
        await().atMost(SOON).until(() -> moving.member.officer().get("/data-requests/" + request).path("state").equals("erasing"));
        assertThat(Sql.of("SELECT note IS NULL AND state = 'lapsed' FROM transfer WHERE member_id = ?", moving.member.id).first(worker, row -> row.getBoolean(1)))
                .contains(true);
    }

    private void silent(String transfer) {
        Sql.of("UPDATE transfer SET silence_ends = ? WHERE id = ?::uuid", Moving.TODAY.minusDays(1), transfer).run(worker);
    }

    private void due(String transfer) {
        Sql.of("UPDATE transfer SET moves_on = ? WHERE id = ?::uuid", Moving.TODAY, transfer).run(worker);
    }

    private long within(UUID unit, String forgetful) {
        return QuarkusTransaction.requiringNew().call(() -> {
            String path = Sql.of("SELECT path FROM unit WHERE id = ?", unit).first(dataSource, row -> row.getString(1)).orElseThrow();
            Sql.of("SELECT set_config('doanket.scope_from', ?, true), set_config('doanket.scope_to', ?, true)", path + "|",
                    path.substring(0, path.length() - 1) + "0|").run(dataSource);
            return Sql.of(forgetful).first(dataSource, row -> row.getLong(1)).orElseThrow();
        });
    }
}
