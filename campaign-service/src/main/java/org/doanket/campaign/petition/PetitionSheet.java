package org.doanket.campaign.petition;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import org.doanket.campaign.TitledSheet;

/** Petitions as a sheet, the head in the reader's language; who sent them is not in it. */
final class PetitionSheet implements AutoCloseable {

    private final TitledSheet sheet;
    private final Map<String, String> topics;

    PetitionSheet(String mediaType, OutputStream out, Locale locale, Map<String, String> topics) throws IOException {
        sheet = new TitledSheet(mediaType, out, locale, "petitions", "unit", "unitName", "petitionNumber", "receivedOn", "channel", "topic", "subject",
                "state", "routeDue", "answerDue", "answeredOn", "outcome", "overdue");
        this.topics = topics;
    }

    void row(PetitionView row) throws IOException {
        sheet.row(row.unitCode(), row.unitName(), row.number(), row.receivedOn(), sheet.word("petition-channel", row.channel()),
                topics.getOrDefault(row.topic(), row.topic()), row.subject(), sheet.word("petition-state", row.state()), row.routeDue(), row.answerDue(),
                row.answeredOn(), sheet.word("petition-outcome", row.outcome()), row.overdue() ? "x" : null);
    }

    @Override
    public void close() throws IOException {
        sheet.close();
    }
}
