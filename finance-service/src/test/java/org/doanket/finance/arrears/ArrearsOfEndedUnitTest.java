package org.doanket.finance.arrears;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
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
import org.doanket.finance.Statements.Line;
import org.doanket.finance.closing.Endings;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two members owe 40,000 and 45,000 for a month, their unit has paid 30,000 of it and ends: the rest is its heir's to collect. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ArrearsOfEndedUnitTest {

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
    private UUID one;
    private UUID other;
    private String oldReference;

    @BeforeEach
    void owed() throws InterruptedException {
        tree = federation.tree();
        unit = tree.unit();
        heir = tree.sibling();
        one = federation.member(unit, "E1", "non-state-enterprise");
        other = federation.member(unit, "E2", "non-state-enterprise");
        federation.pay(one, MONTH, "si_salary", 8_000_000);
        federation.pay(other, MONTH, "si_salary", 9_000_000);
        Api.runDues(unit, MONTH, "post");
        List.of(unit, heir).forEach(each -> Api.setAccount(each, account(each)));
        oldReference = request(unit, Map.of());
        load(unit, 30_000, oldReference);
    }

    @Test
    void isItsHeirsToCollectAndTheEndedUnitIsRemindedNoMore() throws Exception {
        end(heir);
        assertThat(outstanding(unit)).isEmpty();
        assertThat(outstanding(heir)).containsExactly(55_000);
        schedule.remind();
        assertThat(reminders(unit)).isZero();
        assertThat(reminders(heir)).isOne();
        assertThat(federation.number("SELECT count(*) FROM member_reminder WHERE unit_id = ?", unit)).isZero();
        Api.as("treasurer", heir).get("/unit-months?unit=" + heir).then().statusCode(200).body("items[0].takenOver.amount", equalTo(55_000))
                .body("items[0].outstanding.amount", equalTo(55_000));
        Api.as("treasurer", unit).get("/unit-months?unit=" + unit).then().statusCode(200).body("items[0].handedOn.amount", equalTo(55_000))
                .body("items[0].outstanding.amount", equalTo(0));

        load(heir, 20_000, request(heir, Map.of()));
        assertOwed(35_000);
        assertThat(Api.balance(heir, "3381")).as("of what both have collected 30 % goes up").isEqualTo(-15_000);

        // On the old reference only what the heir has not collected can still be paid; the rest is to be given back, by the heir.
        load(unit, 10_000, oldReference);
        endings.sweep();
        assertOwed(25_000);
        load(unit, 30_000, oldReference);
        endings.sweep();
        assertOwed(0);
        assertThat(Api.balance(heir, "3385")).isEqualTo(-5_000);
        assertThat(Api.runDues(tree.commune(), MONTH, "post").getLong("result.changed")).isZero();
    }

    @Test
    void isOwedToTheUnitAgainByTheCounterActUnlessTheHeirHasCollectedOfIt() throws Exception {
        end(heir);
        load(heir, 20_000, request(heir, Map.of()));
        load(unit, 10_000, oldReference);
        endings.sweep();
        endings.restore(unit);
        JsonPath blocked = endings.await(unit, "undo-blocked");
        assertThat(blocked.getList("obstacles.code")).contains("collected");
        assertThat(blocked.getString("obstacles.find { it.code == 'collected' }.title")).isEqualTo("The heir has collected of the dues that it took over");
        assertThat(blocked.getString("obstacles.find { it.code == 'collected' }.entry")).isNotNull();

        String line = Api.as("treasurer", heir).get("/bank-lines?state=matched&unit=" + heir).then().extract().path("items[0].id");
        Api.treasurer(heir).body(Map.of("why", "it is the other's again")).post("/bank-lines/" + line + "/reversal").then().statusCode(200);
        await().until(() -> outstanding(heir), List.of(45_000)::equals);
        Api.treasurer(tree.commune()).post("/unit-closings/" + blocked.getString("id") + "/undo-attempts").then().statusCode(202);
        endings.await(unit, "undone");
        assertThat(outstanding(unit)).containsExactly(45_000);
        assertThat(outstanding(heir)).isEmpty();
        assertThat(Api.balance(unit, "1388")).isEqualTo(45_000);
        assertThat(Api.balance(heir, "1388")).isZero();
        assertThat(federation.number("SELECT count(*) FROM charge c WHERE c.unit_id = ? AND c.kind = 2 AND NOT EXISTS (SELECT FROM charge n WHERE "
                + "n.unit_id = c.unit_id AND n.member_no = c.member_no AND n.month = c.month AND n.run_no > c.run_no AND n.kind = 3)", heir)).isZero();
        Api.treasurer(unit).body(Map.of("unit", unit, "month", MONTH, "member", one)).post("/payment-requests").then().statusCode(201)
                .body("amount.amount", equalTo(40_000));
        assertThat(Api.runDues(tree.commune(), MONTH, "post").getLong("result.changed")).isZero();
    }

    @Test
    void isAskedOfEachMemberByTheHeirWhereHeStandsNow() throws Exception {
        federation.learn(one, TODAY, heir, "E1", "active", "non-state-enterprise");
        end(heir);
        Api.treasurer(heir).body(Map.of("unit", heir, "month", MONTH)).post("/payment-requests/batches").then()
                .statusCode(200).body("requests", equalTo(2));
        load(heir, 40_000, federation.text("SELECT q.reference FROM payment_request q JOIN member_ref m ON m.no = q.member_no WHERE q.unit_id = ? "
                + "AND m.id = ?", heir, one));
        assertOwed(15_000);
        assertThat(federation.text("SELECT coalesce(s.paid_up_to::text, '') FROM member_standing s WHERE s.member_id = ?", one)).isEqualTo(MONTH + "-01");
        assertThat(federation.number("SELECT count(*) FROM member_standing s WHERE s.member_id = ? AND s.paid_up_to IS NOT NULL", other)).isZero();
    }

    private void end(UUID successor) {
        endings.end(unit, TODAY.toString(), successor);
        endings.await(unit, "closed");
    }

    private void assertOwed(long amount) {
        assertThat(Api.balance(heir, "1388")).isEqualTo(amount);
        assertThat(outstanding(heir)).isEqualTo(amount == 0 ? List.of() : List.of((int) amount));
        assertThat(outstanding(unit)).isEmpty();
    }

    private String request(UUID of, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("unit", of, "month", MONTH));
        body.putAll(more);
        return Api.treasurer(of).body(body).post("/payment-requests").then().statusCode(201).extract().path("reference");
    }

    private void load(UUID of, long amount, String reference) throws InterruptedException {
        Api.loadStatement(of, "camt.053", "application/xml", Statements.camt(account(of), new Line("L" + System.nanoTime(), amount, reference)));
    }

    private static String account(UUID of) {
        return String.valueOf(of.getMostSignificantBits() >>> 1);
    }

    private List<Integer> outstanding(UUID of) {
        return Api.as("treasurer", of).get("/arrears?unit=" + of).then().statusCode(200).extract().jsonPath().getList("items.outstanding.amount");
    }

    private long reminders(UUID of) {
        return federation.number("SELECT count(*) FROM arrears_reminder WHERE unit_id = ?", of);
    }
}
