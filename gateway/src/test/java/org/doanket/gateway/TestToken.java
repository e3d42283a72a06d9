package org.doanket.gateway;

import java.security.Key;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** A token that is right in every respect but those that a test changes. */
final class TestToken {

    private final Map<String, Object> claims = new HashMap<>();
    private final Map<String, Object> headers = new HashMap<>(Map.of("typ", "at+jwt"));
    private String algorithm = "RS256";
    private Key key = TestKeys.ISSUER.getPrivate();

    TestToken() {
        long now = System.currentTimeMillis() / 1000;
        claims.put("iss", "https://doanket.local/demo");
        claims.put("aud", "doanket");
        claims.put("sub", "somebody");
        claims.put("groups", List.of("treasurer"));
        claims.put("unit", UUID.randomUUID().toString());
        claims.put("iat", now);
        claims.put("exp", now + 900);
        claims.put("jti", UUID.randomUUID().toString());
    }

    static String good() {
        return new TestToken().sign();
    }

    TestToken claim(String name, Object value) {
        claims.put(name, value);
        return this;
    }

    TestToken without(String name) {
        claims.remove(name);
        return this;
    }

    TestToken header(String name, Object value) {
        headers.put(name, value);
        return this;
    }

    TestToken algorithm(String name, Key with) {
        algorithm = name;
        key = with;
        return this;
    }

    static long inSeconds(long seconds) {
        return System.currentTimeMillis() / 1000 + seconds;
    }

    String sign() {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setDoKeyValidation(false);
        signature.setAlgorithmHeaderValue(algorithm);
        headers.forEach((name, value) -> {
            if (value != null) {
                signature.getHeaders().setObjectHeaderValue(name, value);
            }
        });
        signature.setKey(key);
        signature.setPayload(JsonUtil.toJson(claims));
        try {
            return signature.getCompactSerialization();
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
