package org.doanket.finance.bank;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Lines of a text whose encoding nobody tells: each that is UTF-8 is read as that, and else as Latin 1, of which any byte is a letter. */
final class TextLines {

    private static final int LONGEST = 10_000;

    private final InputStream in;
    private long number;

    /** @param in buffered */
    TextLines(InputStream in) {
        this.in = in;
    }

    /** Of the line that was read last, from 1. */
    long number() {
        return number;
    }

    /** The next line, without what ends it; null at the end. @throws IOException also where a line has no end */
    String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        int each = in.read();
        if (each < 0) {
            return null;
        }
        number++;
        for (; each >= 0 && each != '\n'; each = in.read()) {
            // PostgreSQL has no NUL; control characters of envelopes mean nothing here.
            if (each >= ' ' || each == '\t') {
                line.write(each);
            }
            if (line.size() > LONGEST) {
                throw new IOException("a line without an end");
            }
        }
        byte[] bytes = line.toByteArray();
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException other) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
