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

    @Test
    void takesALineOnceThoughItComesInAnotherFormWithNoReferenceAndAnotherMemo() throws Exception {
        String camt = Statements.camt(account, new Line("FT1", 40_000, "DOAN PHI A"), new Line("FT2", -5_000, "PHI"), new Line("FT3", 40_000,
                "DOAN PHI B"));
        load("camt.053", "application/xml", camt.replaceFirst("<Ntry>", balance("OPBD", 100_000) + "<Ntry>"));
        String head = "Ngày giao dịch;Ghi có;Ghi nợ;Nội dung;Số dư\n";
        JsonPath sheet = load("generic-vn", "text/csv", head + "20/08/2025;40.000;;MBVCB.1 doan phi a;140.000\n20/08/2025;;5.000;phi;135.000\n"
                + "20/08/2025;40.000;;MBVCB.2 doan phi b;175.000\n20/08/2025;1.000;;moi;176.000\n");
        assertThat(sheet.getMap("result")).containsEntry("known", 3).containsEntry("suspected", 0);
        // Of one form, and seen in the other by now: what comes more is more.
        assertThat(load("generic-vn", "text/csv", head + "20/08/2025;40.000;;MBVCB.3 doan phi c;216.000\n").getMap("result"))
                .containsEntry("known", 0).containsEntry("suspected", 0);
        assertThat(load("mt940", "text/plain", Statements.mt940(account, "0011", 100_000, new Line("NONREF", 40_000, "a"), new Line(null, -5_000, "b")))
                .getMap("result")).containsEntry("known", 2);
        // Two references of the bank and two memos, but one payment reference: paid twice it is two lines in either form.
        String reference = requests(federation, unit, 1).get(0);
        load("camt.053", "application/xml", Statements.camt(account, new Line("FT7", 1_500, "CK " + reference)));
        assertThat(load("mt940", "text/plain", Statements.mt940(account, "0011", 0, new Line("X7", 1_500, "MBVCB CT DI " + reference),
                new Line("X8", 1_500, "MBVCB CT DI LAN 2 " + reference))).getMap("result")).containsEntry("known", 1).containsEntry("suspected", 0);
        assertThat(Api.balance(unit, "1121")).isEqualTo(119_000);
        // A workbook of the bank writes its numbers otherwise than the text of the same profile.
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SheetWriter workbook = SheetWriter.xlsx(out, "Sao kê")) {
            workbook.row("Ngày giao dịch", "Ghi có", "Ghi nợ", "Nội dung", "Số dư");
            workbook.row("20/08/2025", 40_000, null, "MBVCB.1 doan phi a", 140_000);
            workbook.row("20/08/2025", null, 5_000, "phi", 135_000);
        }
        assertThat(Api.done(unit, Api.treasurer(unit).contentType(SheetWriter.XLSX).body(out.toByteArray()).post("/bank-statements?unit=" + unit
                + "&profile=generic-vn").then()).getMap("result")).containsEntry("known", 2);
        assertThat(Api.balance(unit, "1121")).isEqualTo(119_000);
    }

    @Test
    void holdsBackWhatMayBeALineOfAnotherFormUntilSomebodyHasDecided() throws Exception {
        load("camt.053", "application/xml", Statements.camt(account, new Line("FT1", 40_000, "A"), new Line("FT2", 40_000, "B")));
        String csv = "Ngày giao dịch;Ghi có;Ghi nợ;Nội dung;Số tham chiếu\n20/08/2025;40.000;;khac;X1\n20/08/2025;40.000;;moi;X2\n20/08/2025;3.000;;le;X3\n";
        assertThat(load("generic-vn", "text/csv", csv).getMap("result")).containsEntry("known", 0).containsEntry("suspected", 2)
                .containsEntry("suspended", 1);
        assertThat(load("generic-vn", "text/csv", csv).getMap("result")).as("again").containsEntry("known", 3).containsEntry("suspected", 0);
        assertThat(Api.balance(unit, "1121")).isEqualTo(83_000);
        JsonPath suspects = Api.as("auditor", unit).get("/bank-suspects?unit=" + unit).then().statusCode(200).extract().jsonPath();
        assertThat(suspects.getList("items.memo")).containsExactly("khac", "moi");
        assertThat(suspects.getList("items[0].perhaps.bankRef")).containsExactlyInAnyOrder("FT1", "FT2");
        String first = suspects.getString("items[0].id");
        String second = suspects.getString("items[1].id");
        String known = suspects.getString("items[0].perhaps[0].line");
        decide(decision(first, known), decision(second, known)).then().statusCode(422).body("errors.code", equalTo(List.of("line-taken")));
        decide(decision(first, null), decision(first, known)).then().statusCode(422).body("errors.code", equalTo(List.of("suspect-twice")));
        decide(decision(UUID.randomUUID().toString(), null), decision(second, UUID.randomUUID().toString())).then().statusCode(422)
                .body("errors.code", equalTo(List.of("suspect-unknown", "line-not-alike")));
        decide(decision(first, known), decision(second, null)).then().statusCode(200);
        soon(() -> assertThat(Api.balance(unit, "1121")).isEqualTo(123_000));
        Api.as("auditor", unit).get("/bank-suspects?unit=" + unit).then().body("items.size()", equalTo(0));
        Api.as("auditor", unit).get("/bank-suspects?state=same&unit=" + unit).then().body("items.sameAs", equalTo(List.of(known)));
        decide(decision(second, null)).then().statusCode(422);
        // Seen once more it was another payment after all.
        decide(decision(first, null)).then().statusCode(200);
        soon(() -> assertThat(Api.balance(unit, "1121")).isEqualTo(163_000));
        assertThat(load("generic-vn", "text/csv", csv).getMap("result")).containsEntry("known", 3);
        // And what was booked twice all the same is taken out by the entry of the other line, not both by each other's.
        String twin = lineOf("X1");
        String other = lineOf("FT1");
        tell(lineOf("X3"), entryOf(other)).then().statusCode(422).body("code", equalTo("entry-not-of-bank"));
        tell(twin, entryOf(other)).then().statusCode(200).body("state", equalTo("matched"));
        assertThat(Api.balance(unit, "1121")).isEqualTo(123_000);
        tell(other, entryOf(twin)).then().statusCode(422).body("code", equalTo("entry-not-of-bank"));
        tell(other, entryOf(other)).then().statusCode(422).body("code", equalTo("entry-not-of-bank"));
    }

    @Test
    void losesNoneOfTwoLinesThatBearOneReference() throws Exception {
        Line fee = new Line("FEE", -1_000, "phi");
        assertThat(load("camt.053", "application/xml", Statements.camt(account, fee, fee)).getMap("result")).containsEntry("suspected", 1);
        assertThat(load("camt.053", "application/xml", Statements.camt(account, fee, fee)).getMap("result")).containsEntry("known", 2);
        String suspect = Api.as("treasurer", unit).get("/bank-suspects?unit=" + unit).then().extract().path("items[0].id");
        decide(decision(suspect, null)).then().statusCode(200);
        soon(() -> assertThat(Api.balance(unit, "1121")).isEqualTo(-2_000));
        assertThat(load("camt.053", "application/xml", Statements.camt(account, fee, fee)).getMap("result")).containsEntry("known", 2);
    }

    @Test
    void letsTreasurersDecideAndAuditorsSeeWhatIsInDoubt() throws Exception {
        Line fee = new Line("FEE", -1_000, "phi");
        load("camt.053", "application/xml", Statements.camt(account, fee, fee));
        String suspect = Api.as("treasurer", unit).get("/bank-suspects?unit=" + unit).then().extract().path("items[0].id");
        String path = "/finance/v1/bank-suspects";
        AccessMatrix.of("GET", path + "/" + suspect).roles("treasurer", "auditor").inside(unit, tree.commune()).outside(tree.sibling(), tree.elsewhere())
                .check();
        AccessMatrix.of("GET", path + "?unit=" + unit).roles("treasurer", "auditor").inside(unit, tree.commune())
                .outside(tree.sibling(), tree.elsewhere()).check();
        AccessMatrix.of("POST", path + "/decisions").body(() -> Map.of("decisions", List.of(decision(suspect, null)))).roles("treasurer")
                .inside(unit, tree.commune()).answersEverybodyTheirOwn().check();
    }

    private io.restassured.response.Response decide(Map<?, ?>... decisions) {
        return Api.treasurer(unit).body(Map.of("decisions", List.of(decisions))).post("/bank-suspects/decisions");
    }

    private static Map<String, String> decision(String suspect, String line) {
        return line == null ? Map.of("suspect", suspect) : Map.of("suspect", suspect, "line", line);
    }

    private static void soon(org.awaitility.core.ThrowingRunnable expected) {
        org.awaitility.Awaitility.await().untilAsserted(expected);
    }

    private String lineOf(String reference) {
        return federation.text("SELECT id::text FROM bank_line WHERE bank_ref = '" + reference + "' AND unit_id = ?", unit);
    }

    private String entryOf(String line) {
        return federation.text("SELECT e.id::text FROM journal_entry e JOIN bank_line l ON e.source = 'line ' || l.no WHERE l.id = ?",
                UUID.fromString(line));
    }

    private io.restassured.response.Response tell(String line, String entry) {
        return Api.treasurer(unit).body(Map.of("entries", List.of(entry))).post("/bank-lines/" + line + "/entries");
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
        for (String year : new String[] {"2999", "1999"}) {
            assertThat(Api.ended(unit, Api.treasurer(unit).contentType("application/xml").body(camt.replace("135001", "135000").replace("2025-", year + "-"))
                    .post("/bank-statements?unit=" + unit).then()).getString("failure")).as("of no statement of the books").isEqualTo("bad-statement");
        }
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
        // As a sheet without references: of ten thousand lines of one day and amount each is known by the balance after it.
        StringBuilder sheet = new StringBuilder("Ngày giao dịch;Ghi có;Ghi nợ;Nội dung;Số dư\n");
        IntStream.rangeClosed(1, MANY).forEach(i -> sheet.append("20/08/2025;1.000;;gd ").append(i).append(';').append(1_000L * i).append('\n'));
        begin = System.nanoTime();
        assertThat(load("generic-vn", "text/csv", sheet.toString()).getMap("result")).containsEntry("known", MANY);
        System.out.printf("the same lines in another form known in %d ms%n", (System.nanoTime() - begin) / 1_000_000);
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
