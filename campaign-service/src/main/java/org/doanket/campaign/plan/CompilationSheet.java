package org.doanket.campaign.plan;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.stream.Stream;
import org.doanket.platform.http.Messages;
import org.doanket.platform.sheet.SheetWriter;

/** The lines of reports of units below as a sheet, its head in the reader's language. */
final class CompilationSheet implements AutoCloseable {

    private static final String[] COLUMNS = {"unit", "unitName", "state", "target", "targetTitle", "unitOfMeasure", "planned", "actual", "numerator",
        "denominator", "percent", "words"};

    private final SheetWriter sheet;

    CompilationSheet(String mediaType, OutputStream out, Locale locale) throws IOException {
        sheet = SheetWriter.of(mediaType, out, Messages.text(locale, "sheet.progress"));
        sheet.row(Stream.of(COLUMNS).map(column -> (Object) Messages.text(locale, "column." + column)).toArray());
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
