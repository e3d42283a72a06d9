package org.doanket.standalone;

import java.security.SecureRandom;
import java.util.Base64;

/** Random words that may stand in an address, a file or an environment variable as they are. */
public final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {
    }

    public static String random(int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn(bytes));
    }

    /** A key for AES-256 or HMAC-SHA-256, in base64. */
    public static String key() {
        return Base64.getEncoder().encodeToString(drawn(32));
    }

    private static byte[] drawn(int bytes) {
        var drawn = new byte[bytes];
        RANDOM.nextBytes(drawn);
        return drawn;
    }
}
