package org.doanket.gateway.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** RSA keys in PEM files, the form that {@code openssl genpkey} writes. */
public final class PemKey {

    private PemKey() {
    }

    public static PublicKey publicKey(String pem) {
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(body(pem, "PUBLIC KEY")));
        } catch (GeneralSecurityException broken) {
            throw new IllegalArgumentException("not an RSA public key", broken);
        }
    }

    public static PrivateKey privateKey(Path file) {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(body(Files.readString(file), "PRIVATE KEY")));
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalArgumentException("not a readable RSA private key: " + file, broken);
        }
    }

    private static byte[] body(String pem, String kind) {
        int begin = pem.indexOf("-----BEGIN " + kind + "-----");
        int end = pem.indexOf("-----END " + kind + "-----");
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("no PEM block of kind " + kind);
        }
        return Base64.getMimeDecoder().decode(pem.substring(begin + 16 + kind.length(), end));
    }
}
