package org.doanket.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The issuer's key pair of this test run, as objects and as the files that the gateway reads. */
final class TestKeys {

    static final KeyPair ISSUER = make();
    static final KeyPair STRANGER = make();
    static final Path PUBLIC_FILE = write("PUBLIC KEY", ISSUER.getPublic().getEncoded());
    static final Path PRIVATE_FILE = write("PRIVATE KEY", ISSUER.getPrivate().getEncoded());

    private TestKeys() {
    }

    static KeyPair make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + kind + "-----\n";
    }

    private static Path write(String kind, byte[] content) {
        try {
            Path file = Files.createTempFile("doanket-gateway", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(file, pem(kind, content));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
