package org.doanket.campaign;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.stream.Stream;
import org.doanket.platform.http.Messages;
import org.doanket.platform.sheet.SheetWriter;

/** A sheet under a name and a head in the reader's language: {@code sheet.…} and {@code column.…} of the messages. */
public final class TitledSheet implements AutoCloseable {

    private final SheetWriter sheet;
    private final Locale locale;

    public TitledSheet(String mediaType, OutputStream out, Locale locale, String name, String... columns) throws IOException {
        this.sheet = SheetWriter.of(mediaType, out, Messages.text(locale, "sheet." + name));
        this.locale = locale;
        head(columns);
    }

    public void row(Object... cells) throws IOException {
        sheet.row(cells);
    }

    /** What a code is called in the reader's language: {@code kind.code} of the messages; null of none. */
    public String word(String kind, String code) {
        return code == null ? null : Messages.text(locale, kind + "." + code);
    }

    /** Goes on with another one. */
    public void next(String name, String... columns) throws IOException {
        sheet.next(Messages.text(locale, "sheet." + name));
        head(columns);
    }

    private void head(String... columns) throws IOException {
        sheet.row(Stream.of(columns).map(column -> (Object) Messages.text(locale, "column." + column)).toArray());
    }

    @Override
    public void close() throws IOException {
        sheet.close();
    }
}
