package org.doanket.campaign.catalogue;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.doanket.campaign.TitledSheet;
import org.doanket.platform.http.Messages;

/** The catalogue as one file, streamed: a sheet with its head in the reader's language, or GeoJSON (RFC 7946) of those models that have a position. */
@ApplicationScoped
class CatalogueExport {

    static final String GEO_JSON = "application/geo+json";
    private static final String[] COLUMNS = {"name", "subjectKind", "field", "year", "state", "level", "recognisedOn", "recognisedBy", "unit", "unitName", "holder",
        "placeCode", "place", "latitude", "longitude", "outputs", "results", "copies", "id"};

    /** A feature as RFC 7946 has it. */
    private record Feature(String type, Object id, Point geometry, CatalogueView properties) {
    }

    /** Longitude first. */
    private record Point(String type, List<Double> coordinates) {
    }

    private final CatalogueQueries queries;
    private final ObjectMapper json;

    CatalogueExport(CatalogueQueries queries, ObjectMapper json) {
        this.queries = queries;
        this.json = json;
    }

    void sheet(CatalogueFilter filter, Locale language, String type, OutputStream out) throws IOException {
        try (TitledSheet sheet = new TitledSheet(type, out, language, "catalogue", COLUMNS)) {
            queries.each(filter, language, model -> {
                CatalogueView.Spot place = model.place() == null ? new CatalogueView.Spot(null, null, null, null) : model.place();
                sheet.row(model.name(), Messages.text(language, "kind." + model.kind()), model.fieldLabel(), model.year(), model.state(), model.level().label(),
                        model.level().recognisedOn(), model.level().by(), model.unit().code(), model.unit().name(), model.holder(), place.code(), place.text(),
                        place.latitude(), place.longitude(), model.brought().stream().map(CatalogueView.Output::text).collect(Collectors.joining("; ")),
                        model.results(), model.copies(), model.id());
            });
        }
    }

    void geoJson(CatalogueFilter filter, Locale language, OutputStream out) throws IOException {
        // The stream beneath is the response's: it is flushed here and closed by those who opened it.
        try (JsonGenerator generator = json.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            generator.writeStartObject();
            generator.writeStringField("type", "FeatureCollection");
            generator.writeArrayFieldStart("features");
            queries.each(filter, language, model -> {
                if (model.place() != null && model.place().latitude() != null) {
                    json.writeValue(generator, new Feature("Feature", model.id(), new Point("Point", List.of(model.place().longitude(), model.place().latitude())),
                            model));
                }
            });
            generator.writeEndArray();
            generator.writeEndObject();
        }
    }
}
