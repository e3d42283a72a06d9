package org.doanket.platform.paper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * The typefaces that papers are set in: Liberation Serif, as wide as the Times that Vietnamese offices write in, and Noto Sans SC for Chinese.
 * Read when the first text needs one, and given up when memory runs short.
 */
enum Face {

    SERIF("liberation/LiberationSerif-Regular.ttf"),
    SERIF_BOLD("liberation/LiberationSerif-Bold.ttf"),
    SERIF_ITALIC("liberation/LiberationSerif-Italic.ttf"),
    /** 10 MB; so bold is the same one drawn thicker, and there is no other Chinese face. */
    HAN("fonts/ttf/NotoSansSC/NotoSansSC-Regular.ttf");

    private final String file;
    private SoftReference<TrueTypeFont> loaded = new SoftReference<>(null);

    Face(String file) {
        this.file = file;
    }

    synchronized TrueTypeFont font() {
        TrueTypeFont font = loaded.get();
        if (font == null) {
            font = read();
            loaded = new SoftReference<>(font);
        }
        return font;
    }

    private TrueTypeFont read() {
        try (InputStream stream = Face.class.getResourceAsStream("/paper-fonts/" + file)) {
            return new TTFParser(true).parse(new RandomAccessReadBuffer(Outlines.of(stream.readAllBytes())));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
