package org.doanket.finance.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.NumberFormat;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.doanket.finance.AmountText;
import org.doanket.finance.report.ReportView.Report;
import org.doanket.finance.report.ReportView.Row;
import org.doanket.platform.http.Messages;
import org.doanket.platform.paper.Block;
import org.doanket.platform.paper.Block.Align;
import org.doanket.platform.paper.Block.Column;
import org.doanket.platform.paper.Paper;
import org.doanket.platform.paper.Type;
import org.doanket.platform.sheet.SheetWriter;

/** A report as a sheet and as a paper to be signed. */
@ApplicationScoped
class ReportSheet {

    private final Clock clock;

    ReportSheet(Clock clock) {
        this.clock = clock;
    }

    byte[] sheet(Report report, String type, Locale language) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SheetWriter sheet = SheetWriter.of(type, out, report.form())) {
            sheet.row(title(report, language), report.unitName(), report.year(), report.period(), report.currency());
            if (report.head() != null) {
                sheet.row(column(language, "staff"), report.head().staff(), column(language, "payroll"), report.head().payroll().amount(),
                        column(language, "members"), report.head().members(), column(language, "pay"), report.head().pay().amount());
            }
            sheet.row(column(language, "code"), column(language, "line"), column(language, "last-year"), column(language, budget(report)),
                    column(language, "settled"), column(language, "eliminated"), column(language, approved(report)));
            for (Row row : report.rows()) {
                sheet.row(row.code(), row.name(), row.lastYear().amount(), row.budget().amount(), row.settled().amount(),
                        row.eliminated().amount(), row.approved() == null ? null : row.approved().amount());
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toByteArray();
    }

    byte[] paper(Report report, Locale language) {
        List<Block> blocks = new ArrayList<>();
        if (language.getLanguage().equals("vi")) {
            blocks.add(Block.motto(List.of(new Block.Line(report.unitName(), Type.STRONG, true))));
            blocks.add(new Block.Space(10));
        }
        blocks.add(Block.title(title(report, language)));
        blocks.add(Block.centred(report.unitName(), Type.BODY));
        blocks.add(Block.centred(Messages.text(language, "report.of." + report.period(), report.year(), report.currency()), Type.SLANTED));
        if (report.head() != null) {
            blocks.add(new Block.Space(8));
            blocks.add(Block.text(column(language, "staff") + ": " + number(report.head().staff(), language) + "; " + column(language, "payroll") + ": "
                    + AmountText.figures(report.head().payroll(), language)));
            blocks.add(Block.text(column(language, "members") + ": " + number(report.head().members(), language) + "; " + column(language, "pay") + ": "
                    + AmountText.figures(report.head().pay(), language)));
        }
        blocks.add(new Block.Space(10));
        List<List<String>> rows = report.rows().stream().map(row -> List.of(row.code(), row.name(), AmountText.figures(row.lastYear(), language),
                AmountText.figures(row.budget(), language), AmountText.figures(row.settled(), language), row.approved() == null ? ""
                : AmountText.figures(row.approved(), language))).toList();
        blocks.add(new Block.Table(List.of(new Column(column(language, "code"), 0.8, Align.LEFT),
                new Column(column(language, "line"), 3, Align.LEFT),
                new Column(column(language, "last-year"), 2.4, Align.RIGHT), new Column(column(language, budget(report)), 2.4, Align.RIGHT),
                new Column(column(language, "settled"), 2.4, Align.RIGHT),
                new Column(column(language, approved(report)), 2.4, Align.RIGHT)), rows));
        blocks.add(new Block.Space(6));
        blocks.add(new Block.Text(Messages.text(language, "report.unverified"), Type.SLANTED.size(9), Align.LEFT, 0));
        blocks.add(new Block.Space(14));
        blocks.add(new Block.Pair(List.of(new Block.Line(Messages.text(language, "report.made-by"), Type.STRONG, false)),
                List.of(new Block.Line(Messages.text(language, "report.head"), Type.STRONG, false))));
        return new Paper(title(report, language) + " " + report.year(), language, clock.instant(), blocks).pdf();
    }

    private static String budget(Report report) {
        return report.form().equals("b07") ? "budget" : "proposed";
    }

    private static String approved(Report report) {
        return report.form().equals("b07") ? "approved" : "approved-budget";
    }

    private static String title(Report report, Locale language) {
        return Messages.text(language, "report.title." + report.form());
    }

    private static String column(Locale language, String name) {
        return Messages.text(language, "report.column." + name);
    }

    private static String number(long people, Locale language) {
        return NumberFormat.getIntegerInstance(language).format(people);
    }
}
