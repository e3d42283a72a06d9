package org.doanket.platform.page;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;

/** Where the next page begins: the sort key of the last row, opaque to clients. */
public record Cursor(List<String> key) {

    private static final String SEPARATOR = "\u001f";

    public static Cursor of(Object... key) {
        return new Cursor(Arrays.stream(key).map(String::valueOf).toList());
    }

    public String encode() {
        byte[] bytes = String.join(SEPARATOR, key).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws Problem 400 if it is not a cursor of ours with so many parts */
    public static Cursor decode(String text, int parts) {
        try {
            String joined = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            Cursor cursor = new Cursor(List.of(joined.split(SEPARATOR, -1)));
            if (cursor.key.size() == parts) {
                return cursor;
            }
        } catch (IllegalArgumentException notBase64) {
            // falls through to the one answer
        }
        throw Problem.malformed(Fault.at("?cursor", "bad-cursor"));
    }
}
