package org.doanket.servicemap.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.doanket.platform.error.Problem;
import org.doanket.platform.sheet.SheetLimits;
import org.doanket.platform.sheet.SheetReader;
import org.doanket.platform.sheet.SheetRow;
import org.doanket.servicemap.datum.DatumView;

/** A file of service points, read row by row: CSV and XLSX with the columns of our own export, or GeoJSON points. */
final class PointFile {

    static final String GEO_JSON = "application/geo+json";
    static final Set<String> COLUMNS = Set.of("id", "unit", "unitId", "kind", "name", "state", "hours", "capacity", "amenities",
            "openedOn", "closedOn", "siteName", "address", "administrativeUnit", "latitude", "longitude", "northing", "easting", "access", "host", "hostName");
    /** All points of the country in one file. */
    static final long LARGEST = 64L << 20;
    static final SheetLimits LIMITS = new SheetLimits(LARGEST, 400_001, 60, 4_000, 100);

    private PointFile() {
    }

    /** @throws Problem 422 if it is no such file, or over a limit; rows before that have been given out */
    static void read(Path file, String mediaType, DatumView datum, ObjectMapper json, Consumer<GivenRow> consumer) throws IOException {
        if (mediaType.startsWith(GEO_JSON)) {
            features(file, datum, json, consumer);
        } else {
            sheet(file, datum, consumer);
        }
    }

    private static void sheet(Path file, DatumView datum, Consumer<GivenRow> consumer) {
        try (SheetReader rows = SheetReader.open(file, LIMITS)) {
            List<String> header = null;
            Set<String> columns = Set.of();
            while (rows.hasNext()) {
                SheetRow row = rows.next();
                if (row.isBlank()) {
                    continue;
                }
                if (header == null) {
                    header = row.cells().stream().map(cell -> cell == null ? "" : cell.strip()).toList();
                    require(header, datum);
                    columns = header.stream().filter(COLUMNS::contains).collect(Collectors.toSet());
                    continue;
                }
                Map<String, String> cells = new LinkedHashMap<>();
                for (int column = 0; column < header.size(); column++) {
                    if (row.cell(column) != null && COLUMNS.contains(header.get(column))) {
                        cells.put(header.get(column), row.cell(column));
                    }
                }
                consumer.accept(new GivenRow((int) row.number(), cells, columns));
            }
        }
    }

    private static void require(List<String> header, DatumView datum) {
        String missing = Stream.of("kind", "name", datum.northColumn(), datum.eastColumn()).filter(column -> !header.contains(column))
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new Problem(422, "columns-missing", missing);
        }
    }

    /** One feature at a time, so that a file of a whole country is never in memory as a tree. */
    private static void features(Path file, DatumView datum, ObjectMapper json, Consumer<GivenRow> consumer) throws IOException {
        try (JsonParser parser = json.createParser(file.toFile())) {
            boolean found = false;
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean features = parser.currentName().equals("features");
                    JsonToken value = parser.nextToken();
                    if (features && value == JsonToken.START_ARRAY) {
                        found = true;
                        for (int number = 1; parser.nextToken() != JsonToken.END_ARRAY; number++) {
                            // What is no feature would else end the list, and nobody would hear of those behind it.
                            if (parser.currentToken() != JsonToken.START_OBJECT) {
                                throw SheetReader.refused("features");
                            }
                            if (number >= LIMITS.rows()) {
                                throw SheetReader.refused("rows");
                            }
                            consumer.accept(feature(number, datum, json.readTree(parser)));
                        }
                    } else {
                        parser.skipChildren();
                    }
                }
            }
            if (!found) {
                throw SheetReader.refused("features");
            }
        } catch (JsonProcessingException broken) {
            throw SheetReader.refused("content");
        }
    }

    private static GivenRow feature(int number, DatumView datum, JsonNode feature) {
        Map<String, String> cells = new LinkedHashMap<>();
        Set<String> columns = new HashSet<>(Set.of(datum.northColumn(), datum.eastColumn()));
        JsonNode place = feature.path("geometry").path("coordinates");
        if (feature.path("geometry").path("type").asText().equals("Point") && place.size() >= 2) {
            cells.put(datum.eastColumn(), place.get(0).asText());
            cells.put(datum.northColumn(), place.get(1).asText());
        }
        feature.path("properties").properties().forEach(property -> {
            JsonNode value = property.getValue();
            String text = value.isArray() ? StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText)
                    .collect(Collectors.joining(" ")) : value.asText();
            if (COLUMNS.contains(property.getKey())) {
                columns.add(property.getKey());
                if (!value.isNull() && !text.isBlank()) {
                    cells.put(property.getKey(), text.strip());
                }
            }
        });
        // RFC 7946 has the id beside the properties, and our own export too.
        if (feature.path("id").isTextual()) {
            cells.putIfAbsent("id", feature.path("id").asText());
        }
        return new GivenRow(number, cells, columns);
    }
}
