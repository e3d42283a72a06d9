package org.doanket.finance.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.finance.Statements;
import org.doanket.finance.Statements.Line;
import org.doanket.platform.time.Zones;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ReceiptTest {

    @Inject
    Federation federation;

    private Federation.Tree tree;
    private UUID unit;
    private String account;

    @BeforeEach
    void owed() throws Exception {
        tree = federation.tree();
        unit = tree.unit();
        UUID member = federation.member(unit, "ONE", "non-state-enterprise");
        federation.pay(member, "2025-07", "si_salary", 8_000_000);
        Api.runDues(unit, "2025-07", "post");
        account = String.valueOf(System.nanoTime());
        Api.setAccount(unit, account);
    }

    @Test
    void numbersThemWithoutGapsHoweverManyAskAtOnce() throws Exception {
        List<String> lines = booked(12);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            // Each line twice, so that half of them ask for what is there already.
            for (int i = 0; i < 24; i++) {
                String line = lines.get(i / 2);
                answers.add(threads.submit(() -> Api.treasurer(unit).body(Map.of("bankLine", line)).post("/receipts").statusCode()));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnly(200, 201);
            assertThat(statuses.stream().filter(status -> status == 201)).hasSize(12);
        } finally {
            threads.shutdown();
        }
        List<String> numbers = Api.as("auditor", unit).get("/receipts?unit=" + unit).then().extract().path("items.number");
        int year = LocalDate.now(Zones.of("vn")).getYear();
        assertThat(numbers).containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 12).mapToObj(i -> String.format("%d/%06d", year,
                i)).toList());
        // A number that was drawn for nothing goes back.
        Api.treasurer(unit).body(Map.of("bankLine", UUID.randomUUID())).post("/receipts").then().statusCode(404);
        assertThat(federation.number("SELECT last FROM receipt_series WHERE unit_id = ?", unit)).isEqualTo(12);
    }

    @Test
    void printsTheSameTwiceInTheLanguageAskedFor() throws Exception {
        String id = issue(booked(1).get(0));
        byte[] first = pdf(id, "vi");
        assertThat(pdf(id, "vi")).isEqualTo(first);
        assertThat(text(first)).contains("Biên lai thu tiền", "Số: ", "/000001", "NGUYEN VAN A", "Bằng chữ: Một nghìn đồng", "07/2025",
                "ONE", "Đoàn phí công đoàn")
                .contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
        assertThat(text(pdf(id, "zh"))).contains("收款收据", "壹仟越南盾整");
        assertThat(text(pdf(id, "en"))).contains("Receipt", "One thousand dong");
        Api.as("auditor", unit).get("/receipts/" + id).then().statusCode(200).body("state", equalTo("valid")).body("items", hasSize(1))
                .body("items[0].memberCode", equalTo("ONE")).header("ETag", equalTo("\"v0\""));
    }

    @Test
    void isVoidWhenItsBookingIsUndoneAndTheNextHasTheNextNumber() throws Exception {
        String line = booked(1).get(0);
        String first = issue(line);
        Api.treasurer(unit).body(Map.of("why", "wrong month")).post("/bank-lines/" + line + "/reversal").then().statusCode(200);
        Api.treasurer(unit).body(Map.of("bankLine", line)).post("/receipts").then().statusCode(409).body("code",
                equalTo("receipt-of-suspense"));
        Api.treasurer(unit).body(Map.of("month", "2025-07", "stream", "fund")).post("/bank-lines/" + line + "/assignment").then()
                .statusCode(200);
        String second = issue(line);
        Api.as("auditor", unit).get("/receipts/" + first).then().body("state", equalTo("void")).body("number", containsString("/000001"))
                .body("items.stream", contains("dues"));
        Api.as("auditor", unit).get("/receipts/" + second).then().body("state", equalTo("valid")).body("number", containsString("/000002"))
                .body("items.stream", contains("fund"));
        assertThat(text(pdf(first, "vi"))).contains("ĐÃ HỦY");
    }

    @Test
    void isForTheTreasurersOfTheUnitAndAbove() throws Exception {
        List<String> lines = booked(1);
        own("POST", "/finance/v1/receipts", "treasurer").body(() -> Map.of("bankLine", lines.get(0))).check();
        own("GET", "/finance/v1/receipts?unit=" + unit, "treasurer", "auditor").check();
        own("GET", "/finance/v1/receipts/" + issue(lines.get(0)), "treasurer", "auditor").check();
    }

    private AccessMatrix own(String method, String path, String... roles) {
        return AccessMatrix.of(method, path).roles(roles).inside(unit, tree.commune()).outside(tree.sibling(), tree.elsewhere());
    }

    /** Lines of 1,000 for the member's dues; the newest first. */
    private List<String> booked(int count) throws Exception {
        String reference = Api.treasurer(unit).body(Map.of("unit", unit, "month", "2025-07", "member",
                federation.text("SELECT id FROM member_ref "
                + "WHERE unit_id = ?", unit))).post("/payment-requests").then().statusCode(201).extract().path("reference");
        Api.loadStatement(unit, "camt.053", "application/xml", Statements.camt(account,
                IntStream.range(0, count).mapToObj(i -> new Line("R" + i, 1_000, reference)).toArray(Line[]::new)));
        return Api.as("treasurer", unit).get("/bank-lines?unit=" + unit).then().extract().path("items.id");
    }

    private String issue(String line) {
        return Api.treasurer(unit).body(Map.of("bankLine", line)).post("/receipts").then().extract().path("id");
    }

    private byte[] pdf(String id, String language) {
        return Api.as("auditor", unit).header("Accept-Language", "").config(io.restassured.RestAssured.config().headerConfig(
                io.restassured.config.HeaderConfig.headerConfig().overwriteHeadersWithName("Accept-Language"))).header("Accept-Language",
                language)
                .accept("application/pdf").get("/receipts/" + id).then().statusCode(200).contentType("application/pdf").extract()
                .asByteArray();
    }

    private static String text(byte[] pdf) throws Exception {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
