package org.doanket.gateway.limit;

import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.doanket.gateway.GatewaySettings;

/** The limits of each route, told by the last segment of its path; those of a tile by its layer, for its last segment is only a number. */
public final class RouteRules {

    private static final String TILE = ".mvt";
    /** Zoom, column and row. */
    private static final int TILE_NUMBERS = 3;
    private static final int WRITE_COST = 2;
    private static final int HEAVY_COST = 10;

    private final Map<String, RouteRule> bulk;
    private final Set<String> heavy;
    private final RouteRule read;
    private final RouteRule write;
    private final RouteRule heavyRead;
    private final RouteRule heavyWrite;

    public RouteRules(GatewaySettings.Limits limits) {
        this.heavy = Set.copyOf(limits.heavyPaths());
        long body = limits.bodyBytes();
        long bodyMillis = limits.body().toMillis();
        this.read = new RouteRule(body, bodyMillis, limits.answer().toMillis(), 1);
        this.write = new RouteRule(body, bodyMillis, limits.answer().toMillis(), WRITE_COST);
        this.heavyRead = new RouteRule(body, bodyMillis, limits.answer().toMillis(), HEAVY_COST);
        this.heavyWrite = new RouteRule(body, bodyMillis, limits.bulkAnswer().toMillis(), HEAVY_COST);
        this.bulk = limits.bulk().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, path -> new RouteRule(
                path.getValue().asLongValue(), limits.bulkBody().toMillis(), limits.bulkAnswer().toMillis(), HEAVY_COST)));
    }

    public RouteRule of(HttpMethod method, String path) {
        String last = told(path);
        if (method == HttpMethod.GET || method == HttpMethod.HEAD || method == HttpMethod.OPTIONS) {
            return heavy.contains(last) ? heavyRead : read;
        }
        return bulk.getOrDefault(last, heavy.contains(last) ? heavyWrite : write);
    }

    private static String told(String path) {
        if (path.endsWith(TILE)) {
            String[] segments = path.split("/");
            return segments[Math.max(0, segments.length - 1 - TILE_NUMBERS)];
        }
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
