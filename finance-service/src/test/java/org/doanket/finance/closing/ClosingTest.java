package org.doanket.finance.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.doanket.finance.Api;
import org.doanket.finance.Books;
import org.doanket.finance.Federation;
import org.doanket.finance.Statements;
import org.doanket.finance.Statements.Line;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

/** A unit that ends in the middle of a month, what comes in late, and the counter-act. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ClosingTest {

    private static final String MONTH = "2025-07";
    private static final String ENDS_ON = "2025-08-21";

    @Inject
    Federation federation;
    @Inject
    Endings endings;
    @Inject
    Books books;

    @Test
    void aUnitClosedInTheMiddleOfAMonthIsHandedOverAndComesBackByTheCounterAct() throws Exception {
        Federation.Tree tree = federation.tree();
        UUID unit = tree.unit();
        UUID heir = tree.sibling();
        List<UUID> members = List.of(federation.member(unit, "M1", "non-state-enterprise"),
                federation.member(unit, "M2", "non-state-enterprise"));
        federation.pay(members.get(0), MONTH, "si_salary", 8_000_000);
        federation.pay(members.get(1), MONTH, "si_salary", 9_000_000);
        Api.runDues(unit, MONTH, "post");
        String account = String.valueOf(System.nanoTime());
        Api.setAccount(unit, account);
        String reference = Api.treasurer(unit).body(Map.of("unit", unit, "month", MONTH)).post("/payment-requests").then().statusCode(201)
                .extract()
                .path("reference");
        load(tree.commune(), unit, account, new Line("A", 30_000, reference), new Line("B", 7_000, "ung ho"));
        members.forEach(member -> federation.learn(member, LocalDate.parse(ENDS_ON), heir, "H" + member, "active", "non-state-enterprise"));

        endings.end(unit, ENDS_ON, heir);
        JsonPath closing = endings.await(unit, "closed");
        String id = closing.getString("id");
        assertThat(closing.getList("steps.state")).hasSize(6).containsOnly("done");
        assertThat(closing.getString("cutOff")).isEqualTo("2025-08-20");
        assertThat(closing.getLong("heirs[0].members")).isEqualTo(2);
        assertMoved(unit, heir, Map.of("1121", 37_000L, "1388", 55_000L, "3384", -7_000L, "3381", -9_000L, "4319", -76_000L));
        assertThat(Api.balance(unit, "4319")).isEqualTo(76_000);
        papers(unit, id);

        nothingIsAssessedOrAskedForAnyMore(tree);
        lateReceiptsGoOnToTheHeir(tree, id, account, reference);
        bothSidesAreUndoneTogetherOnly(heir);

        endings.restore(unit);
        endings.await(unit, "undone");
        assertThat(Api.balance(unit, "1121")).isEqualTo(92_000);
        assertThat(Api.balance(unit, "1388")).isZero();
        assertThat(Api.balance(unit, "3385")).isEqualTo(-7_000);
        assertThat(Api.balance(unit, "3381")).isEqualTo(-25_500);
        assertThat(Api.balance(unit, "4319")).isZero();
        assertMoved(unit, heir, Map.of());
        Api.runDues(unit, MONTH, "preview");
    }

    private void papers(UUID unit, String id) {
        Api.as("auditor", unit).get("/unit-closings/" + id + "/statement").then().statusCode(200)
                .body("accounts.find { it.account == '1121' }.balance.amount", equalTo(37_000))
                .body("accounts.find { it.account == '1388' }.debit.amount", equalTo(85_000));
        Api.as("auditor", unit).get("/unit-closings/" + id + "/hand-over").then().statusCode(200).body("code", hasSize(7))
                .body("find { it.code == 'open-items' }.items", equalTo(2)).body("find { it.code == 'open-items' "
                + "}.verified", equalTo(false))
                .body("find { it.code == 'receivables' }.items", equalTo(2));
        String item = Api.treasurer(unit).body(Map.of("part", "assets", "note", "=a desk", "quantity", 2))
                .post("/unit-closings/" + id + "/items").then()
                .statusCode(201).extract().path("id");
        Api.treasurer(unit).body(Map.of("part", "payables", "note", "x")).post("/unit-closings/" + id + "/items").then().statusCode(400);
        Api.treasurer(unit).body(Map.of("why", "sold")).post("/unit-closings/" + id + "/items/" + item + "/withdrawal").then()
                .statusCode(200);
        Api.treasurer(unit).body(Map.of("why", "sold")).post("/unit-closings/" + id + "/items/" + item + "/withdrawal").then()
                .statusCode(409)
                .body("code", equalTo("closing-item-withdrawn"));
        String book = Api.as("treasurer", unit).get("/unit-closings/" + id + "/items?part=cash-and-bank").then().statusCode(200)
                .body("items.what", hasItems("account", "bank-account")).extract().path("items[0].id");
        Api.treasurer(unit).body(Map.of("why", "x")).post("/unit-closings/" + id + "/items/" + book + "/withdrawal").then().statusCode(422);
        for (String paper : new String[] {"statement", "hand-over"}) {
            assertThat(Api.as("auditor", unit).accept("application/pdf").get("/unit-closings/" + id + "/" + paper).then().statusCode(200)
                    .extract()
                    .asByteArray()).startsWith('%', 'P', 'D', 'F');
            assertThat(Api.as("auditor", unit).accept("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                    .get("/unit-closings/" + id + "/" + paper).then().statusCode(200).extract().asByteArray()).startsWith('P', 'K');
        }
        Api.as("auditor", unit).accept("text/csv").get("/unit-closings/" + id + "/hand-over").then().statusCode(200)
                .body(containsString("'=a desk"));
    }

    private void nothingIsAssessedOrAskedForAnyMore(Federation.Tree tree) throws InterruptedException {
        Api.treasurer(tree.unit()).body(Map.of("unit", tree.unit(), "month", MONTH, "mode", "post")).post("/dues-runs").then()
                .statusCode(422)
                .body("code", equalTo("unit-closing")).body("rule", containsString("4181"));
        Api.treasurer(tree.unit()).body(Map.of("unit", tree.unit(), "month", MONTH)).post("/payment-requests").then().statusCode(409)
                .body("code", equalTo("nothing-due"));
        Api.treasurer(tree.unit()).body(Map.of("unit", tree.unit(), "month", MONTH, "stream", "fund", "amount", Map.of("amount", 1_000, "currency",
                "VND"))).post("/payment-requests").then().statusCode(422).body("code", equalTo("unit-closing"));
        String entry = federation.text("SELECT id::text FROM journal_entry WHERE unit_id = ? AND kind = 'closing-given'", tree.unit());
        Api.treasurer(tree.unit()).body(Map.of("why", "x")).post("/journal-entries/" + entry + "/reversal").then().statusCode(422)
                .body("code", equalTo("unit-closing"));
        // Who was charged there before is charged nowhere else for that month: the claim went to the heir.
        assertThat(Api.runDues(tree.commune(), MONTH, "post").getLong("result.changed")).isZero();
        assertThat(Api.balance(tree.sibling(), "1388")).isEqualTo(55_000);
    }

    private void lateReceiptsGoOnToTheHeir(Federation.Tree tree, String id, String account, String reference) throws Exception {
        UUID unit = tree.unit();
        load(tree.commune(), unit, account, new Line("C", 55_000, reference));
        assertThat(endings.sweep()).isPositive();
        assertMoved(unit, tree.sibling(), Map.of("1121", 92_000L, "3384", -7_000L, "3381", -25_500L, "4319", -59_500L));
        Api.as("treasurer", unit).get("/unit-closings/" + id + "/late-receipts").then().statusCode(200).body("items", hasSize(1))
                .body("items[0].state", equalTo("passed-on")).body("items[0].amount.amount", equalTo(55_000));
        // Nothing is owed any more for what the line in suspense is said to have paid: it is to be refunded, by the heir.
        String line = Api.as("treasurer", unit).get("/bank-lines?state=suspense&unit=" + unit).then().extract().path("items[0].id");
        Api.treasurer(unit).body(Map.of("month", MONTH)).post("/bank-lines/" + line + "/assignment").then().statusCode(200);
        endings.sweep();
        assertMoved(unit, tree.sibling(), Map.of("1121", 92_000L, "3385", -7_000L, "3381", -25_500L, "4319", -59_500L));
        assertThat(endings.sweep()).isZero();
    }

    private void bothSidesAreUndoneTogetherOnly(UUID heir) {
        String entry = federation.text("SELECT id::text FROM journal_entry WHERE unit_id = ? AND kind = 'closing-taken' LIMIT 1", heir);
        Api.treasurer(heir).body(Map.of("why", "x")).post("/journal-entries/" + entry + "/reversal").then().statusCode(422)
                .body("code", equalTo("entry-of-closing"));
    }

    @Test
    void severalHeirsWaitUntilOneHasProposedAndAnotherApprovedHowTheyShare() throws Exception {
        UUID province = federation.unit(null, "vn");
        UUID unit = federation.unit(province, "vn");
        UUID one = federation.unit(province, "vn");
        UUID two = federation.unit(province, "vn");
        book(unit, "1121", 101, "5112");
        book(unit, "1388", 50, "5111");
        endings.end(unit, ENDS_ON, one, two);
        String id = endings.await(unit, "waiting-for-shares").getString("id");
        assertThat(Api.balance(unit, "1121")).isEqualTo(101);
        String shares = "/unit-closings/" + id + "/shares";
        Api.treasurer(province).post(shares + "/approval").then().statusCode(409).body("code", equalTo("closing-shares-missing"));
        Api.treasurer(province).body(Map.of("method", "by-members")).post(shares).then().statusCode(422)
                .body("code", equalTo("closing-parts-zero"));
        Api.treasurer(province).body(entered(one, 1, one, 2)).post(shares).then().statusCode(422)
                .body("code", equalTo("closing-not-an-heir"));
        // Who reaches the ended unit but not its heirs has no say.
        Api.treasurer(unit).body(entered(one, 1, two, 2)).post(shares).then().statusCode(404);
        Api.treasurer(province).body(entered(one, 1, two, 2)).post(shares).then().statusCode(200).body("shareMethod", equalTo("entered"));
        Api.treasurer(province).post(shares + "/approval").then().statusCode(409).body("code", equalTo("same-person"));
        Books.another(province).post(shares + "/approval").then().statusCode(202);
        endings.await(unit, "closed");
        // Two thirds rounded down, the rest is the first one's; equity follows, so both entries are zero-sum.
        assertThat(Api.balance(two, "1121")).isEqualTo(67);
        assertThat(Api.balance(one, "1121")).isEqualTo(34);
        assertThat(Api.balance(two, "1388")).isEqualTo(33);
        assertThat(Api.balance(one, "1388")).isEqualTo(17);
        // One more, late: shared on what there ever was, not by itself.
        receive(unit, 1);
        endings.sweep();
        assertThat(Api.balance(two, "1121")).isEqualTo(68);
        assertThat(Api.balance(one, "1121")).isEqualTo(34);
    }

    @Test
    void sharesByTheMembersWhoWentToEachHeir() throws Exception {
        UUID province = federation.unit(null, "vn");
        UUID unit = federation.unit(province, "vn");
        List<UUID> heirs = List.of(federation.unit(province, "vn"), federation.unit(province, "vn"));
        for (int i = 0; i < 4; i++) {
            UUID member = federation.member(unit, "S" + i, "non-state-enterprise");
            federation.learn(member, LocalDate.parse(ENDS_ON), heirs.get(i == 0 ? 0 : 1), "S" + i, "active", "non-state-enterprise");
        }
        book(unit, "1121", 401, "5112");
        endings.end(unit, ENDS_ON, heirs.get(0), heirs.get(1));
        JsonPath closing = endings.await(unit, "waiting-for-shares");
        assertThat(closing.getList("heirs.members", Integer.class)).containsExactly(1, 3);
        String shares = "/unit-closings/" + closing.getString("id") + "/shares";
        Api.treasurer(province).body(Map.of("method", "by-members")).post(shares).then().statusCode(200);
        Books.another(province).post(shares + "/approval").then().statusCode(202);
        endings.await(unit, "closed");
        assertThat(Api.balance(heirs.get(1), "1121")).isEqualTo(300);
        assertThat(Api.balance(heirs.get(0), "1121")).isEqualTo(101);
    }

    @Test
    void whatWasSpentStandsInTheWayAndIsNamed() throws Exception {
        UUID province = federation.unit(null, "vn");
        UUID unit = federation.unit(province, "vn");
        book(unit, "1121", 100_000, "5112");
        endings.end(unit, ENDS_ON);
        endings.await(unit, "closed");
        assertThat(Api.balance(province, "1121")).isEqualTo(100_000);
        UUID spent = book(province, "6111", 40_000, "1121");
        endings.restore(unit);
        JsonPath blocked = endings.await(unit, "undo-blocked");
        assertThat(blocked.getString("obstacles[0].code")).isEqualTo("spent");
        assertThat(blocked.getString("obstacles[0].entry")).isEqualTo(spent.toString());
        assertThat(blocked.getLong("obstacles[0].kept")).isEqualTo(60_000);
        assertThat(Api.as("auditor", province).get("/jobs/" + blocked.getString("job")).then().extract().<String>path("failure"))
                .isEqualTo("closing-undo-blocked");
        // Ends once more while it waits: closed as it was, until it is restored again.
        endings.end(unit, ENDS_ON);
        endings.await(unit, "closed");
        endings.restore(unit);
        blocked = endings.await(unit, "undo-blocked");
        Api.treasurer(province).body(Map.of("why", "paid back")).post("/journal-entries/" + spent + "/reversal").then().statusCode(201);
        Api.treasurer(province).post("/unit-closings/" + blocked.getString("id") + "/undo-attempts").then().statusCode(202);
        endings.await(unit, "undone");
        assertThat(Api.balance(unit, "1121")).isEqualTo(100_000);
        assertThat(Api.balance(province, "1121")).isZero();
        // Ends again: closed anew.
        endings.end(unit, ENDS_ON);
        endings.await(unit, "closed");
        assertThat(Api.balance(province, "1121")).isEqualTo(100_000);
        Api.as("auditor", unit).get("/unit-closings?unit=" + unit).then().body("items.state", hasSize(2))
                .body("items.unit", everyItem(equalTo(unit.toString())));
    }

    @Test
    void thePapersNameEveryItemAndAmountsAsPeopleWriteThem() throws Exception {
        UUID province = federation.unit(null, "cn");
        UUID unit = federation.unit(province, "cn");
        federation.transaction(connection -> Sql.of("WITH e AS (INSERT INTO journal_entry (id, unit_id, kind, effective_date, recorded_by) "
                + "VALUES (gen_random_uuid(), ?, 'test', '2025-08-20', 't') RETURNING no, unit_id, effective_date) INSERT INTO posting SELECT no, l.line, "
                + "unit_id, effective_date, l.account, l.amount, 'CNY' FROM e, (VALUES (1, '1121', 1234500), (2, '5112', -1234500)) l (line, account, amount)",
                unit).run(connection));
        endings.end(unit, ENDS_ON);
        String id = endings.await(unit, "closed").getString("id");
        String withdrawn = null;
        for (int i = 0; i <= 201; i++) {
            withdrawn = Api.treasurer(unit).body(Map.of("part", "assets", "note", "desk-no-" + i, "amount", Map.of("amount", 50, "currency", "CNY")))
                    .post("/unit-closings/" + id + "/items").then().statusCode(201).extract().path("id");
        }
        Api.treasurer(unit).body(Map.of("why", "sold")).post("/unit-closings/" + id + "/items/" + withdrawn + "/withdrawal").then().statusCode(200);
        assertThat(paper(unit, id, "statement")).contains("12,345.00", "CNY").doesNotContain("1,234,500");
        assertThat(paper(unit, id, "hand-over")).contains("desk-no-0", "desk-no-199", "desk-no-200", "12,345.00 CNY", "0.50 CNY")
                .doesNotContain("1,234,500", "desk-no-201");
    }

    private static String paper(UUID unit, String id, String name) throws Exception {
        byte[] pdf = Api.as("auditor", unit).accept("application/pdf").header("Accept-Language", "en").get("/unit-closings/" + id + "/" + name).then()
                .statusCode(200).extract().asByteArray();
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    void goesToTheFirstAncestorThatStillExistsAndEndsWhatWasOwedToIt() throws Exception {
        UUID province = federation.unit(null, "vn");
        UUID district = federation.unit(province, "vn");
        UUID unit = federation.unit(district, "vn");
        book(unit, "1121", 10_000, "5112");
        endings.end(district, ENDS_ON);
        endings.await(district, "closed");
        endings.end(unit, ENDS_ON);
        endings.await(unit, "closed");
        assertThat(Api.balance(province, "1121")).isEqualTo(10_000);

        UUID another = federation.unit(province, "vn");
        book(another, "6391", 300, "3381");
        book(province, "1387", 300, "5114");
        endings.end(another, ENDS_ON);
        endings.await(another, "closed");
        assertThat(Api.balance(province, "1387")).isZero();
        assertThat(Api.balance(province, "3381")).isZero();
    }

    @Test
    void waitsForTheDayAndForHeirsWhoseFactHasNotCome() throws Exception {
        UUID province = federation.unit(null, "vn");
        UUID unit = federation.unit(province, "vn");
        endings.end(unit, "2099-01-01");
        assertThat(endings.await(unit, "waiting").getList("steps.state")).containsOnly("waiting");
        endings.end(unit, ENDS_ON, UUID.randomUUID());
        assertThat(endings.await(unit, "no-heir").getString("steps[3].state")).isEqualTo("no-heir");
        endings.end(unit, ENDS_ON, province);
        endings.sweep();
        endings.await(unit, "closed");
    }

    private void assertMoved(UUID unit, UUID heir, Map<String, Long> expected) {
        for (String account : new String[] {"1121", "1388", "3384", "3385", "3381", "4319"}) {
            assertThat(Api.balance(heir, account)).as("heir's %s", account).isEqualTo(expected.getOrDefault(account, 0L));
            if (!expected.isEmpty() && !account.equals("4319")) {
                assertThat(Api.balance(unit, account)).as("unit's %s", account).isZero();
            }
        }
    }

    private static Map<String, Object> entered(UUID first, int parts, UUID second, int others) {
        return Map.of("method", "entered", "parts", List.of(Map.of("unit", first, "parts", parts),
                Map.of("unit", second, "parts", others)));
    }

    private void load(UUID treasurer, UUID unit, String account, Line... lines) throws InterruptedException {
        Api.done(treasurer, Api.treasurer(treasurer).contentType("application/xml").body(Statements.camt(account, lines).getBytes())
                .post("/bank-statements?unit=" + unit + "&profile=camt.053").then());
    }

    private void receive(UUID unit, long amount) {
        books.post(unit, "receipt", "2025-08-20", "1121", amount, "3384");
    }

    private UUID book(UUID unit, String debit, long amount, String credit) {
        return books.post(unit, "test", "2025-08-20", debit, amount, credit);
    }
}
