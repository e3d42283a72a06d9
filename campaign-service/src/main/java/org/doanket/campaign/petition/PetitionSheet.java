package org.doanket.campaign.petition;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.doanket.campaign.TitledSheet;

/** Petitions as a sheet, the head in the reader's language; who sent them is not in it. */
final class PetitionSheet implements AutoCloseable {

    private final TitledSheet sheet;

    PetitionSheet(String mediaType, OutputStream out, Locale locale) throws IOException {
        sheet = new TitledSheet(mediaType, out, locale, "petitions", "unit", "unitName", "petitionNumber", "receivedOn", "channel", "topic", "subject",
                "state", "routeDue", "answerDue", "answeredOn", "outcome", "overdue");
    }

    void row(PetitionView row) throws IOException {
        sheet.row(row.unitCode(), row.unitName(), row.number(), row.receivedOn(), row.channel(), row.topic(), row.subject(), row.state(), row.routeDue(),
                row.answerDue(), row.answeredOn(), row.outcome(), row.overdue() ? "x" : null);
    }

    @Override
    public void close() throws IOException {
        sheet.close();
    }
}
