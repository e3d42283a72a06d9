package org.doanket.finance.arrears;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.finance.Statements;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Retellings;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What single members owe still; months are counted back from today, since phases are. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class MemberArrearsTest {

    private static final YearMonth THIS = YearMonth.from(LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")));
    private static final YearMonth OLD = THIS.minusMonths(6);
    private static final YearMonth NEXT = THIS.minusMonths(5);

    @Inject
    Federation federation;

    @Inject
    ArrearsSchedule schedule;

    private Federation.Tree tree;
    private UUID unit;
    private UUID payer;
    private UUID debtor;
    private String account;

    @BeforeEach
    void chargeTwoMonthsAndTheRunningOne() throws InterruptedException {
        tree = federation.tree();
        unit = tree.unit();
        payer = federation.member(unit, "P", "non-state-enterprise");
        debtor = federation.member(unit, "D", "non-state-enterprise");
        account = String.valueOf(System.nanoTime());
        Api.setAccount(unit, account);
        for (YearMonth month : List.of(OLD, NEXT, THIS)) {
            federation.pay(payer, month.toString(), "si_salary", 8_000_000);
            federation.pay(debtor, month.toString(), "si_salary", 10_000_000);
            Api.runDues(unit, month.toString(), "post");
        }
    }

    @Test
    void listsWhoOwesWhichMonthsAndLeavesOutWhoHasPaid() throws InterruptedException {
        pay(payer, OLD, 40_000);
        pay(debtor, OLD, 20_000);
        JsonPath owing = list("unit=" + unit);
        String his = "items.find { it.member == '" + debtor + "' }.";
        assertThat(owing.getList("items.member")).containsExactly(payer.toString(), debtor.toString());
        assertThat(owing.getList("items[0].months")).containsExactly(NEXT.toString());
        assertThat(owing.getList(his + "months")).containsExactly(OLD.toString(), NEXT.toString());
        assertThat(owing.getLong(his + "outstanding.amount")).as("half of one month and the whole of another").isEqualTo(80_000);
        assertThat(owing.getString(his + "oldest")).isEqualTo(OLD.toString());
        assertThat(owing.getInt(his + "phase")).isEqualTo(3);
        assertThat(list("phase=1&unit=" + unit).getList("items")).isEmpty();

        pay(payer, NEXT, 40_000);
        assertThat(list("scope=subtree&unit=" + tree.commune()).getList("items.member")).containsExactly(debtor.toString());
        pay(null, OLD, 30_000);
        pay(null, NEXT, 50_000);
        assertThat(list("unit=" + unit).getList("items")).as("what the unit passes on whole is paid by all").isEmpty();
    }

    @Test
    void takesUpPageByPageWhereItStopped() {
        String next = Api.as("auditor", unit).get("/arrears/members?limit=1&unit=" + unit).then().body("items", hasSize(1)).extract().path("next");
        Api.as("auditor", unit).get("/arrears/members?limit=1&unit=" + unit + "&cursor=" + next).then().body("items", hasSize(1))
                .body("items[0].member", equalTo(debtor.toString())).body("next", equalTo(null));
    }

    @Test
    void remindsEachMemberOfAPhaseOnce() throws InterruptedException, SQLException {
        pay(payer, OLD, 40_000);
        pay(payer, NEXT, 40_000);
        schedule.remind();
        schedule.remindMembers();
        schedule.remindMembers();
        JsonPath owing = list("unit=" + unit);
        assertThat(owing.getList("items[0].reminders.month")).containsExactly(OLD.toString(), NEXT.toString());
        assertThat(owing.getList("items[0].reminders.phase")).containsExactly(3, 3);
        assertThat(federation.number("SELECT count(*) FROM member_reminder WHERE unit_id = ?", unit)).isEqualTo(2);
        assertThat(told(debtor, 1).get(0).getString("reminded.month")).isEqualTo(OLD.toString());
        assertThat(told(debtor, 1).get(0).getString("reminded.action")).isEqualTo("report-up");
        Retellings.check("standing", unit);
        pay(debtor, OLD, 50_000);
        JsonPath paid = told(debtor, 3).get(2);
        assertThat(paid.getString("paidUpTo")).isEqualTo(OLD.toString());
        assertThat(paid.getMap("$").keySet()).as("no amount is told").containsExactlyInAnyOrder("id", "unitId", "paidUpTo");
    }

    @Test
    void showsAMemberHisOwnAndNotesWhoLooksAtOthers() {
        Api.with(Tokens.of("member").unit(unit).member(debtor)).get("/arrears/members").then().statusCode(200).body("items", hasSize(1))
                .body("items[0].outstanding.amount", equalTo(100_000));
        Api.with(Tokens.of("member").unit(unit).member(debtor)).get("/arrears/members?member=" + payer).then().statusCode(404);
        assertThat(noted("arrears-read")).isZero();
        String address = "/arrears/members?unit=" + unit;
        Api.as("treasurer", unit).get(address).then().statusCode(200);
        assertThat(noted("arrears-read")).isOne();
        Api.as("treasurer", unit).accept("text/csv").get(address).then().statusCode(422).body("code", equalTo("purpose-missing"));
        Api.as("treasurer", unit).accept("text/csv").queryParam("purpose", "letters to those behind").get(address).then().statusCode(200)
                .body(containsString(OLD + " " + NEXT)).body(containsString("100000"));
        assertThat(noted("arrears-exported")).isOne();
        Api.as("auditor", tree.commune()).get(address).then().statusCode(200);
        for (String role : List.of("unit-officer", "federation-officer", "campaign-officer", "desk-clerk", "integration")) {
            Api.as(role, unit).get(address).then().statusCode(403);
        }
        for (UUID other : List.of(tree.sibling(), tree.elsewhere())) {
            Api.as("treasurer", other).get(address).then().statusCode(404);
        }
        Api.with(Tokens.of("member").unit(unit)).get("/arrears/members").then().statusCode(404);
    }

    private void pay(UUID member, YearMonth month, long amount) throws InterruptedException {
        Map<String, Object> body = new HashMap<>(Map.of("unit", unit, "month", month.toString()));
        if (member != null) {
            body.put("member", member);
        }
        JsonPath request = Api.treasurer(unit).body(body).post("/payment-requests").then().statusCode(201).extract().jsonPath();
        Api.loadStatement(unit, "camt.053", "application/xml", Statements.camt(account, new Statements.Line("R" + UUID.randomUUID(), amount,
                "nop " + request.getString("reference"))));
    }

    private JsonPath list(String asked) {
        return Api.as("treasurer", tree.commune()).get("/arrears/members?" + asked).then().statusCode(200).extract().jsonPath();
    }

    private long noted(String action) {
        return federation.number("SELECT count(*) FROM audit_entry WHERE action = ? AND unit_id = ?", action, unit);
    }

    private static List<JsonPath> told(UUID member, int count) {
        var facts = await().until(() -> Contracts.told("standing").stream().filter(fact -> fact.key().equals(member.toString())).toList(),
                each -> each.size() >= count);
        facts.forEach(Contracts::check);
        return facts.stream().map(fact -> JsonPath.from(fact.value())).toList();
    }
}
