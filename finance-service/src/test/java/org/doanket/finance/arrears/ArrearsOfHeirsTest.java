package org.doanket.finance.arrears;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Books;
import org.doanket.finance.Federation;
import org.doanket.finance.Statements;
import org.doanket.finance.closing.Endings;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A unit is split: one of its two members who owe 40,000 and 45,000 goes to each heir, whatever part of its balances the heir gets. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ArrearsOfHeirsTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
    private static final String MONTH = YearMonth.from(TODAY).minusMonths(5).toString();

    @Inject
    Federation federation;
    @Inject
    Endings endings;
    @Inject
    ArrearsSchedule schedule;

    private Federation.Tree tree;
    private UUID unit;
    private UUID heir;
    private UUID third;
    private UUID one;
    private UUID other;

    @BeforeEach
    void owed() throws InterruptedException {
        tree = federation.tree();
        unit = tree.unit();
        heir = tree.sibling();
        third = federation.unit(tree.commune(), "vn");
        one = member("H1", 8_000_000);
        other = member("H2", 9_000_000);
        Api.runDues(unit, MONTH, "post");
        List.of(unit, heir, third).forEach(each -> Api.setAccount(each, account(each)));
    }

    @Test
    void goWithEachMemberToTheHeirWhereHeStandsNow() throws Exception {
        schedule.remind();
        schedule.remindMembers();
        split();
        assertOwed(heir, 40_000, one);
        assertOwed(third, 45_000, other);
        assertThat(owing(unit)).isEmpty();
        assertThat(list(heir).getList("items[0].reminders.phase")).as("what he was told by the ended unit").isEqualTo(list(third)
                .getList("items[0].reminders.phase")).hasSize(1);
        schedule.remind();
        schedule.remindMembers();
        assertThat(federation.number("SELECT count(*) FROM member_reminder r JOIN member_ref m ON m.no = r.member_no WHERE m.id = ?", one)).isEqualTo(2);

        pay(third, other, 45_000);
        pay(heir, one, 40_000);
        for (UUID each : List.of(heir, third)) {
            assertOwed(each, 0);
            assertThat(Api.balance(each, "3385")).as("nothing was too much").isZero();
        }
        assertThat(paidUpTo(one)).isEqualTo(MONTH + "-01").isEqualTo(paidUpTo(other));
        assertThat(Api.runDues(tree.commune(), MONTH, "post").getLong("result.changed")).isZero();
    }

    @Test
    void ofWhichAPartWasPassedOnAreLessForAllInProportion() throws Exception {
        String old = request(unit, null);
        load(unit, 30_000, old);
        split();
        assertThat(List.of(outstanding(heir), outstanding(third))).containsExactly(25_883L, 29_117L);
        assertThat(List.of(Api.balance(heir, "1388"), Api.balance(third, "1388"))).containsExactly(25_883L, 29_117L);
        load(unit, 10_001, old);
        endings.sweep();
        assertThat(outstanding(heir) + outstanding(third)).isEqualTo(44_999).isEqualTo(Api.balance(heir, "1388") + Api.balance(third, "1388"));
        for (UUID each : List.of(heir, third)) {
            pay(each, null, outstanding(each));
            assertOwed(each, 0);
        }
        assertThat(paidUpTo(one)).isEqualTo(MONTH + "-01").isEqualTo(paidUpTo(other));
    }

    @Test
    void thatAMemberHasPaidHisHeirAreNotPaidAgainOnTheOldReference() throws Exception {
        String old = request(unit, one);
        split();
        pay(heir, one, 40_000);
        load(unit, 40_000, old);
        endings.sweep();
        assertOwed(heir, 0);
        assertOwed(third, 45_000, other);
        assertThat(Api.balance(heir, "3385") + Api.balance(third, "3385")).as("to be given back").isEqualTo(-40_000);
    }

    @Test
    void areTheUnitsAgainByTheCounterAct() throws Exception {
        split();
        endings.restore(unit);
        endings.await(unit, "undone");
        assertThat(owing(unit)).containsExactly(one.toString(), other.toString());
        assertThat(outstanding(unit)).isEqualTo(85_000);
        for (UUID each : List.of(heir, third)) {
            assertOwed(each, 0);
        }
    }

    /** He never stood in the heir and went elsewhere: the heir's treasurer sees him for what he owes, asks him for it and takes it at the desk. */
    @Test
    void areTheHeirsToCollectAlsoOfWhoStandsElsewhere() throws Exception {
        federation.learn(one, TODAY, tree.elsewhere(), "H1", "active", "non-state-enterprise");
        endings.end(unit, TODAY.toString(), heir);
        endings.await(unit, "closed");
        assertThat(federation.number("SELECT count(*) FROM charge c WHERE c.unit_id = ?", heir)).isEqualTo(2);
        Api.as("treasurer", heir).get("/arrears/members?unit=" + heir).then().statusCode(200).body("items.memberCode", containsInAnyOrder("H1", "H2"))
                .body("items.find { it.memberCode == 'H1' }.member", equalTo(one.toString()));
        Api.as("treasurer", heir).get("/arrears/members?unit=" + heir + "&member=" + one).then().body("items", hasSize(1));
        Api.as("auditor", unit).get("/charges?unit=" + unit + "&month=" + MONTH).then().statusCode(200)
                .body("items.memberCode", containsInAnyOrder("H1", "H2"));
        Api.treasurer(heir).body(Map.of("unit", heir, "month", MONTH, "member", one)).post("/payment-requests").then().statusCode(201)
                .body("amount.amount", equalTo(40_000)).body("member", equalTo(one.toString()));
        Api.treasurer(heir).body(Map.of("unit", heir, "payments", List.of(Map.of("member", one, "day", TODAY.toString(), "amount",
                Map.of("amount", 40_000, "currency", "VND"))))).post("/cash-receipts").then().statusCode(201).body("receipts[0].member", equalTo(one.toString()));
        await().until(() -> outstanding(heir), owed -> owed == 45_000);
        assertOwed(heir, 45_000, other);
        // A member whom the unit has charged nothing is nobody to it.
        UUID stranger = federation.member(tree.elsewhere(), "H3", "non-state-enterprise");
        Api.treasurer(heir).body(Map.of("unit", heir, "month", MONTH, "member", stranger)).post("/payment-requests").then().statusCode(409);
        Api.treasurer(third).body(Map.of("unit", third, "month", MONTH, "member", one)).post("/payment-requests").then().statusCode(409);
    }

    /** The heir's own run has charged him for the month in which he came, and taken back what he was charged where he came from. */
    @Test
    void areAskedOfAMemberOnceThoughBothHadChargedHim() throws Exception {
        federation.learn(one, YearMonth.parse(MONTH).atDay(10), heir, "H1", "active", "non-state-enterprise");
        Api.runDues(heir, MONTH, "post");
        endings.end(unit, TODAY.toString(), heir);
        endings.await(unit, "closed");
        assertThat(Api.runDues(heir, MONTH, "post").getLong("result.changed")).isZero();
        assertOwed(heir, 85_000, one, other);
        assertThat(list(heir).getLong("items.find { it.member == '" + one + "' }.outstanding.amount")).isEqualTo(40_000);
        pay(heir, one, 40_000);
        assertOwed(heir, 45_000, other);
        assertThat(paidUpTo(one)).isEqualTo(MONTH + "-01");
        assertThat(Api.runDues(tree.commune(), MONTH, "post").getLong("result.changed")).isZero();
    }

    private UUID member(String code, long pay) {
        UUID member = federation.member(unit, code, "non-state-enterprise");
        federation.pay(member, MONTH, "si_salary", pay);
        return member;
    }

    /** A third of what the unit has to the one and two to the other. */
    private void split() {
        federation.learn(one, TODAY, heir, "H1", "active", "non-state-enterprise");
        federation.learn(other, TODAY, third, "H2", "active", "non-state-enterprise");
        endings.end(unit, TODAY.toString(), heir, third);
        String shares = "/unit-closings/" + endings.await(unit, "waiting-for-shares").getString("id") + "/shares";
        Api.treasurer(tree.commune()).body(Map.of("method", "entered", "parts", List.of(Map.of("unit", heir, "parts", 1), Map.of("unit", third, "parts", 2))))
                .post(shares).then().statusCode(200);
        Books.another(tree.commune()).post(shares + "/approval").then().statusCode(202);
        endings.await(unit, "closed");
    }

    private void assertOwed(UUID of, long amount, UUID... members) {
        assertThat(outstanding(of)).isEqualTo(amount).isEqualTo(Api.balance(of, "1388"));
        assertThat(owing(of)).containsExactlyInAnyOrder(List.of(members).stream().map(UUID::toString).toArray(String[]::new));
    }

    private void pay(UUID of, UUID member, long amount) throws InterruptedException {
        load(of, amount, request(of, member));
    }

    private static String request(UUID of, UUID member) {
        Map<String, Object> body = member == null ? Map.of("unit", of, "month", MONTH) : Map.of("unit", of, "month", MONTH, "member", member);
        return Api.treasurer(of).body(body).post("/payment-requests").then().statusCode(201).extract().path("reference");
    }

    private static void load(UUID of, long amount, String reference) throws InterruptedException {
        Api.loadStatement(of, "camt.053", "application/xml", Statements.camt(account(of), new Statements.Line("H" + System.nanoTime(), amount, reference)));
    }

    private static String account(UUID of) {
        return String.valueOf(of.getMostSignificantBits() >>> 1);
    }

    private static long outstanding(UUID of) {
        return Api.as("treasurer", of).get("/arrears?unit=" + of).then().statusCode(200).extract().jsonPath().getList("items.outstanding.amount", Long.class)
                .stream().mapToLong(Long::longValue).sum();
    }

    private List<String> owing(UUID of) {
        return list(of).getList("items.member");
    }

    private JsonPath list(UUID of) {
        return Api.as("treasurer", tree.commune()).get("/arrears/members?unit=" + of).then().statusCode(200).extract().jsonPath();
    }

    private String paidUpTo(UUID member) {
        return federation.text("SELECT coalesce(max(s.paid_up_to)::text, '') FROM member_standing s WHERE s.member_id = ?", member);
    }
}
