package org.doanket.servicemap;

import java.security.SecureRandom;
import java.util.Base64;

/** Keys and links that are shown once: 192 bits of chance, in letters that an address can carry. */
public final class Secrets {

    private static final int BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {
    }

    public static String fresh() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
