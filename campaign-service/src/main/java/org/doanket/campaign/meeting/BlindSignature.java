package org.doanket.campaign.meeting;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;

/**
 * Blind signatures as RFC 9474 has them, RSABSSA-SHA384-PSS-Deterministic with keys of 2048 bits: the voter blinds the serial of his ballot
 * paper, we sign what we cannot read, he takes the blinding off, and anybody can check the result as a usual RSASSA-PSS signature.
 */
final class BlindSignature {

    private static final int BITS = 2048;
    private static final int BYTES = BITS / 8;
    private static final PSSParameterSpec PSS = new PSSParameterSpec("SHA-384", "MGF1", MGF1ParameterSpec.SHA384, 48, 1);

    private BlindSignature() {
    }

    static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    static byte[] kept(KeyPair key) {
        return key.getPrivate().getEncoded();
    }

    static RSAPrivateCrtKey opened(byte[] kept) {
        try {
            return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(kept));
        } catch (GeneralSecurityException ours) {
            throw new IllegalStateException(ours);
        }
    }

    /** Empty where what was sent is no number below the modulus. The result is checked before it leaves: a faulty one would give the key away. */
    static Optional<byte[]> sign(RSAPrivateCrtKey key, byte[] blinded) {
        BigInteger message = new BigInteger(1, blinded);
        if (message.compareTo(key.getModulus()) >= 0 || message.signum() == 0) {
            return Optional.empty();
        }
        try {
            // Raw RSA by the JDK's own cipher, which blinds against timing; what it signs was padded by the voter.
            Cipher cipher = Cipher.getInstance("RSA/ECB/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key);
            byte[] signature = cipher.doFinal(padded(message));
            if (!new BigInteger(1, signature).modPow(key.getPublicExponent(), key.getModulus()).equals(message)) {
                throw new IllegalStateException("a blind signature came out wrong");
            }
            return Optional.of(padded(new BigInteger(1, signature)));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    static boolean isGood(RSAPublicKey key, byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance("RSASSA-PSS");
            check.setParameter(PSS);
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    static RSAPublicKey publicKey(BigInteger modulus, BigInteger exponent) {
        try {
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        } catch (GeneralSecurityException ours) {
            throw new IllegalStateException(ours);
        }
    }

    /** What is signed: that vote's serial and no other's. */
    static byte[] message(UUID vote, String serial) {
        return ("doanket-ballot:" + vote + ":" + serial).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] padded(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[BYTES];
        int length = Math.min(bytes.length, BYTES);
        System.arraycopy(bytes, bytes.length - length, padded, BYTES - length, length);
        return padded;
    }
}
