package org.doanket.finance.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.doanket.platform.error.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Mt940ReaderTest {

    private static final String HEAD = ":20:STMT\n:25:970436/0123456789VND\n:28C:12/1\n:60F:C251230VND1000000,\n";

    @Test
    void readsWhatCameWhatLeftAndWhatWasTurnedRound() throws SQLException {
        List<StatementLine> lines = read(HEAD + """
                :61:2512301230C40000,NTRFNONREF//FT001
                :86:chuyen tien DP0123456789 thang
                 12
                :61:251230D5000,NCHGFEE
                :61:251230RC10000,NTRFNONREF//FT003
                :61:251230RD2000,NTRFNONREF//FT004
                :62F:C251230VND1027000,
                -
                """);
        assertThat(lines).extracting(StatementLine::amount, StatementLine::bankRef, StatementLine::account, StatementLine::currency)
                .containsExactly(
                tuple(40_000L, "FT001", "0123456789", "VND"), tuple(-5_000L, null, "0123456789", "VND"),
                tuple(-10_000L, "FT003", "0123456789", "VND"), tuple(2_000L, "FT004", "0123456789", "VND"));
        assertThat(lines.get(0).memo()).isEqualTo("chuyen tien DP0123456789 thang  12");
        assertThat(lines.get(1).memo()).isEqualTo("FEE");
    }

    @ParameterizedTest
    @CsvSource({"251231,0102,2026-01-02", "260102,1231,2025-12-31", "251230,1230,2025-12-30", "240229,0229,2024-02-29",
            "250301,0228,2025-02-28"})
    void findsTheYearOfTheBookingBesideThatOfTheValue(String value, String booked, LocalDate day) throws SQLException {
        List<StatementLine> lines = read(HEAD + ":61:" + value + booked + "C1,NTRFX\n:62F:C251231VND1000001,\n");
        assertThat(lines).extracting(StatementLine::bookedOn).containsExactly(day);
        assertThat(lines.get(0).valueDate().getYear()).isEqualTo(2000 + Integer.parseInt(value.substring(0, 2)));
    }

    @Test
    void readsNumberedSubfieldsNamedFieldsAndPlainText() {
        assertThat(Mt940Purpose.of("166?00GUTSCHRIFT?20DP012345?216789 DUES?30COBADEFF?31000123\n456?32NGUYEN ?33VAN A?60MORE"))
                .isEqualTo(new Mt940Purpose("DP0123456789 DUESMORE", "NGUYEN VAN A", "000123456"));
        assertThat(Mt940Purpose.of("020~00~20DP0123456789~21 SKLADKA~3210001~33~38PL61109010140000071219812874"))
                .isEqualTo(new Mt940Purpose("DP0123456789 SKLADKA", "10001", "PL61109010140000071219812874"));
        assertThat(Mt940Purpose.of("/TRTP/SEPA/IBAN/NL91ABNA0417164300/BIC/ABNANL2A/NAME/NGUYEN VAN A\n/REMI/DP0123456789 "
                + "invoice/2025/11/EREF/NOTPROVIDED"))
                .isEqualTo(new Mt940Purpose("DP0123456789 invoice/2025/11", "NGUYEN VAN A", "NL91ABNA0417164300"));
        assertThat(Mt940Purpose.of("/EREF/E1/ORDP//NAME/TRAN B/REMI/USTD//doan phi")).isEqualTo(new Mt940Purpose("E1 doan phi", "TRAN B",
                null));
        assertThat(Mt940Purpose.of("+84912345678 nop doan phi").memo()).isEqualTo("+84912345678 nop doan phi");
        assertThat(Mt940Purpose.of("nop doan phi\nthang 7")).isEqualTo(new Mt940Purpose("nop doan phi thang 7", null, null));
    }

    @Test
    void readsManyStatementsAndManyPagesInTheirEnvelopes() throws SQLException {
        String pages = "{1:F01BANKVNVXAXXX0000000000}{2:I940BANKVNVXXXXXN}{4:\r\n:20:A\r\n:25:0123456789\r\n:28C:1/1\r\n:60F:C250101VND0,\r\n"
                + ":61:250101C5,NTRFA\r\n:62M:C250101VND5,\r\n-}\r\n{1:F01BANKVNVXAXXX0000000000}{4:\r\n:20:A\r\n:25:0123456789\r\n:28C:1/2\r\n"
                + ":60M:C250101VND5,\r\n:61:250102C7,NTRFB\r\n:62F:C250102VND12,\r\n:64:C250102VND12,\r\n:86:closing words\r\n-}\r\n";
        assertThat(read(pages + pages.replace("0123456789", "999"))).extracting(StatementLine::account, StatementLine::amount)
                .containsExactly(tuple("0123456789", 5L), tuple("0123456789", 7L), tuple("999", 5L), tuple("999", 7L));
    }

    @Test
    void readsLettersOfEitherEncodingAndCents() throws SQLException {
        String text = HEAD.replace("VND", "CNY") + ":61:251230C40,05NTRFX\n:86:Đoàn phí é\n:62F:C251230CNY1000040,05\n";
        assertThat(read(text)).extracting(StatementLine::memo, StatementLine::amount).containsExactly(tuple("Đoàn phí é", 4_005L));
        assertThat(read(text.replace("Đoàn phí", "dues"), StandardCharsets.ISO_8859_1)).extracting(StatementLine::memo)
                .containsExactly("dues é");
    }

    @Test
    void refusesBalancesThatDoNotAgreeWithTheLines() {
        assertThatThrownBy(() -> read(HEAD + ":61:251230C40000,NTRFX\n:62F:C251230VND1040001,\n")).isInstanceOf(Problem.class)
                .hasMessage("statement-balance");
        assertThatThrownBy(() -> read(HEAD + ":61:251230C40000,NTRFX\n:62F:D251230VND1040000,\n")).hasMessage("statement-balance");
    }

    @ParameterizedTest
    @ValueSource(strings = {":20:A", ":61:251230C1,NTRFX\n", ":20:A\n:60F:C251230VND1,\n:61:251230X1,NTRF\n:62F:C251230VND1,\n",
        ":20:A\n:60F:C251330VND1,\n:62F:C251330VND1,\n", ":20:A\n:60F:C251230VND1,5\n:62F:C251230VND1,5\n", ":20:A\n:60F:C251230ABC1,\n",
        ":20:A\n:60F:C251230VND1,\n:61:250229C1,NTRFX\n", ":20:A\n:60F:C251230VND9999999999999999,\n:61:250228C9999999999999999,NTRFX\n",
        ":20:A\n:25:1\n:60F:C251230VND1,\n:61:251230C1,NTRFX\n", ""})
    void refusesWhatIsBrokenOrCutOff(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(Problem.class).hasMessage("bad-statement");
    }

    private static List<StatementLine> read(String text) throws SQLException {
        return read(text, StandardCharsets.UTF_8);
    }

    private static List<StatementLine> read(String text, Charset encoding) throws SQLException {
        List<StatementLine> lines = new ArrayList<>();
        Mt940Reader.read(new ByteArrayInputStream(text.getBytes(encoding)), lines::add);
        return lines;
    }
}
