package org.doanket.finance.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.doanket.finance.Statements;
import org.doanket.platform.error.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CamtReaderTest {

    private static final LocalDate DAY = LocalDate.of(2025, 8, 20);
    private static final String PLAIN = Statements.camt("0123456789", new Statements.Line("R1", 40_000, "DP 1"), new Statements.Line("R2", -5_000, "phi"));

    @ParameterizedTest
    @ValueSource(strings = {"02", "04", "06", "08", "10", "14"})
    void readsEveryVersionByLocalNames(String version) throws SQLException {
        List<StatementLine> lines = read(PLAIN.replace("053.001.08", "053.001." + version));
        assertThat(lines).containsExactly(
                new StatementLine("0123456789", DAY, DAY, 40_000, "VND", "DP 1", "R1", "NGUYEN VAN A", "0011223344", null, null, null),
                new StatementLine("0123456789", DAY, DAY, -5_000, "VND", "phi", "R2", "NGUYEN VAN A", "0011223344", null, null, null));
    }

    @Test
    void readsPrefixesAndTheOlderPlainStatusAndPartyName() throws SQLException {
        String old = PLAIN.replace("<Sts><Cd>BOOK</Cd></Sts>", "<Sts>BOOK</Sts>").replace("<Pty><Nm>", "<Nm>").replace("</Nm></Pty>", "</Nm>");
        assertThat(read(old)).hasSize(2).allMatch(line -> line.payer().equals("NGUYEN VAN A"));
        String prefixed = old.replaceAll("<(/?)(?=[A-Z])", "<$1n:").replace("xmlns=", "xmlns:n=");
        assertThat(read(prefixed)).isEqualTo(read(old));
    }

    @Test
    void leavesOutWhatIsNotBookedYet() throws SQLException {
        assertThat(read(PLAIN.replaceFirst("BOOK", "PDNG"))).extracting(StatementLine::amount).containsExactly(-5_000L);
    }

    @Test
    void givesALineForEachTransactionOfABatchEntry() throws SQLException {
        String details = "<TxDtls><Amt Ccy=\"VND\">%d</Amt><CdtDbtInd>CRDT</CdtDbtInd><RmtInf><Ustrd>DP %d</Ustrd></RmtInf></TxDtls>";
        String batch = PLAIN.replaceFirst("<TxDtls>.*?</TxDtls>", details.formatted(30_000, 1) + details.formatted(10_000, 2));
        assertThat(read(batch)).extracting(StatementLine::amount, StatementLine::bankRef, StatementLine::memo)
                .startsWith(Tuple.tuple(30_000L, "R1#1", "DP 1"), Tuple.tuple(10_000L, "R1#2", "DP 2"));
    }

    @Test
    void givesALineOfItsOwnToWhatTheTransactionsOfABatchDoNotAccountFor() throws SQLException {
        String details = "<TxDtls><Amt Ccy=\"VND\">%d</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls>";
        String batch = PLAIN.replaceFirst("<TxDtls>.*?</TxDtls>", details.formatted(30_000) + details.formatted(9_000)
                + "<TxDtls><Amt Ccy=\"USD\">5</Amt></TxDtls>");
        assertThat(read(batch)).extracting(StatementLine::amount, StatementLine::bankRef).startsWith(
                Tuple.tuple(30_000L, "R1#1"), Tuple.tuple(9_000L, "R1#2"), Tuple.tuple(1_000L, "R1#rest"));
    }

    @Test
    void knowsATransactionThatIsTheWholeEntryByTheEntrysReference() throws SQLException {
        String one = PLAIN.replaceFirst("<TxDtls>", "<TxDtls><Refs><EndToEndId>DP0123456789</EndToEndId></Refs><Amt "
                + "Ccy=\"VND\">40000</Amt>");
        assertThat(read(one)).extracting(StatementLine::amount, StatementLine::bankRef, StatementLine::memo)
                .startsWith(Tuple.tuple(40_000L, "R1", "DP 1 DP0123456789"));
    }

    @Test
    void namesTheOtherSideOfWhatLeftAndTheNumberToWhichItCame() throws SQLException {
        String both = PLAIN.replace("<RltdPties>", "<RltdPties><Cdtr><Pty><Nm>CONG "
                + "TY</Nm></Pty></Cdtr><CdtrAcct><Id><IBAN>VA99</IBAN></Id></CdtrAcct>");
        assertThat(read(both)).extracting(StatementLine::payer, StatementLine::payerAccount, StatementLine::virtual).containsExactly(
                Tuple.tuple("NGUYEN VAN A", "0011223344", "VA99"), Tuple.tuple("CONG TY", "VA99", null));
    }

    @Test
    void comparesTheBalancesOfEachStatementWithItsLines() throws SQLException {
        String balances = "<Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy=\"VND\">%d</Amt><CdtDbtInd>%s</CdtDbtInd></Bal>";
        String good = PLAIN.replaceFirst("<Ntry>", balances.formatted("OPBD", 5_000, "DBIT") + balances.formatted("CLBD", 30_000, "CRDT")
                + "<Ntry>");
        assertThat(read(good)).hasSize(2);
        assertThat(read(good.replace("OPBD", "PRCD"))).hasSize(2);
        assertThatThrownBy(() -> read(good.replace(">30000<", ">30001<"))).isInstanceOf(Problem.class).hasMessage("statement-balance");
        assertThatThrownBy(() -> read(good.replaceFirst("DBIT", "CRDT"))).hasMessage("statement-balance");
        // What is not booked yet is in no balance.
        assertThat(read(good.replace("</Stmt>", "<Ntry><Amt Ccy=\"VND\">7</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts></Ntry></Stmt>"))).hasSize(2);
    }

    @Test
    void readsCentsExactly() throws SQLException {
        assertThat(read(PLAIN.replace("\"VND\"", "\"CNY\"").replace(">40000<", ">40000.05<")).get(0).amount()).isEqualTo(4_000_005);
        assertThatThrownBy(() -> read(PLAIN.replace(">40000<", ">40000.5<"))).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Document><BkToCstmrStmt><Stmt><Id>&a;</Id></Stmt></BkToCstmrStmt></Document>",
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><Document><Stmt>&b;</Stmt></Document>",
        "<Document/>", "<Document><Stmt>", "not xml", ""})
    void refusesEntitiesAndWhatIsNoStatement(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(Problem.class).hasMessage("bad-statement");
    }

    private static List<StatementLine> read(String text) throws SQLException {
        List<StatementLine> lines = new ArrayList<>();
        CamtReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), lines::add);
        return lines;
    }
}
