package org.doanket.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The key pair of a token issuer, as two PEM files; made once per directory. */
public record SigningKeys(Path privateKey, Path publicKey) {

    public static SigningKeys in(Path directory) {
        var keys = new SigningKeys(directory.resolve("issuer-private.pem"), directory.resolve("issuer-public.pem"));
        if (!Files.exists(keys.privateKey) || !Files.exists(keys.publicKey)) {
            keys.make();
        }
        return keys;
    }

    private void make() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var pair = generator.generateKeyPair();
            // The public half first: whoever finds the private one finds both.
            DataDirectory.writeWhole(publicKey, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
            DataDirectory.writeWhole(privateKey, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, byte[] encoded) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END " + kind + "-----\n";
    }
}
