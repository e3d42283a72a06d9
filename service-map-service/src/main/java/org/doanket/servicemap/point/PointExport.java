package org.doanket.servicemap.point;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.servicemap.Licence;
import org.doanket.servicemap.datum.DatumView;

/** All matching points as one file, streamed: GeoJSON (RFC 7946) for any map program, CSV and XLSX for any spreadsheet. */
@ApplicationScoped
class PointExport {

    /** The import reads the same columns; datum, licence and attribution, which follow them, it passes over. */
    static final String[] COLUMNS = {"id", "unitId", "kind", "name", "state", "hours", "capacity", "amenities", "openedOn",
        "closedOn", "siteName", "address", "administrativeUnit", "latitude", "longitude", "access", "host", "hostName", "datum", "licence", "attribution"};

    private final ServicePointQueries queries;
    private final Licence licence;
    private final ObjectMapper json;

    PointExport(ServicePointQueries queries, Licence licence, ObjectMapper json) {
        this.queries = queries;
        this.licence = licence;
        this.json = json;
    }

    StreamingOutput of(UnitScope scope, PointFilter filter, DatumView datum, MediaType type) {
        return type.getSubtype().equals("geo+json") ? out -> geoJson(scope, filter, datum, out)
                : out -> sheet(scope, filter, datum, type, out);
    }

    private void geoJson(UnitScope scope, PointFilter filter, DatumView datum, OutputStream out) throws IOException {
        DatumView.Conversion conversion = datum.conversion();
        // The stream beneath is the response's: it is flushed here and closed by those who opened it.
        try (JsonGenerator generator = json.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            generator.writeStartObject();
            generator.writeStringField("type", "FeatureCollection");
            // RFC 7946 knows WGS 84 only and has no member for it; whoever asked for another, or lays it over a map of another, is to read it here.
            generator.writeStringField("datum", datum.code());
            generator.writeStringField("licence", licence.address());
            generator.writeStringField("attribution", licence.attribution());
            generator.writeArrayFieldStart("features");
            queries.each(scope, filter, point -> {
                try {
                    json.writeValue(generator, PointFeature.of(point, place(datum, conversion, point.site())));
                } catch (IOException away) {
                    throw new UncheckedIOException(away);
                }
            });
            generator.writeEndArray();
            generator.writeEndObject();
        }
    }

    private void sheet(UnitScope scope, PointFilter filter, DatumView datum, MediaType type, OutputStream out) throws IOException {
        try (SheetWriter writer = SheetWriter.of(type.toString(), out, "service-points")) {
            DatumView.Conversion conversion = datum.conversion();
            writer.row(Arrays.stream(COLUMNS).map(column -> column.equals("latitude") ? datum.northColumn() : column.equals("longitude") ? datum.eastColumn()
                    : column).toArray());
            queries.each(scope, filter, point -> {
                SiteView site = point.site();
                DatumView.Place place = place(datum, conversion, site);
                try {
                    writer.row(point.id().toString(), point.unitId().toString(), point.kind(), point.name(),
                            point.state().code(), point.hours(), point.capacity(), String.join(" ", point.amenities()),
                            point.openedOn(), point.closedOn(), site.name(), site.address(), site.administrativeUnit(),
                            place.north(), place.east(), site.access().code(), site.host().code(),
                            site.hostName(), datum.code(), licence.address(), licence.attribution());
                } catch (IOException away) {
                    throw new UncheckedIOException(away);
                }
            });
        }
    }

    private static DatumView.Place place(DatumView datum, DatumView.Conversion conversion, SiteView site) {
        DatumView.Place wgs84 = new DatumView.Place(site.position().lat(), site.position().lon());
        return datum.code().equals(DatumView.WGS84) ? wgs84 : datum.rounded(conversion.fromWgs84(wgs84));
    }
}
