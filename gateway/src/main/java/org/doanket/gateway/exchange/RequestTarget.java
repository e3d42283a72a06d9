package org.doanket.gateway.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.doanket.gateway.problem.Refusal;

/**
 * Path and query of a request in their one normal form. Whatever two readers could take for two different addresses is
 * refused, so that what is checked here is what the service sees.
 *
 * @param path begins with a slash; only upper-case escapes, and only where needed
 * @param query without the question mark, or null
 */
public record RequestTarget(String path, String query) {

    private static final String HEX = "0123456789ABCDEF";
    /** Apart from letters and digits; RFC 3986 pchar without the semicolon, which some servers read as a parameter. */
    private static final String PLAIN = "-._~!$&'()*+,=:@/";
    private static final String UNRESERVED = "-_~";
    /** What no query may hold as it is and browsers send all the same (RFC 3986 against WHATWG); services would not read it. */
    private static final String UNWISE = "\"<>\\^`{|}";

    public static RequestTarget parse(String raw) {
        if (raw.isEmpty() || raw.charAt(0) != '/') {
            throw Refusal.malformed("an absolute address");
        }
        int mark = raw.indexOf('?');
        String query = mark < 0 ? null : normalQuery(raw.substring(mark + 1));
        return new RequestTarget(normalPath(mark < 0 ? raw : raw.substring(0, mark)), query);
    }

    /** Exactly what goes over the wire to the service. */
    public String uri() {
        return query == null ? path : path + "?" + query;
    }

    /** The first segment, which names the service, or an empty string. */
    public String root() {
        int end = path.indexOf('/', 1);
        return path.substring(1, end < 0 ? path.length() : end);
    }

    private static String normalPath(String path) {
        StringBuilder normal = null;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
                if (normal == null) {
                    normal = new StringBuilder(path.length()).append(path, 0, i);
                }
                appendEscape(normal, octet(path, i));
                i += 2;
            } else {
                if (!isPlain(c)) {
                    throw Refusal.malformed("a character in the path");
                }
                if (c == '/') {
                    checkSegment(path, i);
                }
                if (normal != null) {
                    normal.append(c);
                }
            }
        }
        if (normal == null) {
            return path;
        }
        checkUtf8(normal);
        return normal.toString();
    }

    private static void checkSegment(String path, int slash) {
        int end = path.indexOf('/', slash + 1);
        int length = (end < 0 ? path.length() : end) - slash - 1;
        if (length == 0 && end >= 0) {
            throw Refusal.malformed("an empty segment in the path");
        }
        if (length == 1 && path.charAt(slash + 1) == '.' || length == 2 && path.startsWith("..", slash + 1)) {
            throw Refusal.malformed("a dot segment in the path");
        }
    }

    private static void appendEscape(StringBuilder normal, int octet) {
        if (isLetterOrDigit(octet) || UNRESERVED.indexOf(octet) >= 0) {
            normal.append((char) octet);
        } else if (octet < 0x20 || octet == 0x7f || "./\\;%".indexOf(octet) >= 0) {
            // A dot, a slash, a backslash, a semicolon or a percent sign has no reason to hide.
            throw Refusal.malformed("an escape in the path");
        } else {
            normal.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 15));
        }
    }

    /** Overlong forms ({@code %c0%ae} for a dot) are no UTF-8, though some decoders think so. */
    private static void checkUtf8(CharSequence path) {
        ByteBuffer octets = ByteBuffer.allocate(path.length());
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '%') {
                octets.put((byte) octet(path, i));
                i += 2;
            } else {
                octets.put((byte) path.charAt(i));
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(octets.flip());
        } catch (CharacterCodingException notUtf8) {
            throw Refusal.malformed("an escape in the path");
        }
    }

    private static String normalQuery(String query) {
        StringBuilder normal = null;
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (c <= ' ' || c > '~' || c == '#') {
                throw Refusal.malformed("a character in the query");
            }
            if (c == '%' && octet(query, i) == 0) {
                throw Refusal.malformed("an escape in the query");
            }
            if (UNWISE.indexOf(c) >= 0) {
                normal = normal == null ? new StringBuilder(query.length() + 16).append(query, 0, i) : normal;
                normal.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            } else if (normal != null) {
                normal.append(c);
            }
        }
        return normal == null ? query : normal.toString();
    }

    private static int octet(CharSequence text, int at) {
        if (at + 2 >= text.length()) {
            throw Refusal.malformed("an escape");
        }
        int high = Character.digit(text.charAt(at + 1), 16);
        int low = Character.digit(text.charAt(at + 2), 16);
        if (high < 0 || low < 0 || text.charAt(at + 1) > 'f' || text.charAt(at + 2) > 'f') {
            throw Refusal.malformed("an escape");
        }
        return high << 4 | low;
    }

    private static boolean isPlain(char c) {
        return isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0;
    }

    private static boolean isLetterOrDigit(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
