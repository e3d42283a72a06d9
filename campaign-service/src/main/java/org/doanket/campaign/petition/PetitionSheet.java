package org.doanket.campaign.petition;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.stream.Stream;
import org.doanket.platform.http.Messages;
import org.doanket.platform.sheet.SheetWriter;

/** Petitions as a sheet, the head in the reader's language; who sent them is not in it. */
final class PetitionSheet implements AutoCloseable {

    private static final String[] COLUMNS = {"unit", "unitName", "petitionNumber", "receivedOn", "channel", "topic", "subject", "state", "routeDue", "answerDue", "answeredOn", "outcome", "overdue"};

    private final SheetWriter sheet;

    PetitionSheet(String mediaType, OutputStream out, Locale locale) throws IOException {
        sheet = SheetWriter.of(mediaType, out, Messages.text(locale, "sheet.petitions"));
        sheet.row(Stream.of(COLUMNS).map(column -> (Object) Messages.text(locale, "column." + column)).toArray());
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
