package org.doanket.gateway.demo;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.List;
import java.util.Optional;
import org.doanket.gateway.GatewaySettings;
import org.doanket.gateway.token.PemKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** Signs tokens for anybody who asks: for trying the suite out, and for nothing else. */
public final class DemoIssuer {

    static final String ISSUER = "https://doanket.local/demo";

    private final PrivateKey key;
    private final String issuer;
    private final String audience;

    private DemoIssuer(PrivateKey key, GatewaySettings.Jwt settings) {
        this.key = key;
        this.issuer = settings.issuer();
        this.audience = settings.audience();
    }

    /**
     * @return empty where demo identities are not switched on
     * @throws IllegalStateException in production with a demo key or the demo issuer: whoever can reach the gateway could be anybody
     */
    public static Optional<DemoIssuer> of(GatewaySettings settings, List<String> profiles) {
        Optional<String> file = settings.demo().key().filter(name -> !name.isBlank());
        if (file.isPresent() && profiles.contains("prod")) {
            throw new IllegalStateException("DOANKET_DEMO_KEY is set in the prod profile: everybody could be anybody. "
                    + "Unset it, or start with another profile (QUARKUS_PROFILE=demo) for a demonstration.");
        }
        if (profiles.contains("prod") && settings.jwt().issuer().equals(ISSUER)) {
            throw new IllegalStateException("The prod profile does not start with tokens of the demo issuer. Name your own by "
                    + "DOANKET_JWT_ISSUER, or start with another profile (QUARKUS_PROFILE=demo) for a demonstration.");
        }
        return file.map(name -> new DemoIssuer(PemKey.privateKey(Path.of(name)), settings.jwt()));
    }

    /** @param member may be null */
    String token(String subject, String role, String unit, String member, int seconds) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(audience);
        claims.setSubject(subject);
        claims.setStringListClaim("groups", List.of(role));
        claims.setStringClaim("unit", unit);
        if (member != null) {
            claims.setStringClaim("member", member);
        }
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(seconds / 60f);
        claims.setGeneratedJwtId();
        JsonWebSignature signature = new JsonWebSignature();
        signature.setHeader("typ", "at+jwt");
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setKey(key);
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException("the demo key cannot sign", impossible);
        }
    }
}
