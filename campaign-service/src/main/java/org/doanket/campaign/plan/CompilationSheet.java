package org.doanket.campaign.plan;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.doanket.campaign.TitledSheet;

/** The lines of reports of units below as a sheet, its head in the reader's language. */
final class CompilationSheet implements AutoCloseable {

    private final TitledSheet sheet;

    CompilationSheet(String mediaType, OutputStream out, Locale locale) throws IOException {
        sheet = new TitledSheet(mediaType, out, locale, "progress", "unit", "unitName", "state", "target", "targetTitle", "unitOfMeasure", "planned",
                "actual", "numerator", "denominator", "percent", "words");
    }

    void row(ResultSet row) throws SQLException, IOException {
        ProgressReportView.Line line = ProgressReportView.Line.of(row);
        sheet.row(row.getString("unit_code"), row.getString("unit_name"), row.getString("state"), line.code(), line.title(), line.unitOfMeasure(),
                line.planned(), line.actual(), line.numerator(), line.denominator(), line.percent(), line.words());
    }

    @Override
    public void close() throws IOException {
        sheet.close();
    }
}
