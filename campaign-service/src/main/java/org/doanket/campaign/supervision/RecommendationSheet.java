package org.doanket.campaign.supervision;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.doanket.campaign.TitledSheet;

/** Recommendations and what came of them, as a sheet. */
final class RecommendationSheet implements AutoCloseable {

    private final TitledSheet sheet;

    RecommendationSheet(String mediaType, OutputStream out, Locale locale) throws IOException {
        sheet = new TitledSheet(mediaType, out, locale, "recommendations", "unit", "addressee", "recommendation", "givenOn", "answerDue", "state", "overdue",
                "answer", "answeredOn", "carryDue", "result", "resultOn", "persons", "amount", "currency");
    }

    void row(SupervisionView.Recommendation row) throws IOException {
        sheet.row(row.unitCode(), row.addressee(), row.text(), row.givenOn(), row.due(), sheet.word("recommendation-state", row.state()),
                row.overdue() ? "x" : null, row.answer(), row.answeredOn(),
                row.carryDue(), row.result(), row.resultOn(), row.people(), row.amount() == null ? null : row.amount().amount(),
                row.amount() == null ? null : row.amount().currency());
    }

    @Override
    public void close() throws IOException {
        sheet.close();
    }
}
