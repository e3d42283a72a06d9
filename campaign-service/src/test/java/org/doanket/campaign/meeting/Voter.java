package org.doanket.campaign.meeting;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/**
 * What a voter's device does at a secret vote: the client's half of RFC 9474, RSABSSA-SHA384-PSS-Deterministic, written from the RFC and
 * on nothing of the service.
 */
final class Voter {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int HASH = 48;
    private static final int BYTES = 256;

    private final BigInteger modulus;
    private final BigInteger exponent;
    private final BigInteger blinding;
    private final String blinded;
    private final String serial;

    Voter(UUID vote, Map<String, String> key) {
        modulus = new BigInteger(1, Base64.getUrlDecoder().decode(key.get("n")));
        exponent = new BigInteger(1, Base64.getUrlDecoder().decode(key.get("e")));
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        serial = text(random);
        BigInteger padded = new BigInteger(1, padded(("doanket-ballot:" + vote + ":" + serial).getBytes(StandardCharsets.UTF_8)));
        BigInteger drawn;
        do {
            drawn = new BigInteger(modulus.bitLength() - 1, RANDOM);
        } while (drawn.signum() == 0 || !drawn.gcd(modulus).equals(BigInteger.ONE));
        blinding = drawn;
        blinded = text(fixed(padded.multiply(blinding.modPow(exponent, modulus)).mod(modulus)));
    }

    String serial() {
        return serial;
    }

    String blinded() {
        return blinded;
    }

    /** Takes the blinding off: a usual RSASSA-PSS signature on the serial. */
    String signature(String signedBlindly) {
        return text(fixed(new BigInteger(1, Base64.getUrlDecoder().decode(signedBlindly)).multiply(blinding.modInverse(modulus)).mod(modulus)));
    }

    /** EMSA-PSS of RFC 8017, 9.1.1, with SHA-384 and a salt of 48 bytes; the modulus has 2048 bits. */
    private static byte[] padded(byte[] message) {
        byte[] salt = new byte[HASH];
        RANDOM.nextBytes(salt);
        ByteArrayOutputStream hashed = new ByteArrayOutputStream();
        hashed.writeBytes(new byte[8]);
        hashed.writeBytes(sha384(message));
        hashed.writeBytes(salt);
        byte[] hash = sha384(hashed.toByteArray());
        byte[] block = new byte[BYTES - HASH - 1];
        block[block.length - HASH - 1] = 1;
        System.arraycopy(salt, 0, block, block.length - HASH, HASH);
        byte[] mask = mask(hash, block.length);
        for (int i = 0; i < block.length; i++) {
            block[i] ^= mask[i];
        }
        block[0] &= 0x7F;
        byte[] padded = Arrays.copyOf(block, BYTES);
        System.arraycopy(hash, 0, padded, block.length, HASH);
        padded[BYTES - 1] = (byte) 0xBC;
        return padded;
    }

    private static byte[] mask(byte[] seed, int length) {
        ByteArrayOutputStream mask = new ByteArrayOutputStream();
        for (int counter = 0; mask.size() < length; counter++) {
            byte[] block = Arrays.copyOf(seed, seed.length + 4);
            block[seed.length + 3] = (byte) counter;
            mask.writeBytes(sha384(block));
        }
        return Arrays.copyOf(mask.toByteArray(), length);
    }

    private static byte[] sha384(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-384").digest(content);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static byte[] fixed(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[BYTES];
        int length = Math.min(bytes.length, BYTES);
        System.arraycopy(bytes, bytes.length - length, fixed, BYTES - length, length);
        return fixed;
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
