package org.doanket.servicemap.tile;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.doanket.servicemap.Licence;

/** What a map library reads before it asks for tiles: TileJSON 3.0 of a layer, and a MapLibre style of all. */
@ApplicationScoped
public class TileDocuments {

    static final List<String> LAYERS = List.of("service-points", "coverage", "isochrones", "models");

    /** The least zoom of what is drawn from streets. */
    static final int STREETS_FROM = 8;

    private final String attribution;

    TileDocuments(Licence licence) {
        this.attribution = licence.attribution();
    }

    Map<String, Object> tileJson(String layer, String root, String query, Optional<String> streets) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("tilejson", "3.0.0");
        document.put("name", layer);
        document.put("tiles", List.of(root + "/" + layer + "/{z}/{x}/{y}.mvt" + query));
        if (layer.equals("service-points")) {
            // No member of TileJSON, which allows others: where the pictures of a point are that was tapped on.
            document.put("photos", root.substring(0, root.length() - "tiles".length()) + "v1/service-points/{id}/photos");
        }
        document.put("minzoom", isOfPoints(layer) ? 0 : STREETS_FROM);
        document.put("maxzoom", 16);
        document.put("attribution", attribution(layer, streets));
        document.put("vector_layers", List.of(Map.of("id", layer, "fields", fields(layer))));
        return document;
    }

    private static Map<String, String> fields(String layer) {
        return switch (layer) {
            case "service-points" -> Map.of("id", "String", "kind", "String", "name", "String", "site", "String", "hours", "String", "count", "Number");
            case "coverage" -> Map.of("sites", "Number");
            case "models" -> Map.of("id", "String", "name", "String", "field", "String", "level", "String", "count", "Number");
            default -> Map.of("minutes", "Number");
        };
    }

    /** What is drawn from streets names those who mapped them (ODbL 1.0, 4.3). */
    private String attribution(String layer, Optional<String> streets) {
        return isOfPoints(layer) ? attribution : streets.map(whose -> attribution + ", " + whose).orElse(attribution);
    }

    private static boolean isOfPoints(String layer) {
        return layer.equals("service-points") || layer.equals("models");
    }

    Map<String, Object> style(String root) {
        Map<String, Object> style = new LinkedHashMap<>();
        style.put("version", 8);
        style.put("name", "Doanket");
        style.put("sources", Map.of("service-points", source(root, "service-points"), "coverage", source(root, "coverage")));
        style.put("layers", List.of(
                Map.of("id", "ground", "type", "background", "paint", Map.of("background-color", "#f4f1ea")),
                Map.of("id", "coverage", "type", "fill", "source", "coverage", "source-layer", "coverage",
                        "paint", Map.of("fill-color", List.of("case", List.of(">=", List.of("get", "sites"), 2), "#2b8a5a", "#8fcfae"), "fill-opacity", 0.45)),
                Map.of("id", "service-points", "type", "circle", "source", "service-points", "source-layer", "service-points",
                        "paint", Map.of("circle-color", "#c8102e", "circle-stroke-color", "#ffffff", "circle-stroke-width", 1.5,
                                "circle-radius", List.of("interpolate", List.of("linear"), List.of("get", "count"), 1, 5, 100, 14, 5_000, 26)))));
        return style;
    }

    private static Map<String, Object> source(String root, String layer) {
        return Map.of("type", "vector", "url", root + "/" + layer + ".json");
    }
}
