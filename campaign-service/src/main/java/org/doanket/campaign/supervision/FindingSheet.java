package org.doanket.campaign.supervision;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import org.doanket.campaign.TitledSheet;

/** Findings as a sheet, the head in the reader's language. */
final class FindingSheet implements AutoCloseable {

    private final TitledSheet sheet;
    private final Map<String, String> topics;

    FindingSheet(String mediaType, OutputStream out, Locale locale, Map<String, String> topics) throws IOException {
        sheet = new TitledSheet(mediaType, out, locale, "findings", "unit", "year", "subject", "topic", "findingKind", "severity", "persons", "amount",
                "currency", "text", "recommendations");
        this.topics = topics;
    }

    void row(SupervisionView.Finding row) throws IOException {
        sheet.row(row.unitCode(), row.year(), row.subjectName(), topics.getOrDefault(row.topic(), row.topic()), sheet.word("finding-kind", row.kind()),
                sheet.word("severity", row.severity()), row.persons(),
                row.amount() == null ? null : row.amount().amount(), row.amount() == null ? null : row.amount().currency(), row.text(), row.recommendations());
    }

    @Override
    public void close() throws IOException {
        sheet.close();
    }
}
