package org.doanket.finance.bank;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 of the time, a full stop and the body as it came, in hexadecimal; under a secret that the bank and this account share. */
final class WebhookSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String NOBODYS = newSecret();

    private WebhookSignature() {
    }

    static String newSecret() {
        byte[] raw = new byte[32];
        RANDOM.nextBytes(raw);
        return "dks_" + Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
    }

    /** Takes as long for a webhook that there is not, for which there are no secrets, as for one with a wrong signature. */
    static boolean holds(List<String> secrets, String time, byte[] body, String signature) {
        byte[] given = bytes(signature);
        boolean holds = false;
        for (String secret : secrets.isEmpty() ? List.of(NOBODYS) : secrets) {
            holds |= MessageDigest.isEqual(mac(secret, time, body), given);
        }
        return holds && !secrets.isEmpty();
    }

    static byte[] mac(String secret, String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static byte[] bytes(String hex) {
        try {
            return HexFormat.of().parseHex(hex.strip());
        } catch (IllegalArgumentException noHex) {
            return new byte[0];
        }
    }
}
