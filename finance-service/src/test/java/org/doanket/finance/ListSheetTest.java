package org.doanket.finance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.doanket.finance.Statements.Line;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work lists leave the house as sheets, whole, by those who may read them. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ListSheetTest {

    private static final List<String> LISTS = List.of("bank-lines", "fund-arrears", "fund-months", "fund-declarations", "journal-entries", "payment-requests",
            "contributions", "grant-applications", "loan-arrears", "unit-months");
    /** More than two pages, and no full one at the end. */
    private static final int MANY = 405;

    @Inject
    Federation federation;

    private Federation.Tree tree;
    private UUID unit;

    @BeforeEach
    void tree() {
        tree = federation.tree();
        unit = tree.unit();
    }

    @Test
    void holdAllRowsOfAListHoweverManyPagesThatIs() throws Exception {
        String account = String.valueOf(System.nanoTime());
        Api.setAccount(unit, account);
        Api.loadStatement(unit, "camt.053", "application/xml", Statements.camt(account, IntStream.range(0, MANY)
                .mapToObj(i -> new Line("FT" + i, 1_000 + i, "khong ro " + i)).toArray(Line[]::new)));
        List<String> lines = csv("bank-lines").lines().toList();
        assertThat(lines).hasSize(MANY + 1);
        assertThat(lines.get(0)).contains("value date", "amount", "amount currency", "memo", "state");
        assertThat(lines.stream().filter(line -> line.contains("khong ro")).distinct()).hasSize(MANY);
        assertThat(lines).anyMatch(line -> line.contains(",1404,VND,"));
        List<String> entries = csv("journal-entries").lines().toList();
        assertThat(entries).anyMatch(line -> line.contains("1121 1000 VND") && line.contains("3384 -1000 VND"));
        assertThat(federation.number("SELECT count(*) FROM audit_entry WHERE unit_id = ? AND action = 'list-exported'", unit)).isEqualTo(2);
    }

    @Test
    void areThereForEachOfThem() throws Exception {
        federation.pay(federation.member(unit, "A", "non-state-enterprise"), "2025-08", "si_salary", 8_000_000);
        Api.runDues(unit, "2025-08", "post");
        assertThat(csv("unit-months")).contains("2025-08", "40000,VND");
        for (String list : LISTS) {
            assertThat(csv(list).lines().findFirst().orElseThrow()).as(list).contains("unit".equals(list) ? "unit" : ",");
            assertThat(Api.as("auditor", unit).accept(SheetWriter.XLSX).get("/" + list + "?unit=" + unit).then().statusCode(200).extract().asByteArray())
                    .as(list).startsWith('P', 'K');
            Api.as("auditor", unit).get("/" + list + "?unit=" + unit).then().statusCode(200).contentType("application/json");
        }
    }

    @Test
    void areForThoseWhoMayReadTheList() {
        for (String list : List.of("bank-lines", "fund-declarations", "journal-entries", "payment-requests")) {
            check(list, "treasurer", "auditor");
        }
        check("fund-arrears", "treasurer", "auditor", "federation-officer");
        check("fund-months", "treasurer", "auditor", "federation-officer");
        check("contributions", "treasurer", "auditor", "unit-officer", "campaign-officer");
        for (String list : List.of("grant-applications", "loan-arrears", "unit-months")) {
            check(list, "treasurer", "auditor", "unit-officer", "federation-officer");
        }
    }

    private void check(String list, String... roles) {
        AccessMatrix.of("GET", Api.BASE + "/" + list + "?unit=" + unit).accept(SheetWriter.CSV).roles(roles).inside(unit, tree.commune())
                .outside(tree.sibling(), tree.elsewhere()).check();
    }

    private String csv(String list) {
        return Api.as("auditor", unit).accept(SheetWriter.CSV).get("/" + list + "?unit=" + unit).then().statusCode(200).extract().asString();
    }
}
