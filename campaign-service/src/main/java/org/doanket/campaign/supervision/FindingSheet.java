package org.doanket.campaign.supervision;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.stream.Stream;
import org.doanket.platform.http.Messages;
import org.doanket.platform.sheet.SheetWriter;

/** Findings as a sheet, the head in the reader's language. */
final class FindingSheet implements AutoCloseable {

    private static final String[] COLUMNS = {"unit", "year", "subject", "topic", "findingKind", "severity", "persons", "amount", "currency", "text", "recommendations"};

    private final SheetWriter sheet;

    FindingSheet(String mediaType, OutputStream out, Locale locale) throws IOException {
        sheet = SheetWriter.of(mediaType, out, Messages.text(locale, "sheet.findings"));
        sheet.row(Stream.of(COLUMNS).map(column -> (Object) Messages.text(locale, "column." + column)).toArray());
    }

    void row(SupervisionView.Finding row) throws IOException {
        sheet.row(row.unitCode(), row.year(), row.subjectName(), row.topic(), row.kind(), row.severity(), row.persons(),
                row.amount() == null ? null : row.amount().amount(), row.amount() == null ? null : row.amount().currency(), row.text(), row.recommendations());
    }

    @Override
    public void close() throws IOException {
        sheet.close();
    }
}
