package org.doanket.platform.idempotency;

import jakarta.enterprise.context.RequestScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 over the request at hand: two requests are the same when method, address and body are. */
@RequestScoped
class RequestDigest {

    private final MessageDigest digest;

    RequestDigest() throws NoSuchAlgorithmException {
        digest = MessageDigest.getInstance("SHA-256");
    }

    MessageDigest body() {
        return digest;
    }

    byte[] finish(String method, String address) {
        digest.update((method + ' ' + address).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return digest.digest();
    }
}
