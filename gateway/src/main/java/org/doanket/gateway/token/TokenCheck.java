package org.doanket.gateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.security.Key;
import java.util.List;
import java.util.Locale;
import org.doanket.gateway.GatewaySettings;
import org.doanket.gateway.problem.Refusal;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Refuses bad tokens before they cost a service anything (RFC 8725). It grants nothing: every service checks again and
 * decides by itself.
 */
public final class TokenCheck {

    private static final int SKEW_SECONDS = 5;
    /** Headers by which a token would bring its own key or its own rules. */
    private static final List<String> FOREIGN = List.of("jku", "jwk", "x5u", "x5c", "crit", "zip", "b64");

    private final TokenKeys keys;
    private final List<String> types;
    private final long maxLifeSeconds;
    private final JwtConsumer consumer;
    /** The same token comes with every request of its quarter of an hour: the signature is computed once. */
    private final Cache<String, VerifiedToken> verified;

    public TokenCheck(TokenKeys keys, GatewaySettings.Jwt settings) {
        this.keys = keys;
        this.types = settings.types().stream().map(type -> type.toLowerCase(Locale.ROOT)).toList();
        this.verified = Caffeine.newBuilder().maximumSize(settings.remembered()).build();
        this.maxLifeSeconds = settings.maxLife().toSeconds();
        this.consumer = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256))
                .setExpectedIssuer(settings.issuer())
                .setExpectedAudience(settings.audience())
                .setRequireSubject()
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setIssuedAtRestrictions(SKEW_SECONDS, Integer.MAX_VALUE)
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .setVerificationKeyResolver((jws, nested) -> keyOf(jws))
                .build();
    }

    /** @param authorization the header, present */
    public Future<VerifiedToken> check(String authorization) {
        if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Future.failedFuture(Refusal.unauthenticated("another scheme than Bearer"));
        }
        String token = authorization.substring(7).trim();
        VerifiedToken known = verified.getIfPresent(token);
        if (known != null && System.currentTimeMillis() / 1000 <= known.expiresAtSeconds()) {
            return Future.succeededFuture(known);
        }
        try {
            return Future.succeededFuture(verify(token));
        } catch (UnknownKey unknown) {
            return keys.refreshForUnknown().otherwiseEmpty().compose(refreshed -> {
                try {
                    return Future.succeededFuture(verify(token));
                } catch (UnknownKey still) {
                    return Future.failedFuture(keys.isEmpty() ? Refusal.later(503, "keys-unavailable", 5)
                            : Refusal.unauthenticated("an unknown key"));
                } catch (Refusal refusal) {
                    return Future.failedFuture(refusal);
                }
            });
        } catch (Refusal refusal) {
            return Future.failedFuture(refusal);
        }
    }

    private VerifiedToken verify(String token) {
        try {
            JwtClaims claims = consumer.processToClaims(token);
            long expires = claims.getExpirationTime().getValue();
            if (expires - claims.getIssuedAt().getValue() > maxLifeSeconds) {
                throw Refusal.unauthenticated("a life of more than " + maxLifeSeconds / 60 + " minutes");
            }
            VerifiedToken result = new VerifiedToken(claims.getSubject(), expires);
            verified.put(token, result);
            return result;
        } catch (InvalidJwtException refused) {
            if (refused.getCause() instanceof UnknownKey unknown) {
                throw unknown;
            }
            // Which of the checks failed is for the issuer's developer; the token's content is for nobody.
            throw Refusal.unauthenticated(refused.hasExpired() ? "an expired token" : "an invalid token");
        } catch (MalformedClaimException malformed) {
            throw Refusal.unauthenticated("an invalid token");
        }
    }

    private Key keyOf(JsonWebSignature jws) throws UnresolvableKeyException {
        for (String foreign : FOREIGN) {
            if (jws.getHeaders().getObjectHeaderValue(foreign) != null) {
                throw new UnresolvableKeyException("a foreign header");
            }
        }
        String type = jws.getHeader("typ");
        if (type == null || !types.contains(type.toLowerCase(Locale.ROOT))) {
            throw new UnresolvableKeyException("another type");
        }
        if (!AlgorithmIdentifiers.RSA_USING_SHA256.equals(jws.getAlgorithmHeaderValue())) {
            throw new UnresolvableKeyException("another algorithm");
        }
        Key key = keys.find(jws.getKeyIdHeaderValue());
        if (key == null) {
            throw new UnknownKey();
        }
        return key;
    }

    private static final class UnknownKey extends RuntimeException {

        UnknownKey() {
            super("unknown key", null, false, false);
        }
    }
}
