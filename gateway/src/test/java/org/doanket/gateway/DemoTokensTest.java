package org.doanket.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.doanket.gateway.demo.DemoIssuer;
import org.doanket.gateway.demo.DemoTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoTokensTest {

    private static final String UNIT = "0190a1b2-0000-7000-8000-000000000001";
    private static final String MEMBER = "0190a1b2-0000-7000-8000-000000000009";
    private static Upstream upstream;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        upstream = new Upstream();
        gateway = new RunningGateway(upstream, "DOANKET_DEMO_KEY", TestKeys.PRIVATE_FILE.toString());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    @BeforeEach
    void forget() {
        upstream.seen.clear();
        upstream.answers(Upstream.json(200, "{\"items\":[],\"next\":null}"));
    }

    @Test
    void anyRoleAtAnyUnitGetsATokenThatTheGatewayItselfAccepts() throws Exception {
        for (String role : DemoTokens.ROLES) {
            HttpResponse<String> answer = gateway.post("/demo/tokens",
                    "{\"role\":\"" + role + "\",\"unit\":\"" + UNIT + "\",\"member\":\"" + MEMBER + "\"}");
            assertThat(answer.statusCode()).as(role).isEqualTo(200);
            JsonObject body = new JsonObject(answer.body());
            assertThat(body.getString("token_type")).isEqualTo("Bearer");
            assertThat(body.getInteger("expires_in")).isEqualTo(900);
            String token = body.getString("access_token");
            JsonObject claims = part(token, 1);
            assertThat(claims.getJsonArray("groups")).containsExactly(role);
            assertThat(claims.getString("unit")).isEqualTo(UNIT);
            assertThat(claims.getString("member")).isEqualTo(MEMBER);
            assertThat(claims.getString("iss")).isEqualTo("https://doanket.local/demo");
            assertThat(claims.getString("aud")).isEqualTo("doanket");
            assertThat(claims.getString("sub")).isNotBlank();
            assertThat(claims.getString("jti")).isNotBlank();
            assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(900);
            assertThat(part(token, 0).getString("typ")).isEqualTo("at+jwt");
            assertThat(gateway.get("/finance/v1/charges", "Authorization: Bearer " + token).status()).isEqualTo(200);
        }
    }

    @Test
    void aUnitMayBeNamedByItsCode() throws Exception {
        upstream.answers(Upstream.json(200, "{\"items\":[{\"id\":\"x\",\"code\":\"LDLD HT/2\"},{\"id\":\"" + UNIT
                + "\",\"code\":\"LDLD HT\"}],\"next\":null}"));
        assertThat(claimedUnit("{\"role\":\"treasurer\",\"unit\":\"LDLD HT\"}")).isEqualTo(UNIT);
        Upstream.Seen asked = upstream.seen.get(0);
        assertThat(asked.line()).isEqualTo("GET /membership/v1/units?code=LDLD+HT HTTP/1.1");
        JsonObject own = part(asked.header("authorization").substring(7), 1);
        assertThat(own.getString("unit")).isEqualTo("root");
        assertThat(own.getJsonArray("groups")).containsExactly("federation-officer");
        assertThat(own.getLong("exp") - own.getLong("iat")).isEqualTo(60);
    }

    @Test
    void withoutAUnitTheRootIsMeant() throws Exception {
        assertThat(claimedUnit("{\"role\":\"federation-officer\"}")).as("of an empty suite").isEqualTo("root");
        upstream.answers(Upstream.json(200, "{\"items\":[{\"id\":\"child\",\"parent\":\"" + UNIT + "\"},{\"id\":\"" + UNIT
                + "\",\"parent\":null}]}"));
        assertThat(claimedUnit("{\"role\":\"treasurer\"}")).isEqualTo(UNIT);
        assertThat(claimedUnit("{\"role\":\"treasurer\",\"unit\":\"root\"}")).isEqualTo("root");
    }

    @Test
    void wishesThatMakeNoSenseAreRefused() throws Exception {
        Map<String, Integer> wishes = Map.of(
                "{\"role\":\"god\"}", 422, "{}", 422, "{\"role\":\"member\",\"member\":\"7\"}", 400,
                "{\"role\":\"treasurer\",\"groups\":[\"x\"]}", 400, "{\"role\":7}", 400, "[]", 400, "", 400, "{", 400,
                "{\"role\":\"treasurer\",\"unit\":\"NOWHERE\"}", 422);
        for (Map.Entry<String, Integer> wish : wishes.entrySet()) {
            assertThat(gateway.post("/demo/tokens", wish.getKey()).statusCode()).as(wish.getKey()).isEqualTo(wish.getValue());
        }
        assertThat(gateway.get("/demo/tokens").status()).isEqualTo(405);
        upstream.answers(Upstream.json(500, "{}"));
        assertThat(gateway.post("/demo/tokens", "{\"role\":\"treasurer\",\"unit\":\"A\"}").statusCode()).isEqualTo(503);
    }

    @Test
    void withoutTheKeyThereIsNoSuchAddress() throws Exception {
        try (RunningGateway closed = new RunningGateway(upstream)) {
            assertThat(closed.post("/demo/tokens", "{\"role\":\"treasurer\"}").statusCode()).isEqualTo(404);
            assertThat(closed.get("/openapi").text()).doesNotContain("/demo/tokens");
        }
    }

    @Test
    void productionDoesNotStartWithTheKey() {
        GatewaySettings withKey = RunningGateway.settings(Map.of("DOANKET_JWT_KEY", TestKeys.PUBLIC_FILE.toString(),
                "DOANKET_DEMO_KEY", TestKeys.PRIVATE_FILE.toString()));
        assertThatThrownBy(() -> DemoIssuer.of(withKey, List.of("prod"))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("DOANKET_DEMO_KEY");
        assertThat(DemoIssuer.of(withKey, List.of("demo"))).isPresent();
    }

    @Test
    void productionDoesNotStartOnTheWordOfTheDemoIssuer() {
        GatewaySettings byDefault = RunningGateway.settings(Map.of("DOANKET_JWT_KEY", TestKeys.PUBLIC_FILE.toString()));
        assertThatThrownBy(() -> DemoIssuer.of(byDefault, List.of("prod"))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("DOANKET_JWT_ISSUER");
        GatewaySettings own = RunningGateway.settings(Map.of("DOANKET_JWT_KEY", TestKeys.PUBLIC_FILE.toString(),
                "DOANKET_JWT_ISSUER", "https://login.union.example"));
        assertThat(DemoIssuer.of(own, List.of("prod"))).isEmpty();
    }

    private static String claimedUnit(String wish) throws Exception {
        return part(new JsonObject(gateway.post("/demo/tokens", wish).body()).getString("access_token"), 1).getString("unit");
    }

    private static JsonObject part(String token, int index) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[index]), StandardCharsets.UTF_8));
    }
}
