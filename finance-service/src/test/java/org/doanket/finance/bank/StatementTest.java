package org.doanket.finance.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.finance.Statements;
import org.doanket.finance.Statements.Line;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class StatementTest {

    private static final int MANY = 10_000;

    @Inject
    Federation federation;
    @TempDir
    Path directory;

    private Federation.Tree tree;
    private UUID unit;
    private String account;

    @BeforeEach
    void account() {
        tree = federation.tree();
        unit = tree.unit();
        account = String.valueOf(System.nanoTime());
        Api.setAccount(unit, account);
    }

    @Test
    void takesOverlappingStatementsInWhicheverFormOnce() throws Exception {
        Line a = new Line("FT1", 40_000, "a");
        Line b = new Line("FT2", -5_000, "b");
        Line c = new Line("FT3", 7_000, "c");
        assertThat(load("camt.053", "application/xml", Statements.camt(account, a, b)).getMap("result")).containsEntry("lines", 2)
                .containsEntry("known", 0);
        assertThat(load("mt940", "text/plain", Statements.mt940(account, "0011", 0, b, c)).getMap("result")).containsEntry("lines", 2)
                .containsEntry("known", 1);
        assertThat(load("mt940", "text/plain", Statements.mt940(account, "0011", 9, a, b, c)).getMap("result")).containsEntry("known", 3);
        assertThat(Api.balance(unit, "1121")).isEqualTo(42_000);
    }

    /** As banks' portals save it, and as generators of reports do, which leave the styles out. */
    @Test
    void readsAWorkbookWithAndWithoutStyles() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SheetWriter sheet = SheetWriter.xlsx(out, "Sao kê")) {
            sheet.row("Ngày giao dịch", "Ghi có", "Ghi nợ", "Nội dung", "Số tham chiếu");
            sheet.row("28/08/2025", 44_000, null, "thu", "X1");
            sheet.row("27/08/2025", null, "5,000", "chi", "X2");
        }
        for (byte[] workbook : List.of(out.toByteArray(), withoutStyles(out.toByteArray()))) {
            JsonPath job = Api.done(unit, Api.treasurer(unit).contentType(SheetWriter.XLSX).body(workbook)
                    .post("/bank-statements?unit=" + unit + "&profile=generic-vn").then());
            assertThat(job.getLong("result.lines")).isEqualTo(2);
            assertThat(Api.balance(unit, "1121")).as("the same lines").isEqualTo(39_000);
        }
    }

    private byte[] withoutStyles(byte[] workbook) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Path file = Files.write(directory.resolve("styled.xlsx"), workbook);
        try (ZipFile from = new ZipFile(file.toFile()); ZipOutputStream to = new ZipOutputStream(out)) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                if (!entry.getName().endsWith("styles.xml")) {
                    String part = new String(from.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    to.write(part.replaceAll("<(Override|Relationship) [^>]*styles\\.xml\"[^>]*/>", "").getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return out.toByteArray();
    }

    @Test
    void keepsLinesThatLookAlikeApartByTheirPlace() throws Exception {
        Line same = new Line(null, 1_000, "doan phi");
        assertThat(load("mt940", "text/plain", Statements.mt940(account, "0011", 0, same, same)).getLong("result.known")).isZero();
        assertThat(load("mt940", "text/plain", Statements.mt940(account, "0011", 5, same, same, same)).getLong("result.known"))
                .isEqualTo(2);
        assertThat(Api.balance(unit, "1121")).isEqualTo(3_000);
    }

    @Test
    void refusesWholeAStatementWhoseBalancesDoNotAgreeAndSaysWhy() throws Exception {
        String camt = Statements.camt(account, new Line("FT1", 40_000, "a"), new Line("FT2", -5_000, "b")).replace("<Ntry>", "<X/><Ntry>")
                .replaceFirst("<X/>", balance("OPBD", 100_000) + balance("CLBD", 135_001)).replace("<X/>", "");
        JsonPath job = Api.ended(unit, Api.treasurer(unit).contentType("application/xml").body(camt).post("/bank-statements?unit=" + unit)
                .then());
        assertThat(job.getString("failure")).isEqualTo("statement-balance");
        Api.as("auditor", unit).get("/bank-statements?unit=" + unit).then().body("items[0].state", equalTo("refused"))
                .body("items[0].fault", equalTo("statement-balance")).body("items[0].faultDetail", containsString("100000"));
        assertThat(federation.number("SELECT count(*) FROM bank_line WHERE unit_id = ?", unit)).isZero();
        assertThat(load("camt.053", "application/xml", camt.replace("135001", "135000")).getLong("result.lines")).isEqualTo(2);
    }

    @Test
    void readsABanksOwnFormAsItsProfileSays() throws Exception {
        String code = "bank-" + System.nanoTime() % 1_000_000;
        Map<String, Object> profile = new HashMap<>(Map.of("name", "A bank", "dateColumn", "Ngày", "dateFormat", "dd-MM-yyyy",
                "amountColumn", "Số tiền",
                "directionColumn", "Loại", "debitMark", "Nợ", "memoColumn", "Diễn giải", "balanceColumn", "Số dư", "encoding",
                "windows-1258",
                "thousands", "."));
        profile.put("headerRow", 2);
        treasurerOfTheRoot().body(profile).put("/bank-profiles/" + code).then().statusCode(200).header("ETag", equalTo("\"v0\""));
        String csv = "Ngân hàng;;;;\nNgày;Số tiền;Loại;Diễn giải;Số dư\n21-08-2025;(5.000);Nợ;phí;95.000\n20-08-2025;40.000;Có;doan "
                + "phi;100.000\n";
        JsonPath job = Api.done(unit, Api.treasurer(unit).contentType("text/csv").body(decomposed(csv)
                .getBytes(Charset.forName("windows-1258")))
                .post("/bank-statements?unit=" + unit + "&profile=" + code).then());
        assertThat(job.getLong("result.lines")).isEqualTo(2);
        assertThat(Api.balance(unit, "1121")).isEqualTo(35_000);
        String broken = decomposed(csv.replace("95.000", "96.000"));
        assertThat(Api.ended(unit, Api.treasurer(unit).contentType("text/csv").body(broken.getBytes(Charset.forName("windows-1258")))
                .post("/bank-statements?unit=" + unit + "&profile=" + code).then()).getString("failure"))
                .isEqualTo("statement-balance-row");
        profile.put("ended", true);
        treasurerOfTheRoot().body(profile).put("/bank-profiles/" + code).then().statusCode(428);
        treasurerOfTheRoot().header("If-Match", "\"v0\"").body(profile).put("/bank-profiles/" + code).then().statusCode(200);
        Api.treasurer(unit).contentType("text/csv").body(csv.getBytes()).post("/bank-statements?unit=" + unit + "&profile=" + code).then()
                .statusCode(404);
        Api.as("member", unit).get("/bank-profiles").then().statusCode(200).body("items.code", hasItems(code, "generic-vn"));
    }

    @Test
    void namesEveryFaultOfAProfileAndLetsOnlyTheRootSetOne() {
        Map<String, Object> bad = Map.of("name", "", "dateColumn", "D", "dateFormat", "nonsense {", "amountColumn", "A", "creditColumn",
                "B",
                "memoColumn", "M", "debitMark", "D", "headerRow", 0);
        treasurerOfTheRoot().body(bad).put("/bank-profiles/bad").then().statusCode(400).body("errors.pointer",
                hasItems("/name", "/amountOrCredit", "/directionWithMark", "/dateFormatReadable", "/headerRow"));
        Map<String, Object> good = Map.of("name", "A", "dateColumn", "D", "dateFormat", "dd/MM/yyyy", "amountColumn", "A", "memoColumn",
                "M");
        treasurerOfTheRoot().body(good).put("/bank-profiles/mt940").then().statusCode(400);
        AccessMatrix.of("PUT", "/finance/v1/bank-profiles/access-test").body(() -> good).ifMatch("*").roles("treasurer")
                .inside(tree.province())
                .outside(tree.commune(), unit).check();
        for (String path : new String[] {"/bank-profiles", "/bank-profiles/generic-vn"}) {
            AccessMatrix.of("GET", "/finance/v1" + path).roles("federation-officer", "unit-officer", "treasurer", "auditor",
                    "campaign-officer", "map-editor",
                    "desk-clerk", "tips-officer", "member", "integration").inside(unit).answersEverybodyTheirOwn().check();
        }
    }

    /** Each line pays a request of its own, as in the month of a large federation. */
    @Test
    void booksTenThousandLinesInTwoParts() throws Exception {
        List<String> references = requests(federation, unit, MANY);
        long begin = System.nanoTime();
        JsonPath job = load("mt940", "text/plain", Statements.mt940(account, "0011", 0, IntStream.range(0, MANY)
                .mapToObj(i -> new Line("FT" + i, 1_000, i % 10 == 0 ? "khong ro" : "CK " + references.get(i))).toArray(Line[]::new)));
        System.out.printf("statement of %,d lines booked in %d ms%n", MANY, (System.nanoTime() - begin) / 1_000_000);
        assertThat(job.getMap("result")).containsEntry("lines", MANY).containsEntry("matched", MANY / 10 * 9).containsEntry("suspended",
                MANY / 10);
        assertThat(Api.balance(unit, "3384")).isEqualTo(-1_000L * MANY / 10);
        assertThat(Api.balance(unit, "1121")).isEqualTo(1_000L * MANY);
    }

    /** One request of 1,000 for the fund for each line, made at once. */
    static List<String> requests(Federation federation, UUID unit, int count) {
        org.doanket.finance.payment.ReferenceQueries references = new org.doanket.finance.payment.ReferenceQueries();
        List<String> all = IntStream.range(0, count).mapToObj(i -> references.next()).toList();
        federation.transaction(connection -> org.doanket.platform.sql.Sql.of("WITH q AS (INSERT INTO payment_request (id, unit_id, "
                + "month, stream, amount, "
                + "currency, reference, created_at, created_by) SELECT uuidv7(), ?, '2025-08-01', 'fund', 1000, 'VND', r, now(), 'test' "
                + "FROM unnest(?::text[]) r RETURNING *) INSERT INTO payment_item SELECT id, 1, unit_id, month, stream, NULL, amount "
                + "FROM q", unit,
                all.toArray(String[]::new)).run(connection));
        return all;
    }

    /** As windows-1258 writes it: marks of tone behind their letters. */
    private static String decomposed(String text) {
        StringBuilder all = new StringBuilder();
        for (char each : text.toCharArray()) {
            String whole = String.valueOf(each);
            all.append(Charset.forName("windows-1258").newEncoder().canEncode(each) ? whole : tone(whole));
        }
        return all.toString();
    }

    /** A letter with two marks loses only that of its tone. */
    private static String tone(String letter) {
        String apart = java.text.Normalizer.normalize(letter, java.text.Normalizer.Form.NFD);
        String tones = apart.replaceAll("[^\\u0300\\u0301\\u0303\\u0309\\u0323]", "");
        return java.text.Normalizer.normalize(apart.replaceAll("[\\u0300\\u0301\\u0303\\u0309\\u0323]", ""),
                java.text.Normalizer.Form.NFC) + tones;
    }

    private static String balance(String kind, long amount) {
        return "<Bal><Tp><CdOrPrtry><Cd>" + kind + "</Cd></CdOrPrtry></Tp><Amt Ccy=\"VND\">" + amount
                + "</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>";
    }

    private io.restassured.specification.RequestSpecification treasurerOfTheRoot() {
        return Api.as("treasurer", tree.province()).contentType("application/json");
    }

    private JsonPath load(String profile, String type, String content) throws Exception {
        return Api.loadStatement(unit, profile, type, content);
    }
}
