package org.doanket.finance.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.LongFunction;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.doanket.finance.report.ReportView.Head;
import org.doanket.finance.report.ReportView.Report;
import org.doanket.finance.report.ReportView.Row;
import org.doanket.platform.money.Money;
import org.junit.jupiter.api.Test;

class ReportSheetTest {

    private final ReportSheet sheets = new ReportSheet(Clock.fixed(Instant.parse("2026-01-15T00:00:00Z"), ZoneOffset.UTC));

    @Test
    void thePaperWritesYuanAndFenWhereThereAreAny() throws Exception {
        assertThat(text("CNY")).contains("12,345.67", "4,238.05", "1,000.00", "900.50", "-0.07", "800.00", "1,234").doesNotContain("1,234,567", "423,805", "100,000");
    }

    @Test
    void thePaperWritesDongWhole() throws Exception {
        assertThat(text("VND")).contains("1,234,567", "423,805", "100,000", "90,050", "80,000");
    }

    private String text(String currency) throws Exception {
        LongFunction<Money> money = amount -> new Money(amount, currency);
        Report report = new Report("b07", UUID.randomUUID(), "Unit", "unit", 2025, "year", LocalDate.parse("2025-01-01"), LocalDate.parse("2025-12-31"),
                currency, new Head(1_234, new Money(1_234_567, currency), 15, new Money(423_805, currency)),
                List.of(new Row("31", "Spending", "spending", money.apply(100_000L), money.apply(90_050L), money.apply(0L), money.apply(-7L), money.apply(80_000L), false)), List.of());
        try (var document = Loader.loadPDF(sheets.paper(report, Locale.CHINESE))) {
            return new PDFTextStripper().getText(document);
        }
    }
}
