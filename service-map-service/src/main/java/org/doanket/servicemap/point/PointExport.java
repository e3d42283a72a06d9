package org.doanket.servicemap.point;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.servicemap.Licence;

/** All matching points as one file, streamed: GeoJSON (RFC 7946) for any map program, CSV and XLSX for any spreadsheet. */
@ApplicationScoped
class PointExport {

    /** The import reads the same columns; licence and attribution, which follow them, it passes over. */
    static final String[] COLUMNS = {"id", "unitId", "kind", "name", "state", "hours", "capacity", "amenities", "openedOn",
        "closedOn", "siteName", "address", "administrativeUnit", "latitude", "longitude", "access", "host", "hostName", "licence", "attribution"};

    private final ServicePointQueries queries;
    private final Licence licence;
    private final ObjectMapper json;

    PointExport(ServicePointQueries queries, Licence licence, ObjectMapper json) {
        this.queries = queries;
        this.licence = licence;
        this.json = json;
    }

    StreamingOutput of(UnitScope scope, PointFilter filter, MediaType type) {
        return type.getSubtype().equals("geo+json") ? out -> geoJson(scope, filter, out) : out -> sheet(scope, filter, type, out);
    }

    private void geoJson(UnitScope scope, PointFilter filter, OutputStream out) throws IOException {
        // The stream beneath is the response's: it is flushed here and closed by those who opened it.
        try (JsonGenerator generator = json.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            generator.writeStartObject();
            generator.writeStringField("type", "FeatureCollection");
            // RFC 7946 knows no other and has no member for it; people who lay it over a map of another datum are to read it here.
            generator.writeStringField("datum", "wgs84");
            generator.writeStringField("licence", licence.address());
            generator.writeStringField("attribution", licence.attribution());
            generator.writeArrayFieldStart("features");
            queries.each(scope, filter, point -> {
                try {
                    json.writeValue(generator, PointFeature.of(point));
                } catch (IOException away) {
                    throw new UncheckedIOException(away);
                }
            });
            generator.writeEndArray();
            generator.writeEndObject();
        }
    }

    private void sheet(UnitScope scope, PointFilter filter, MediaType type, OutputStream out) throws IOException {
        try (SheetWriter writer = SheetWriter.of(type.toString(), out, "service-points")) {
            writer.row((Object[]) COLUMNS);
            queries.each(scope, filter, point -> {
                SiteView site = point.site();
                try {
                    writer.row(point.id().toString(), point.unitId().toString(), point.kind(), point.name(),
                            point.state().code(), point.hours(), point.capacity(), String.join(" ", point.amenities()),
                            point.openedOn(), point.closedOn(), site.name(), site.address(), site.administrativeUnit(),
                            site.position().lat(), site.position().lon(), site.access().code(), site.host().code(),
                            site.hostName(), licence.address(), licence.attribution());
                } catch (IOException away) {
                    throw new UncheckedIOException(away);
                }
            });
        }
    }
}
