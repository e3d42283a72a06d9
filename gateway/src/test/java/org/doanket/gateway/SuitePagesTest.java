package org.doanket.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.doanket.gateway.demo.DemoTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the gateway says of the suite: its description, its health, its documentation. */
class SuitePagesTest {

    private static final String MEMBERSHIP = """
            {"openapi":"3.1.0","info":{"title":"membership"},"tags":[{"name":"Units"}],
             "paths":{"/membership/v1/units/{id}":{"parameters":[{"$ref":"#/components/parameters/id"}],
               "get":{"operationId":"get","tags":["Units"],"security":[{"jwt":["x"]}],
                 "responses":{"200":{"description":"ok","content":{"application/json":{"schema":{"$ref":"#/components/schemas/View"}}}}}}},
               "/q/secret":{"get":{"responses":{}}}},
             "components":{"securitySchemes":{"jwt":{"type":"http"}},
               "parameters":{"id":{"name":"id","in":"path","required":true,"schema":{"type":"string"}}},
               "schemas":{"View":{"type":"object","properties":{"parent":{"$ref":"#/components/schemas/View"}},
                 "discriminator":{"propertyName":"kind","mapping":{"a":"#/components/schemas/View"}}}}}}""";
    private static final String FINANCE = """
            {"openapi":"3.1.0","info":{"title":"finance"},
             "paths":{"/finance/v1/charges":{"get":{"operationId":"get","security":[],"responses":{"200":{"$ref":"#/components/responses/r"}}}}},
             "components":{"responses":{"r":{"description":"r"}},"schemas":{"View":{"type":"string"}}}}""";
    private static Upstream membership;
    private static Upstream finance;
    private static Upstream others;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        membership = service(MEMBERSHIP);
        finance = service(FINANCE);
        others = service("{\"paths\":{}}");
        gateway = new RunningGateway(others, "DOANKET_MEMBERSHIP_URL", membership.address(), "DOANKET_FINANCE_URL", finance.address(),
                "DOANKET_DEMO_KEY", TestKeys.PRIVATE_FILE.toString());
    }

    private static Upstream service(String openApi) {
        Upstream service = new Upstream();
        service.answers((request, out, socket) -> out.write(Upstream.json(200,
                request.line().startsWith("GET /q/openapi") ? openApi : "{\"status\":\"UP\"}").getBytes()));
        return service;
    }

    @AfterAll
    static void stop() {
        gateway.close();
        List.of(membership, finance, others).forEach(Upstream::close);
    }

    @Test
    void oneDocumentDescribesTheWholeSuite() throws IOException {
        JsonObject document = new JsonObject(gateway.get("/openapi").text());
        assertThat(document.getJsonObject("paths").fieldNames()).containsExactlyInAnyOrder("/demo/tokens", "/q/health",
                "/membership/v1/units/{id}", "/finance/v1/charges");
        JsonObject components = document.getJsonObject("components");
        assertThat(components.getJsonObject("schemas").fieldNames()).contains("MembershipView", "FinanceView", "GatewayProblem");
        assertThat(components.getJsonObject("securitySchemes").fieldNames()).containsExactly("bearer");
        JsonObject get = document.getJsonObject("paths").getJsonObject("/membership/v1/units/{id}").getJsonObject("get");
        assertThat(get.getString("operationId")).isEqualTo("membership-get");
        assertThat(get.getJsonArray("tags")).containsExactly("membership: Units");
        assertThat(get.getJsonArray("security")).isEqualTo(new JsonArray("[{\"bearer\":[]}]"));
        JsonObject open = document.getJsonObject("paths").getJsonObject("/finance/v1/charges").getJsonObject("get");
        assertThat(open.getJsonArray("security")).as("what is open stays open").isEmpty();
        assertThat(open.getString("operationId")).isEqualTo("finance-get");
        for (String reference : references(document.encode())) {
            assertThat(resolve(document, reference)).as(reference).isNotNull();
        }
    }

    @Test
    void theSameDocumentIsToBeHadAsYaml() throws IOException {
        String json = gateway.get("/openapi.json").text();
        for (RawClient.Reply yaml : List.of(gateway.get("/openapi.yaml"), gateway.get("/openapi", "Accept: application/yaml"))) {
            assertThat(yaml.header("content-type")).isEqualTo("application/yaml");
            Map<String, Object> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml.text());
            assertThat(new JsonObject(read)).isEqualTo(new JsonObject(new JsonObject(json).getMap()));
            assertThat(yaml.text()).doesNotContain("&id0");
        }
        String tag = gateway.get("/openapi").header("etag");
        assertThat(gateway.get("/openapi", "If-None-Match: " + tag).status()).isEqualTo(304);
    }

    @Test
    void aServiceThatIsDownStaysDescribed() throws Exception {
        try (Upstream falling = service(FINANCE);
                RunningGateway behind = new RunningGateway(others, "DOANKET_FINANCE_URL", falling.address())) {
            falling.answers(Upstream.json(503, "{}"));
            assertThat(behind.get("/openapi").text()).doesNotContain("/finance/v1/charges");
            falling.answers(Upstream.json(200, FINANCE));
            await("being asked again, soon while something is missing").untilAsserted(
                    () -> assertThat(behind.get("/openapi").text()).contains("/finance/v1/charges"));
            falling.close();
            Thread.sleep(100);
            assertThat(behind.get("/openapi").text()).contains("/finance/v1/charges");
        }
    }

    @Test
    void theRolesOfTheDescriptionAreThoseOfTheCode() throws IOException {
        JsonObject document = new JsonObject(gateway.get("/openapi").text());
        assertThat(document.getJsonObject("components").getJsonObject("schemas").getJsonObject("GatewayDemoIdentity")
                .getJsonObject("properties").getJsonObject("role").getJsonArray("enum").getList()).isEqualTo(DemoTokens.ROLES);
    }

    @Test
    void healthNamesEveryPartAndFailsIfOneDoes() throws Exception {
        RawClient.Reply well = gateway.get("/q/health");
        assertThat(well.status()).isEqualTo(200);
        assertThat(new JsonObject(well.text()).getJsonArray("checks").stream().map(check -> ((JsonObject) check).getString("name")))
                .containsExactlyInAnyOrder("gateway", "membership", "finance", "campaigns", "map");
        try (Upstream slow = new Upstream(); RunningGateway behind = new RunningGateway(others, "DOANKET_FINANCE_URL", slow.address())) {
            slow.answers((request, out, socket) -> Thread.sleep(20_000));
            long started = System.currentTimeMillis();
            RawClient.Reply sick = behind.get("/q/health/ready");
            assertThat(sick.status()).isEqualTo(503);
            assertThat(System.currentTimeMillis() - started).isLessThan(5_000);
            assertThat(sick.text()).contains("{\"name\":\"finance\",\"status\":\"DOWN\"}", "{\"name\":\"map\",\"status\":\"UP\"}");
            assertThat(behind.get("/q/health/live").status()).as("no reason to restart the gateway").isEqualTo(200);
        }
    }

    @Test
    void howeverManyAskForHealthTheServicesAreAskedOnce() throws Exception {
        try (Upstream asked = service("{}"); RunningGateway behind = new RunningGateway(asked)) {
            for (int i = 0; i < 20; i++) {
                assertThat(behind.get("/q/health").status()).isEqualTo(200);
            }
            assertThat(asked.seen.size()).isLessThanOrEqualTo(8);
        }
    }

    @Test
    void documentationComesWhollyFromHere() throws IOException {
        for (String page : List.of("/", "/docs")) {
            RawClient.Reply reply = gateway.get(page);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("content-security-policy")).contains("default-src 'none'", "script-src 'self'")
                    .doesNotContain("unsafe-eval", "script-src 'self' 'unsafe-inline'");
            Matcher link = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(reply.text());
            while (link.find()) {
                assertThat(link.group(1)).startsWith("/");
                assertThat(gateway.get(link.group(1)).status()).as(link.group(1)).isEqualTo(200);
            }
            assertThat(reply.text()).doesNotContain("<script>", "onclick=");
        }
        assertThat(gateway.get("/docs/swagger-ui-bundle.js", "Accept-Encoding: gzip").body().length).isBetween(100_000, 700_000);
        assertThat(gateway.raw("POST /docs HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n").status()).isEqualTo(405);
    }

    private static TreeSet<String> references(String json) {
        TreeSet<String> found = new TreeSet<>();
        Matcher reference = Pattern.compile("\"(#/components/[^\"]+)\"").matcher(json);
        while (reference.find()) {
            found.add(reference.group(1));
        }
        return found;
    }

    private static Object resolve(JsonObject document, String reference) {
        String[] steps = reference.split("/");
        return document.getJsonObject(steps[1]).getJsonObject(steps[2], new JsonObject()).getValue(steps[3]);
    }
}
