package org.doanket.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.doanket.gateway.limit.RouteRules;
import org.junit.jupiter.api.Test;

/** The gateway and the services say the same of a body's size: the services' own documents are the measure. */
class RouteRulesTest {

    private static final Set<String> WITH_BODY = Set.of("post", "put", "patch");
    private static final Path DOCUMENTS = Path.of("../contracts/openapi");

    private final GatewaySettings.Limits limits = RunningGateway.settings(Map.of("DOANKET_JWT_KEY", TestKeys.PUBLIC_FILE.toString())).limits();

    @Test
    void letsThroughJustWhatEachEndpointTakes() throws IOException {
        RouteRules rules = new RouteRules(limits);
        Map<String, String> disagreements = new TreeMap<>();
        Set<String> used = new HashSet<>();
        for (String service : List.of("membership", "finance", "campaigns", "map")) {
            Map<String, Map<String, Object>> paths = paths(service);
            paths.forEach((path, operations) -> operations.forEach((method, operation) -> {
                if (WITH_BODY.contains(method)) {
                    Object limit = ((Map<?, ?>) operation).get("x-body-limit");
                    long there = limit == null ? limits.bodyBytes() : ((Number) limit).longValue();
                    long here = rules.of(HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)), path).bodyBytes();
                    if (here != there) {
                        disagreements.put(method + ' ' + path, here + " here, " + there + " there");
                    }
                    used.add(path.substring(path.lastIndexOf('/') + 1));
                }
            }));
        }
        assertThat(disagreements).isEmpty();
        assertThat(used).as("every route with a limit of its own is one of a service").containsAll(limits.bulk().keySet());
    }

    @Test
    void aTileCostsWhatItsLayerCosts() {
        RouteRules rules = new RouteRules(limits);
        long heavy = rules.of(HttpMethod.GET, "/map/v1/coverage").cost();
        assertThat(heavy).isGreaterThan(rules.of(HttpMethod.GET, "/map/v1/kinds").cost());
        for (String layer : List.of("coverage", "isochrones")) {
            assertThat(rules.of(HttpMethod.GET, "/map/tiles/" + layer + "/14/13008/7212.mvt").cost()).as(layer).isEqualTo(heavy);
        }
        assertThat(rules.of(HttpMethod.GET, "/map/tiles/service-points/14/13008/7212.mvt").cost()).isEqualTo(rules.of(HttpMethod.GET, "/map/v1/kinds").cost());
        assertThat(rules.of(HttpMethod.GET, "/x.mvt").cost()).isPositive();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> paths(String service) throws IOException {
        JsonObject document = new JsonObject(Files.readString(DOCUMENTS.resolve(service + ".json")));
        return (Map<String, Map<String, Object>>) document.getMap().get("paths");
    }
}
