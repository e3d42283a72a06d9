package org.doanket.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Good tokens and strangers pass; every kind of bad token ends here. */
class TokenTest {

    private static Upstream upstream;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        upstream = new Upstream();
        gateway = new RunningGateway(upstream, "rates.address-burst", "100000");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    @BeforeEach
    void forget() {
        upstream.seen.clear();
    }

    @Test
    void aGoodTokenPassesAgainAndAgain() throws IOException {
        String token = TestToken.good();
        for (int i = 0; i < 3; i++) {
            assertThat(gateway.get("/finance/v1/charges", "Authorization: Bearer " + token).status()).isEqualTo(200);
        }
        assertThat(gateway.get("/finance/v1/charges", "authorization: bearer " + token).status()).isEqualTo(200);
        assertThat(upstream.seen).hasSize(4);
    }

    @Test
    void aStrangerPassesWithoutAnyIdentity() throws IOException {
        assertThat(gateway.get("/map/v1/kinds").status()).isEqualTo(200);
        assertThat(upstream.seen.get(0).headerNames()).doesNotContain("authorization");
    }

    static Stream<Arguments> badTokens() {
        byte[] publicKey = TestKeys.ISSUER.getPublic().getEncoded();
        String good = TestToken.good();
        String[] parts = good.split("\\.");
        String widened = Base64.getUrlEncoder().withoutPadding().encodeToString(new String(Base64.getUrlDecoder().decode(parts[1]),
                StandardCharsets.UTF_8).replace("treasurer", "federation-officer").getBytes(StandardCharsets.UTF_8));
        return Stream.of(
                Arguments.of("expired", new TestToken().claim("iat", TestToken.inSeconds(-900)).claim("exp", TestToken.inSeconds(-10)).sign()),
                Arguments.of("forged", new TestToken().algorithm("RS256", TestKeys.STRANGER.getPrivate()).sign()),
                Arguments.of("alg=none", new TestToken().algorithm("none", null).sign()),
                Arguments.of("HS256 with the public key", new TestToken().algorithm("HS256", new HmacKey(publicKey)).sign()),
                Arguments.of("HS256 with the PEM", new TestToken().algorithm("HS256",
                        new HmacKey(TestKeys.pem("PUBLIC KEY", publicKey).getBytes(StandardCharsets.US_ASCII))).sign()),
                Arguments.of("RS512", new TestToken().algorithm("RS512", TestKeys.ISSUER.getPrivate()).sign()),
                Arguments.of("PS256", new TestToken().algorithm("PS256", TestKeys.ISSUER.getPrivate()).sign()),
                Arguments.of("another audience", new TestToken().claim("aud", "elsewhere").sign()),
                Arguments.of("no audience", new TestToken().without("aud").sign()),
                Arguments.of("another issuer", new TestToken().claim("iss", "https://evil.example").sign()),
                Arguments.of("no issuer", new TestToken().without("iss").sign()),
                Arguments.of("no end", new TestToken().without("exp").sign()),
                Arguments.of("no beginning", new TestToken().without("iat").sign()),
                Arguments.of("no subject", new TestToken().without("sub").sign()),
                Arguments.of("too long a life", new TestToken().claim("exp", TestToken.inSeconds(3_600)).sign()),
                Arguments.of("from the future", new TestToken().claim("iat", TestToken.inSeconds(300)).sign()),
                Arguments.of("not yet", new TestToken().claim("nbf", TestToken.inSeconds(300)).sign()),
                Arguments.of("jku", new TestToken().header("jku", "https://evil.example/jwks").sign()),
                Arguments.of("x5u", new TestToken().header("x5u", "https://evil.example/x").sign()),
                Arguments.of("its own key", withOwnKey()),
                Arguments.of("crit", new TestToken().header("crit", List.of("exp")).sign()),
                Arguments.of("an id token", new TestToken().header("typ", "JWT").sign()),
                Arguments.of("no type", new TestToken().header("typ", null).sign()),
                Arguments.of("changed claims", parts[0] + "." + widened + "." + parts[2]),
                Arguments.of("no signature", parts[0] + "." + parts[1] + "."),
                Arguments.of("five parts", good + ".a.b"),
                Arguments.of("rubbish", "rubbish"),
                Arguments.of("nothing", ""));
    }

