package org.doanket.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.doanket.testing.Contracts;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.TopicReader;
import org.junit.jupiter.api.Test;

/** A treasurer's month, from the pay file to the shares. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class MainJobTest {

    private static final String MONTH = "2025-07";

    @Inject
    Federation federation;

    @Test
    void goesFromThePayFileToTheSharesOfTheLevelAbove() throws Exception {
        Federation.Tree tree = federation.tree();
        UUID unit = tree.unit();
        for (int i = 1; i <= 3; i++) {
            federation.member(unit, "M" + i, "non-state-enterprise");
        }
        Api.loadPay(unit, MONTH, """
                Bảng lương tháng 7
                Mã đoàn viên;Lương BHXH
                M1;8.000.000
                M2;46.800.000
                M3;10.000.000
                """);
        preview(unit);
        postTwice(unit);
        explain(unit);

        Api.setAccount(unit, "1234567890123");
        String reference = ask(unit);
        loadStatements(unit, reference);

        // 324,000 came in of 324,000, in two parts: 30 % up is 97,200, and one suspended line waits.
        assertThat(Api.balance(unit, "1121")).isEqualTo(324_000 + 50_000 - 11_000);
        assertThat(Api.balance(unit, "1388")).isZero();
        assertThat(Api.balance(unit, "3384")).isEqualTo(-50_000 + 11_000);
        assertThat(Api.balance(unit, "3381")).isEqualTo(-97_200);
        assertThat(Api.balance(unit, "6391")).isEqualTo(97_200);
        assertThat(Api.balance(tree.commune(), "1387")).isEqualTo(97_200);
        assertThat(Api.balance(tree.commune(), "5114")).isEqualTo(-97_200);
        assign(unit);
        facts(unit);
    }

    private void preview(UUID unit) throws Exception {
        JsonPath job = Api.runDues(unit, MONTH, "preview");
        assertThat(job.getLong("result.total")).isEqualTo(324_000);
        assertThat(Api.balance(unit, "1388")).isZero();
    }

    private void postTwice(UUID unit) throws Exception {
        assertThat(Api.runDues(unit, MONTH, "post").getLong("result.changed")).isEqualTo(3);
        assertThat(Api.balance(unit, "1388")).isEqualTo(324_000);
        assertThat(Api.balance(unit, "5111")).isEqualTo(-324_000);
        long entries = federation.number("SELECT count(*) FROM journal_entry WHERE unit_id = ?", unit);
        assertThat(Api.runDues(unit, MONTH, "post").getLong("result.changed")).isZero();
        assertThat(federation.number("SELECT count(*) FROM journal_entry WHERE unit_id = ?", unit)).isEqualTo(entries).isOne();
    }

    private void explain(UUID unit) {
        Api.as("treasurer", unit).get("/charges?unit=" + unit + "&month=" + MONTH).then().statusCode(200)
                .body("items", hasSize(3)).body("items[1].amount.amount", equalTo(234_000))
                .body("items[1].explanation.rule", equalTo("R3")).body("items[1].explanation.citation", startsWith("QD 61"))
                .body("items[0].explanation.steps[0]", equalTo("Salary used for social insurance: 8,000,000 VND."))
                .body("items[0].explanation.steps[1]", equalTo("0.5 % of it: 40,000 VND."))
                .body("items[0].explanation.steps[2]", containsString("Not above 234,000 VND"));
        for (String language : List.of("vi", "zh")) {
            Api.as("auditor", unit).header("Accept-Language", language).get("/charges?unit=" + unit + "&month=" + MONTH).then()
                    .statusCode(200).body("items[0].explanation.steps[0]", containsString("8"));
        }
        assertThat(federation.number("SELECT count(*) FROM audit_entry WHERE action = 'charges-read' AND unit_id = ?", unit)).isEqualTo(3);
    }

    private String ask(UUID unit) {
        JsonPath request = Api.treasurer(unit).body(Map.of("unit", unit, "month", MONTH)).post("/payment-requests").then().statusCode(201)
                .body("amount.amount", equalTo(324_000)).body("state", equalTo("open")).body("account", equalTo("*********0123"))
                .extract().jsonPath();
        String id = request.getString("id");
        assertThat(request.getString("qr")).contains("540" + 6 + "324000").contains(request.getString("reference"));
        byte[] png = Api.as("treasurer", unit).accept("image/png").get("/payment-requests/" + id + "/qr").then().statusCode(200)
                .contentType("image/png").extract().asByteArray();
        assertThat(png).startsWith(0x89, 'P', 'N', 'G');
        Api.as("treasurer", unit).accept("image/svg+xml").get("/payment-requests/" + id + "/qr").then().statusCode(200)
                .contentType(startsWith("image/svg+xml")).body(startsWith("<svg"));
        return request.getString("reference");
    }

    private void loadStatements(UUID unit, String reference) throws Exception {
        String camt = Statements.camt("1234567890123", new Statements.Line("R1", 300_000, "MBVCB " + reference.toLowerCase() + ".CT tu 0011"),
                new Statements.Line("R2", 50_000, "ung ho quy"), new Statements.Line("R3", -11_000, "phi dich vu"));
        JsonPath first = Api.loadStatement(unit, "camt.053", "application/xml", camt);
        assertThat(first.getMap("result")).containsEntry("lines", 3).containsEntry("matched", 1).containsEntry("suspended", 2);
        JsonPath again = Api.loadStatement(unit, "camt.053", "application/xml", camt);
        assertThat(again.getMap("result")).containsEntry("known", 3).containsEntry("matched", 0).containsEntry("suspended", 0);
        String csv = "NGÂN HÀNG TMCP\nNgày giao dịch,Nội dung,Ghi nợ,Ghi có,Số dư\n"
                + "21/08/2025,\"NOP " + reference + " PHAN CON LAI\",,\"24,000\",\"363,000\"\nTổng cộng,,,\"24,000\",\n";
        JsonPath rest = Api.loadStatement(unit, "generic-vn", "text/csv", csv);
        assertThat(rest.getMap("result")).containsEntry("lines", 1).containsEntry("matched", 1);
        assertThat(Api.loadStatement(unit, "generic-vn", "text/csv", csv).getMap("result")).containsEntry("known", 1);
        Api.as("auditor", unit).get("/payment-requests?unit=" + unit).then().body("items[0].state", equalTo("paid"));
        Api.as("auditor", unit).get("/bank-lines?state=suspense&unit=" + unit).then().body("items", hasSize(2));
    }

    private void assign(UUID unit) throws InterruptedException {
        JsonPath lines = Api.as("treasurer", unit).get("/bank-lines?state=suspense&unit=" + unit).then().extract().jsonPath();
        String credit = lines.getString("items.find { it.amount.amount > 0 }.id");
        String debit = lines.getString("items.find { it.amount.amount < 0 }.id");
        Map<String, Object> body = Map.of("month", MONTH, "stream", "dues");
        Api.treasurer(unit).body(body).post("/bank-lines/" + debit + "/assignment").then().statusCode(422).body("code", equalTo("line-is-debit"));
        // Nothing is owed any more: all of it is due back.
        Api.treasurer(unit).body(body).post("/bank-lines/" + credit + "/assignment").then().statusCode(200)
                .body("state", equalTo("matched")).body("paid.amount", equalTo(0)).body("surplus.amount", equalTo(50_000));
        Api.treasurer(unit).body(body).post("/bank-lines/" + credit + "/assignment").then().statusCode(409)
                .body("code", equalTo("line-assigned-already"));
        assertThat(Api.balance(unit, "3385")).isEqualTo(-50_000);
        assertThat(Api.balance(unit, "3384")).isEqualTo(11_000);
    }

    private void facts(UUID unit) throws InterruptedException {
        String aggregate = Api.as("unit-officer", unit).get("/unit-months?unit=" + unit).then().statusCode(200)
                .body("items[0].collected.amount", equalTo(324_000)).body("items[0].outstanding.amount", equalTo(0)).extract().path("items[0].id");
        List<ConsumerRecord<String, String>> told = await().until(
                () -> Contracts.told("unit-month").stream().filter(fact -> fact.key().equals(aggregate)).toList(), facts -> facts.size() >= 5);
        told.forEach(Contracts::check);
        assertThat(told).extracting(fact -> TopicReader.header(fact, "ce_type").split("\\.")[3])
                .containsExactly("dues-assessed", "dues-collected", "income-shared", "dues-collected", "income-shared");
        assertThat(told.get(4).value()).contains("97200").doesNotContain("Member");
    }
}
