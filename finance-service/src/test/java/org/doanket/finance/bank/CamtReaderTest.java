package org.doanket.finance.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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
                new StatementLine("0123456789", DAY, DAY, 40_000, "VND", "DP 1", "R1", "NGUYEN VAN A", "0011223344", null, null),
                new StatementLine("0123456789", DAY, DAY, -5_000, "VND", "phi", "R2", "NGUYEN VAN A", "0011223344", null, null));
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
                .startsWith(org.assertj.core.groups.Tuple.tuple(30_000L, "R1#1", "DP 1"), org.assertj.core.groups.Tuple.tuple(10_000L, "R1#2", "DP 2"));
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
