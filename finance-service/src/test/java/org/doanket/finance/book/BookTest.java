package org.doanket.finance.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Books;
import org.doanket.finance.Federation;
import org.doanket.finance.Statements;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class BookTest {

    private static final String PDF = "application/pdf";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @Inject
    Federation federation;
    @Inject
    Books books;

    private Federation.Tree tree;
    private UUID unit;

    @BeforeEach
    void unit() {
        tree = federation.tree();
        unit = tree.unit();
    }

    @Test
    void carriesTheBalanceOfCashFromLineToLineAndNamesEachPaper() {
        books.post(unit, "test", "2025-02-28", "1111", 1_000, "5111");
        books.post(unit, "test", "2025-03-31", "1111", 500, "5111");
        books.post(unit, "test", "2025-04-01", "1111", 9, "5111");
        String paid = voucher("payment", "6111", "1111", 300);
        voucher("payment", "6111", "1111", 200);
        String received = voucher("receipt", "5121", "1111", 50);
        String asked = "unit=" + unit + "&from=2025-03-01&to=2025-03-31";
        book("s11-h", asked).body("opening.amount", equalTo(1_000)).body("in.amount", equalTo(550)).body("out.amount", equalTo(500))
                .body("closing.amount", equalTo(1_050)).body("lines", equalTo(4)).body("unitName", notNullValue()).body("parentName", notNullValue());
        lines("s11-h", asked).body("items.balance.amount", contains(700, 500, 550, 1_050)).body("items.document", contains("PC 1/2025", "PC 2/2025",
                "PT 1/2025", null)).body("items[0].out.amount", equalTo(300)).body("items[0].in", nullValue()).body("items[0].against", contains("6111"))
                .body("items[0].note", equalTo("visit")).body("items[0].documentDay", equalTo("2025-03-10"));
        String entry = lines("s11-h", asked).extract().path("items[0].entry");
        Api.as("treasurer", unit).get("/vouchers/" + paid).then().body("entry", equalTo(entry)).body("number", equalTo("1/2025"));
        Api.as("treasurer", unit).get("/journal-entries/" + entry).then().statusCode(200).body("postings", hasSize(2));

        JsonPath first = lines("s11-h", asked + "&limit=3").body("items.balance.amount", contains(700, 500, 550)).extract().jsonPath();
        lines("s11-h", asked + "&limit=3&cursor=" + first.getString("next")).body("items.balance.amount", contains(1_050)).body("next", nullValue());

        String csv = Api.as("auditor", unit).accept("text/csv").get("/books/s11-h?" + asked).then().statusCode(200).extract().asString();
        List<String> rows = csv.lines().toList();
        assertThat(rows).hasSize(1 + 1 + 1 + 4 + 1);
        assertThat(rows.get(2)).contains("Brought forward").contains("1000");
        assertThat(rows.get(3)).contains("PC 1/2025").contains("300").contains("700").contains(entry);
        assertThat(rows.get(7)).contains("550").contains("500").contains("1050");
        assertThat(Api.as("auditor", unit).accept(XLSX).get("/books/s11-h?" + asked).then().statusCode(200).extract().asByteArray()).startsWith('P', 'K');
        for (String language : new String[] {"vi", "en", "zh"}) {
            byte[] paper = Api.as("auditor", unit).header("Accept-Language", language).accept(PDF).get("/books/s11-h?" + asked).then().statusCode(200)
                    .extract().asByteArray();
            assertThat(new String(paper, StandardCharsets.ISO_8859_1)).startsWith("%PDF");
        }
        byte[] print = Api.as("auditor", unit).accept(PDF).get("/vouchers/" + received).then().statusCode(200).extract().asByteArray();
        assertThat(Api.as("auditor", unit).accept(PDF).get("/vouchers/" + received).then().extract().asByteArray()).as("printed again").isEqualTo(print);
        String proposed = make("payment", "6111", "1111", 1);
        Api.as("treasurer", unit).accept(PDF).get("/vouchers/" + proposed).then().statusCode(409).body("code", equalTo("voucher-not-approved"));
    }

    @Test
    void hasABookForEachAccountOfTheBankAndTogetherTheyAreTheAccountOfTheLedger() throws Exception {
        String main = number();
        Api.setAccount(unit, main);
        String second = number();
        String id = Api.treasurer(unit).body(Map.of("unit", unit, "purpose", "general", "bankBin", "970415", "account", second, "holder", "CDCS",
                "validFrom", "2025-01-01")).post("/bank-accounts").then().statusCode(202).extract().path("id");
        Books.another(unit).post("/bank-accounts/" + id + "/approval").then().statusCode(200);
        books.post(unit, "test", "2025-08-01", "1121", 4_000, "5111");
        Api.loadStatement(unit, "camt.053", "application/xml", Statements.camt(main, new Statements.Line("A1", 30_000, "gop")));
        Api.loadStatement(unit, "camt.053", "application/xml", Statements.camt(second, new Statements.Line("B1", 70_000, "ung ho"),
                new Statements.Line("B2", -20_000, "phi")));
        String asked = "unit=" + unit + "&from=2025-08-01&to=2025-08-31";
        book("s12-h", asked).body("closing.amount", equalTo(34_000)).body("bankAccount.main", equalTo(true)).body("lines", equalTo(2));
        book("s12-h", asked + "&account=" + id).body("closing.amount", equalTo(50_000)).body("bankAccount.id", equalTo(id));
        lines("s12-h", asked + "&account=" + id).body("items.balance.amount", contains(70_000, 50_000)).body("items.document", contains("B1", "B2"))
                .body("items.note", contains("ung ho", "phi"));
        assertThat(Api.balance(unit, "1121")).as("both books").isEqualTo(34_000 + 50_000);
        byte[] paper = Api.as("auditor", unit).accept(PDF).get("/books/s12-h?" + asked + "&account=" + id).then().statusCode(200).extract().asByteArray();
        assertThat(new String(paper, StandardCharsets.ISO_8859_1)).startsWith("%PDF");

        Api.as("auditor", unit).get("/books/s11-h?" + asked + "&account=" + id).then().statusCode(422).body("code", equalTo("book-of-cash-account"));
        Api.as("auditor", unit).get("/books/s12-h?" + asked + "&account=" + UUID.randomUUID()).then().statusCode(404);
        Api.as("auditor", unit).get("/books/s12-h?unit=" + unit + "&from=2025-08-31&to=2025-08-01").then().statusCode(422)
                .body("code", equalTo("book-ends-before"));
    }

    /** More lines than a paper takes go on a sheet of any length. */
    @Test
    void aBookOfManyLinesIsASheet() throws Exception {
        int many = BookSheet.LONGEST_PAPER + 1;
        federation.transaction(connection -> Sql.of("WITH e AS (INSERT INTO journal_entry (unit_id, kind, effective_date, "
                + "recorded_by) SELECT ?, 'test', '2025-03-05', 't' FROM generate_series(1, ?) RETURNING no, unit_id, effective_date) "
                + "INSERT INTO posting (entry_no, line, unit_id, effective_date, account, amount, currency) SELECT e.no, l.line, e.unit_id, "
                + "e.effective_date, l.account, l.amount, 'VND' FROM e, (VALUES (1, '1111', 7), (2, '5111', -7)) l (line, account, amount)", unit, many)
                .run(connection));
        String asked = "unit=" + unit + "&from=2025-03-01&to=2025-03-31";
        Api.as("auditor", unit).accept(PDF).get("/books/s11-h?" + asked).then().statusCode(422).body("code", equalTo("book-too-long"));
        String csv = Api.as("auditor", unit).accept("text/csv").get("/books/s11-h?" + asked).then().statusCode(200).extract().asString();
        assertThat(csv.lines().count()).isEqualTo(many + 4);
        assertThat(csv.lines().skip(many + 3).findFirst().orElseThrow()).contains(String.valueOf(7L * many));
    }

    @Test
    void booksAreOpenToTheRightPeopleOnly() {
        String asked = "?unit=" + unit + "&from=2025-03-01&to=2025-03-31";
        for (String path : new String[] {"/books/s11-h" + asked, "/books/s11-h/lines" + asked}) {
            AccessMatrix.of("GET", Api.BASE + path).roles("treasurer", "auditor").inside(unit, tree.commune()).outside(tree.sibling(), tree.elsewhere())
                    .check();
        }
    }

    private ValidatableResponse book(String form, String asked) {
        return Api.as("auditor", unit).get("/books/" + form + "?" + asked).then().statusCode(200);
    }

    private ValidatableResponse lines(String form, String asked) {
        return Api.as("auditor", unit).get("/books/" + form + "/lines?" + asked).then().statusCode(200);
    }

    private String make(String kind, String account, String money, long amount) {
        return Api.treasurer(unit).body(Map.of("unit", unit, "kind", kind, "day", "2025-03-10", "account", account, "money", money, "amount",
                Map.of("amount", amount, "currency", "VND"), "purpose", "visit")).post("/vouchers").then().statusCode(201).extract().path("id");
    }

    private String voucher(String kind, String account, String money, long amount) {
        String id = make(kind, account, money, amount);
        Books.another(unit).post("/vouchers/" + id + "/approval").then().statusCode(200);
        return id;
    }

    private static String number() {
        return String.valueOf(System.nanoTime());
    }
}
