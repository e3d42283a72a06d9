package org.doanket.campaign.plan;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.doanket.campaign.TitledSheet;

/** Reports as a sheet, a row for each of their lines. */
final class ProgressReportSheet implements AutoCloseable {

    private final TitledSheet sheet;

    ProgressReportSheet(String mediaType, OutputStream out, Locale locale) throws IOException {
        sheet = new TitledSheet(mediaType, out, locale, "progress", "unit", "unitName", "plan", "year", "period", "state", "reportDue", "late", "target",
                "targetTitle", "unitOfMeasure", "planned", "actual", "numerator", "denominator", "percent", "words");
    }

    /** @param row of a report and one of its lines; a report without any has none of these */
    void row(ResultSet row) throws SQLException, IOException {
        ProgressReportView report = ProgressReportView.of(row);
        if (row.getString("code") == null) {
            sheet.row(report.unitCode(), report.unitName(), report.planName(), report.year(), report.period(), report.state(), report.due(),
                    report.late() ? "x" : null);
            return;
        }
        ProgressReportView.Line line = ProgressReportView.Line.of(row);
        sheet.row(report.unitCode(), report.unitName(), report.planName(), report.year(), report.period(), report.state(), report.due(),
                report.late() ? "x" : null, line.code(), line.title(), line.unitOfMeasure(), line.planned(), line.actual(), line.numerator(),
                line.denominator(), line.percent(), line.words());
    }

    @Override
    public void close() throws IOException {
        sheet.close();
    }
}
