package org.doanket.platform.page;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.text.Kept;

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
            // What was no text of ours in the first place is not the same again.
            if (cursor.key.size() == parts && Kept.isText(joined) && cursor.encode().equals(text)) {
                return cursor;
            }
        } catch (IllegalArgumentException notBase64) {
            // falls through to the one answer
        }
        throw bad();
    }

    public String text(int part) {
        return key.get(part);
    }

    /** @throws Problem 400 if that part is none */
    public UUID uuid(int part) {
        return read(part, UUID::fromString);
    }

    /** @throws Problem 400 if that part is none */
    public long number(int part) {
        return read(part, Long::parseLong);
    }

    /** @throws Problem 400 if that part is none */
    public LocalDate day(int part) {
        return read(part, Kept::day);
    }

    private <T> T read(int part, Function<String, T> parser) {
        try {
            return parser.apply(key.get(part));
        } catch (IllegalArgumentException tampered) {
            throw bad();
        }
    }

    private static Problem bad() {
        return Problem.malformed(Fault.at("?cursor", "bad-cursor"));
    }
}
