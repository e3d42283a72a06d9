package org.doanket.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What passes, in both directions, when all is well. */
class ForwardingTest {

    private static Upstream upstream;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        upstream = new Upstream();
        gateway = new RunningGateway(upstream, "DOANKET_CORS_ORIGINS", "https://union.example");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    @BeforeEach
    void forget() {
        upstream.seen.clear();
        upstream.answers((request, out, socket) -> out.write(Upstream.text("ok")));
    }

    @Test
    void aServiceSeesOnlyListedHeadersAndWhatTheGatewayVouchesFor() throws IOException {
        String token = TestToken.good();
        RawClient.Reply reply = gateway.get("/membership/v1/units?code=A%20B&limit=2", "Authorization: Bearer " + token,
                "Accept: application/json", "Accept-Language: vi", "If-None-Match: \"v3\"", "Cookie: session=1",
                "User-Agent: somebody/1.0", "X-User-Id: 42", "X-Forwarded-For: 6.6.6.6", "X-Forwarded-Host: evil.example",
                "Forwarded: for=6.6.6.6", "X-Real-IP: 6.6.6.6", "traceparent: 00-11111111111111111111111111111111-2222222222222222-01",
                "Connection: X-Hop, keep-alive", "X-Hop: 1", "TE: trailers", "Proxy-Authorization: Basic x", "Keep-Alive: 5");
        assertThat(reply.status()).isEqualTo(200);
        Upstream.Seen seen = upstream.seen.get(0);
        assertThat(seen.line()).isEqualTo("GET /membership/v1/units?code=A%20B&limit=2 HTTP/1.1");
        assertThat(seen.headerNames()).containsExactlyInAnyOrder("host", "accept", "accept-language", "authorization",
                "if-none-match", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "traceparent");
        assertThat(seen.header("host")).isEqualTo("suite.example");
        assertThat(seen.header("authorization")).isEqualTo("Bearer " + token);
        assertThat(seen.header("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(seen.header("x-forwarded-host")).isEqualTo("suite.example");
        assertThat(seen.header("x-forwarded-proto")).isEqualTo("http");
        assertThat(seen.header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01").doesNotContain("1111111111111111");
    }

    @Test
    void aClientSeesTheServicesAnswerWithoutItsHopsAndWithOurOwnPolicies() throws IOException {
        upstream.answers("HTTP/1.1 202 Whatever I like\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
                + "Location: /finance/v1/jobs/1\r\nLink: </finance/v1/charges?cursor=x>; rel=\"next\"\r\nETag: \"v7\"\r\n"
                + "Idempotent-Replay: true\r\nDeprecation: @1\r\nServer: quarkus\r\nX-Powered-By: java\r\nSet-Cookie: a=b\r\n"
                + "Connection: X-Inner\r\nX-Inner: secret\r\nKeep-Alive: timeout=9\r\nX-Forwarded-For: 10.0.0.1\r\n"
                + "Access-Control-Allow-Origin: *\r\n\r\n{}");
        RawClient.Reply reply = gateway.get("/finance/v1/charges");
        assertThat(reply.head()).startsWith("HTTP/1.1 202 Accepted");
        assertThat(reply.header("location")).isEqualTo("/finance/v1/jobs/1");
        assertThat(reply.header("link")).isEqualTo("</finance/v1/charges?cursor=x>; rel=\"next\"");
        assertThat(reply.header("etag")).isEqualTo("\"v7\"");
        assertThat(reply.header("idempotent-replay")).isEqualTo("true");
        assertThat(reply.header("deprecation")).isEqualTo("@1");
        assertThat(reply.text()).isEqualTo("{}");
        for (String hidden : new String[] {"server", "x-powered-by", "set-cookie", "x-inner", "keep-alive", "connection",
            "x-forwarded-for", "access-control-allow-origin"}) {
            assertThat(reply.header(hidden)).as(hidden).isNull();
        }
        assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(reply.header("content-security-policy")).contains("default-src 'none'");
        assertThat(reply.header("referrer-policy")).isEqualTo("no-referrer");
    }

    @Test
    void whoeverUsesAMethodThatAnAddressDoesNotKnowLearnsWhichItDoesAlsoAsAWebPage() throws IOException {
        String problem = "{\"code\":\"method-not-allowed\"}";
        upstream.answers("HTTP/1.1 405 X\r\nContent-Type: application/problem+json\r\nAllow: GET, HEAD, PATCH\r\nContent-Length: " + problem.length() + "\r\n\r\n"
                + problem);
        RawClient.Reply reply = gateway.get("/map/v1/kinds/canteen", "Origin: https://union.example");
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("allow")).isEqualTo("GET, HEAD, PATCH");
        assertThat(reply.header("access-control-expose-headers")).contains("Allow");
        assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
        assertThat(reply.text()).isEqualTo(problem);
        assertThat(gateway.raw("DELETE /docs HTTP/1.1\r\nHost: a\r\n\r\n").header("allow")).as("a page of the gateway's own").isEqualTo("GET, HEAD");
    }

    @Test
    void theDateIsOursAndAServicesBrokenOneDoesNoHarm() throws IOException {
        upstream.answers("HTTP/1.1 200 OK\r\nDate: the day before yesterday\r\nContent-Length: 2\r\n\r\nok");
        RawClient.Reply reply = gateway.get("/finance/v1/charges");
        assertThat(reply.text()).isEqualTo("ok");
        assertThat(reply.headers("date")).hasSize(1);
        assertThat(java.time.ZonedDateTime.parse(reply.header("date"), java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
                .isCloseTo(java.time.Instant.now(), org.assertj.core.api.Assertions.within(1, java.time.temporal.ChronoUnit.MINUTES));
    }

    @Test
    void notModifiedAndNoContentStayWithoutABody() throws IOException {
        try (RawClient client = new RawClient(gateway.port)) {
            for (String status : new String[] {"304 Not Modified", "204 No Content"}) {
                upstream.answers("HTTP/1.1 " + status + "\r\nETag: \"v7\"\r\n\r\n");
                client.send("GET /map/v1/kinds HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"v7\"\r\n\r\n");
                RawClient.Reply reply = client.reply();
                assertThat(reply.status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
                assertThat(reply.header("transfer-encoding")).isNull();
                assertThat(reply.header("etag")).isEqualTo("\"v7\"");
            }
            upstream.answers("HTTP/1.1 200 OK\r\nContent-Length: 12345\r\n\r\n");
            RawClient.Reply reply = client.send("HEAD /map/v1/kinds HTTP/1.1\r\nHost: a\r\n\r\n").reply(true);
            assertThat(reply.header("content-length")).isEqualTo("12345");
            upstream.answers((request, out, socket) -> out.write(Upstream.text("still in step")));
            assertThat(client.send("GET /map/v1/kinds HTTP/1.1\r\nHost: a\r\n\r\n").reply().text()).isEqualTo("still in step");
        }
    }

    @Test
    void eachServiceHasItsPathsAndNobodyElseAnyOthers() throws IOException {
        for (String service : new String[] {"membership", "finance", "campaigns", "map"}) {
            assertThat(gateway.get("/" + service + "/v1/x").status()).isEqualTo(200);
        }
        upstream.seen.clear();
        for (String elsewhere : new String[] {"/", "/q/metrics", "/q/dev", "/metrics", "/members", "/Membership/v1/units",
            "/membershipx/v1", "/problems/elsewhere/x", "/q/health/group", "/docs/", "/docs/x"}) {
            int status = gateway.get(elsewhere).status();
            assertThat(status).as(elsewhere).isEqualTo(elsewhere.equals("/") ? 200 : 404);
        }
        assertThat(upstream.seen).isEmpty();
    }

    @Test
    void aProblemIsExplainedByTheServiceThatItNames() throws IOException {
        gateway.get("/problems/finance/dues-below-floor");
        assertThat(upstream.seen.get(0).line()).isEqualTo("GET /finance/problems/dues-below-floor HTTP/1.1");
        RawClient.Reply own = gateway.get("/problems/gateway/rate-limited", "Accept-Language: en");
        assertThat(own.text()).contains("Too many requests");
        assertThat(gateway.get("/problems/gateway/unheard-of").status()).isEqualTo(404);
    }

    @Test
    void onlyPagesOfListedOriginsMayCall() throws IOException {
        String preflight = "OPTIONS /membership/v1/units HTTP/1.1\r\nHost: a\r\nOrigin: %s\r\nAccess-Control-Request-Method: PUT\r\n\r\n";
        RawClient.Reply allowed = gateway.raw(preflight.formatted("https://union.example"));
        assertThat(allowed.status()).isEqualTo(204);
        assertThat(allowed.header("access-control-allow-origin")).isEqualTo("https://union.example");
        assertThat(allowed.header("access-control-allow-headers")).contains("if-match", "idempotency-key", "authorization");
        assertThat(allowed.header("access-control-allow-credentials")).isNull();
        RawClient.Reply refused = gateway.raw(preflight.formatted("https://evil.example"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("access-control-allow-origin")).isNull();
        assertThat(upstream.seen).isEmpty();
        assertThat(gateway.get("/map/v1/kinds", "Origin: https://union.example").header("access-control-expose-headers"))
                .contains("ETag");
        assertThat(gateway.get("/map/v1/kinds", "Origin: https://evil.example").header("access-control-allow-origin")).isNull();
    }
}
