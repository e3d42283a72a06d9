package org.doanket.membership.application;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;

/** Codes of 80 bits that stand for a right: without look-alikes, so that they can be read from paper and typed. */
final class SecretCode {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BYTES = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SecretCode() {
    }

    static String random() {
        byte[] drawn = new byte[BYTES];
        RANDOM.nextBytes(drawn);
        return of(drawn);
    }

    /** Of the first 80 bits. */
    static String of(byte[] bits) {
        StringBuilder code = new StringBuilder();
        int held = 0;
        int count = 0;
        for (byte next : Arrays.copyOf(bits, BYTES)) {
            held = (held << 8 | next & 0xFF) & 0xFFFF;
            for (count += 8; count >= 5; count -= 5) {
                code.append(ALPHABET.charAt(held >> (count - 5) & 31));
            }
        }
        return code.toString();
    }

    /** For people: in groups of four. */
    static String grouped(String code) {
        return code.replaceAll("(....)(?!$)", "$1-");
    }

    /** What was meant by what somebody has typed. */
    static String normal(String typed) {
        return typed.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "").replace('O', '0').replaceAll("[IL]", "1");
    }
}
