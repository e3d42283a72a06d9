package org.doanket.campaign.movement;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import org.doanket.platform.http.Messages;
import org.doanket.platform.sheet.SheetWriter;

/** Results as a sheet, its head in the reader's language. */
final class ResultExport implements AutoCloseable {

    private static final String[] COLUMNS = {"unit", "unitName", "content", "field", "kind", "sort", "value", "measure", "day", "state", "note", "id"};

    private final SheetWriter sheet;
    private final Locale locale;

    ResultExport(String mediaType, OutputStream out, Locale locale) throws IOException {
        this.locale = locale;
        sheet = SheetWriter.of(mediaType, out, Messages.text(locale, "sheet.results"));
        sheet.row(Arrays.stream(COLUMNS).map(column -> (Object) Messages.text(locale, "column." + column)).toArray());
    }

    void row(ResultView result) throws IOException {
        Yield came = result.result();
        sheet.row(result.unitCode(), result.unitName(), result.content(), result.field(), word("result-kind", came.kind()), came.sort(), came.value(),
                came.amount() == null ? came.measure() : came.amount().currency(), result.day(), word("result-state", result.state()), result.note(), result.id());
    }

    private String word(String kind, String code) {
        return Messages.text(locale, kind + "." + code);
    }

    @Override
    public void close() throws IOException {
        sheet.close();
    }
}
