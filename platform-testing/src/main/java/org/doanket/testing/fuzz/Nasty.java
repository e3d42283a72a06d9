package org.doanket.testing.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;

/** What nobody should send: texts, JSON and files that have broken programs before. */
final class Nasty {

    /** Texts that a parameter, a cell or a field of text may be given. */
    private static final List<String> TEXTS = List.of("", " ", "\u0000", "a\u0000b", "\n", "\t", "\u0001\u001b[31m", "\uffff", "\ufeff", "\u202eabc",
            "e\u0301", "😀", "%", "%25", "_", "\\", "'", "\"", "'; --", "${x}", "{0}", "#{x}", "%s%n", "../../../etc/passwd", "<script>", "&amp;",
            "null", "undefined", "true", "NaN", "Infinity", "-Infinity", "0", "-0", "-1", "1.5", "1e3", "1e400", "1e999999999", "0x10", "٣", "１２",
            "2147483647", "2147483648", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "99999999999999999999999999999999",
            "0000-00-00", "0000-01-01", "0001-01-01", "-0001-01-01", "-4713-01-01", "9999-12-31", "+10000-01-01", "+1000000-01-01", "+5874898-01-01",
            "+999999999-12-31", "-999999999-01-01", "2026-02-30", "2026-13-01", "2026-1-1", "2026-W01", "0000-01", "9999-12", "+999999999-12", "2026-00",
            "2026-06-01T00:00:00Z", "+1000000000-12-31T23:59:59Z", "2026-06-01T24:00:00+99:99", "24:00", "99:99", "00000000-0000-0000-0000-000000000000",
            "0-0-0-0-0", "not-a-uuid", "vn\n", "VN", "[]", "{}", "a,b", ",", ";", "*", "=1+1", "@x", "a".repeat(300), "ế".repeat(300), "😀".repeat(2_100), "1".repeat(1_000));

    /** JSON that no text makes. */
    private static final List<String> JSON = List.of("null", "true", "0", "-1", "0.5", "-0.0", "1e400", "-1e400", "1e-400", "1E+2", "9007199254740993",
            "2147483647", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
            "99999999999999999999999999999999999999", "1e999999999", "NaN", "-Infinity", "01", "+1", ".5", "'a'", "\"\\ud800\"", "\"\\udc00a\"", "\"a\\ud83d\"",
            "\"\\u0000\"", "\"\\x\"", "\"\\u12\"", "\"\u0001\"", "[]", "{}", "[null]", "[[]]", "{\"\":null}", "[{}]", "[1,2]", "{\"amount\":1e30,\"currency\":\"VND\"}",
            "{\"amount\":1.5,\"currency\":\"XXX\"}", "[\"a\",\"a\"]", "\"open");

    private final SplittableRandom random;

    Nasty(SplittableRandom random) {
        this.random = random;
    }

    String text() {
        return Fuzz.pick(random, TEXTS);
    }

    /** Just beside what the schema allows. */
    String beside(JsonNode schema) {
        List<String> beside = new ArrayList<>();
        if (schema.has("maxLength")) {
            int most = schema.get("maxLength").asInt();
            beside.addAll(List.of("a".repeat(most), "ế".repeat(most), "a".repeat(most + 1), "😀".repeat(most / 2), "\u0301".repeat(most)));
        }
        for (String bound : List.of("minimum", "maximum")) {
            if (schema.has(bound)) {
                long at = schema.get(bound).asLong();
                beside.addAll(List.of(String.valueOf(at), String.valueOf(at + 1), String.valueOf(at - 1)));
            }
        }
        return beside.isEmpty() ? text() : Fuzz.pick(random, beside);
    }

    /** For an address: percent-encoded, at times what no text is encoded to. */
    String encoded(JsonNode schema) {
        return switch (random.nextInt(12)) {
            case 0 -> Fuzz.pick(random, List.of("%ED%A0%80", "%FF", "%C0%80", "%F8%88%80%80%80", "%E2%80"));
            case 1, 2, 3 -> encoded(beside(schema));
            default -> encoded(text());
        };
    }

    /** Such as ours are, but with something else in it; or none at all. */
    String cursor() {
        if (random.nextInt(4) == 0) {
            return encoded(text());
        }
        List<String> parts = new ArrayList<>();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            parts.add(Fuzz.pick(random, List.of(text(), "5", "2026-06-01", "00000000-0000-0000-0000-000000000000")));
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(String.join("\u001f", parts).getBytes(StandardCharsets.UTF_8));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A fragment of JSON, not always a whole one. */
    String json(JsonNode schema) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> quoted(text());
            case 2 -> schema.path("type").asText().matches("integer|number") ? beside(schema).replaceAll("[^0-9-]", "9") : quoted(beside(schema));
            case 3 -> nested();
            default -> Fuzz.pick(random, JSON);
        };
    }

    String nested() {
        int depth = Fuzz.pick(random, List.of(5, 200, 1_200, 20_000));
        return random.nextBoolean() ? "[".repeat(depth) + "]".repeat(depth) : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