    private static String withOwnKey() {
        try {
            return new TestToken().algorithm("RS256", TestKeys.STRANGER.getPrivate())
                    .header("jwk", PublicJsonWebKey.Factory.newPublicJwk(TestKeys.STRANGER.getPublic())
                            .toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)).sign();
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void refusesABadToken(String kind, String token) throws IOException {
        RawClient.Reply reply = gateway.get("/finance/v1/charges", "Authorization: Bearer " + token, "Accept-Language: zh");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
        assertThat(reply.header("www-authenticate")).startsWith("Bearer");
        assertThat(reply.text()).contains("\"code\":\"unauthenticated\"", "\"type\":\"/problems/gateway/unauthenticated\"", "令牌", "traceId");
        assertThat(upstream.seen).isEmpty();
    }

    @Test
    void refusesOtherSchemes() throws IOException {
        assertThat(gateway.get("/finance/v1/charges", "Authorization: Basic dXNlcjpwYXNz").status()).isEqualTo(401);
        assertThat(upstream.seen).isEmpty();
    }

    @Test
    void aTokenThatWasGoodIsForgottenWhenItEnds() throws Exception {
        String token = new TestToken().claim("iat", TestToken.inSeconds(-900)).claim("exp", TestToken.inSeconds(-3)).sign();
        assertThat(gateway.get("/finance/v1/charges", "Authorization: Bearer " + token).status()).as("within the skew").isEqualTo(200);
        await("its end").untilAsserted(
                () -> assertThat(gateway.get("/finance/v1/charges", "Authorization: Bearer " + token).status()).isEqualTo(401));
    }

    @Test
    void keysMayComeFromAnyOidcIssuerAndChange() throws Exception {
        try (Upstream issuer = new Upstream()) {
            issuer.answers(Upstream.json(200, jwks("one", TestKeys.ISSUER.getPublic())));
            try (RunningGateway behind = new RunningGateway(upstream, "DOANKET_JWT_KEY", issuer.address() + "/certs",
                    "DOANKET_JWT_TYPES", "JWT")) {
                TestToken known = new TestToken().header("typ", "JWT").header("kid", "one");
                assertThat(behind.get("/map/v1/x", "Authorization: Bearer " + known.sign()).status()).isEqualTo(200);
                issuer.answers(Upstream.json(200, jwks("two", TestKeys.STRANGER.getPublic())));
                TestToken renewed = new TestToken().header("typ", "JWT").header("kid", "two")
                        .algorithm("RS256", TestKeys.STRANGER.getPrivate());
                await("a new key is fetched when it is first seen").atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(500)).untilAsserted(
                        () -> assertThat(behind.get("/map/v1/x", "Authorization: Bearer " + renewed.sign()).status()).isEqualTo(200));
                assertThat(issuer.seen.size()).as("and guessing keys does not make us ask each time").isLessThanOrEqualTo(3);
            }
        }
    }

    @Test
    void withoutKeysStrangersAreServedAndTokensWait() throws Exception {
        try (Upstream issuer = new Upstream()) {
            issuer.answers(Upstream.json(500, "{}"));
            try (RunningGateway behind = new RunningGateway(upstream, "DOANKET_JWT_KEY", issuer.address() + "/certs")) {
                assertThat(behind.get("/map/v1/x").status()).isEqualTo(200);
                RawClient.Reply reply = behind.get("/map/v1/x", "Authorization: Bearer " + TestToken.good());
                assertThat(reply.status()).isEqualTo(503);
                assertThat(reply.header("retry-after")).isNotNull();
            }
        }
    }

    private static String jwks(String id, java.security.PublicKey key) throws JoseException {
        RsaJsonWebKey jwk = new RsaJsonWebKey((java.security.interfaces.RSAPublicKey) key);
        jwk.setKeyId(id);
        jwk.setUse("sig");
        return org.jose4j.json.JsonUtil.toJson(Map.of("keys", List.of(jwk.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY))));
    }
}
