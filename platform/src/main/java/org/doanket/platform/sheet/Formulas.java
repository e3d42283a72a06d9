package org.doanket.platform.sheet;

/**
 * Keeps text from being run as a formula when a person opens an export (CWE-1236), and takes our own mark off again when
 * the same sheet comes back.
 */
final class Formulas {

    /** Also as wide as a Chinese character, which Excel takes for the same. */
    private static final String DANGEROUS = "=+-@\t\r\n＝＋－＠";

    private Formulas() {
    }

    static String neutral(String text) {
        return !text.isEmpty() && DANGEROUS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    static String plain(String text) {
        return text.length() > 1 && text.charAt(0) == '\'' && DANGEROUS.indexOf(text.charAt(1)) >= 0
                ? text.substring(1) : text;
    }
}
