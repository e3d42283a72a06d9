package org.doanket.servicemap.opendata;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.doanket.platform.error.Problem;

/** What is published as features: the places of the union, and the models that were recognised. */
enum OgcCollection {

    SERVICE_POINTS("service-points", Set.of("f", "limit", "bbox", "bbox-crs", "crs", "datetime", "cursor", "kind", "amenity", "unitId", "siteId"),
            List.of("kind", "address", "hours")),
    MODELS("models", Set.of("f", "limit", "bbox", "bbox-crs", "crs", "datetime", "cursor", "field", "unitId"), List.of("field", "place", "level"));

    private final String id;
    private final Set<String> parameters;
    private final List<String> columns;

    /** @param parameters of its items; @param columns of its page for people, beside the name */
    OgcCollection(String id, Set<String> parameters, List<String> columns) {
        this.id = id;
        this.parameters = parameters;
        this.columns = columns;
    }

    /** @throws Problem 404 of none */
    static OgcCollection of(String id) {
        return Stream.of(values()).filter(each -> each.id.equals(id)).findFirst().orElseThrow(() -> Problem.notFound("collection"));
    }

    String id() {
        return id;
    }

    Set<String> parameters() {
        return parameters;
    }

    List<String> columns() {
        return columns;
    }

    String title(Locale language) {
        return OgcDocuments.text(language, "ogc." + id);
    }

    String description(Locale language) {
        return OgcDocuments.text(language, "ogc." + id + ".description");
    }
}
