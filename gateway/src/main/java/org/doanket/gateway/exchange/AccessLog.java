package org.doanket.gateway.exchange;

import org.jboss.logging.Logger;

/** One line for each request, and nothing in it that leads to a person: no address, no query, no identifiers. */
public final class AccessLog {

    private static final Logger LOG = Logger.getLogger("doanket.access");
    private static final int LONGEST_WORD = 40;

    private AccessLog() {
    }

    public static void write(Exchange exchange, int status) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        long micros = exchange.ageNanos() / 1_000;
        StringBuilder line = new StringBuilder(160).append(exchange.request().method().name()).append(' ');
        if (exchange.target() == null) {
            line.append('-');
        } else {
            mask(exchange.target().path(), line);
        }
        line.append(' ').append(status).append(' ').append(exchange.response().bytesWritten()).append("B ")
                .append(micros / 1_000).append('.').append((char) ('0' + micros / 100 % 10)).append("ms trace=")
                .append(exchange.trace() == null ? "-" : exchange.trace().traceId());
        LOG.info(line);
    }

    /** Keeps the words of our own vocabulary; numbers, codes, names and ids become a star. */
    static void mask(String path, StringBuilder into) {
        int from = 1;
        while (from <= path.length()) {
            int slash = path.indexOf('/', from);
            int end = slash < 0 ? path.length() : slash;
            into.append('/');
            if (isWord(path, from, end)) {
                into.append(path, from, end);
            } else if (end > from) {
                into.append('*');
            }
            from = end + 1;
        }
    }

    private static boolean isWord(String path, int from, int end) {
        if (end - from == 2 && path.charAt(from) == 'v' && Character.isDigit(path.charAt(from + 1))) {
            return true;
        }
        if (end - from > LONGEST_WORD) {
            return false;
        }
        for (int i = from; i < end; i++) {
            char c = path.charAt(i);
            if ((c < 'a' || c > 'z') && c != '-') {
                return false;
            }
        }
        return true;
    }
}
