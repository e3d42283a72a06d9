package org.doanket.streetcompiler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.stream.Stream;
import org.doanket.servicemap.streets.GridTown;
import org.doanket.servicemap.streets.StreetDraft;
import org.doanket.servicemap.streets.StreetFile;

/**
 * {@code street-compiler EXTRACT.osm.pbf OUT.streets [DATE]}: makes the file that service-map-service maps into memory. The file may be
 * one that a service is reading: it takes up the new one by itself. The date of its data, for extracts that do not say. Parse extracts from known hands only.
 * {@code street-compiler generate LATITUDE LONGITUDE OUT.streets [BLOCKS [SEED]]}: the same of a made-up town with that place in its middle, where no
 * extract is at hand; the same town for the same words.
 */
public final class StreetCompiler {

    static final String ATTRIBUTION = "© OpenStreetMap contributors, ODbL 1.0 (https://www.openstreetmap.org/copyright)";

    private static final String USAGE = """
            street-compiler EXTRACT.osm.pbf OUT.streets [DATE such as 2026-05-01]
            street-compiler generate LATITUDE LONGITUDE OUT.streets [BLOCKS [SEED]]""";
    private static final String GENERATE = "generate";
    private static final int BLOCKS = 40;
    /** Some 30 km on a side: beyond it a town is not what one wants. */
    private static final int MOST_BLOCKS = 300;

    private StreetCompiler() {
    }

    public static void main(String[] arguments) throws IOException {
        long begun = System.nanoTime();
        boolean isMadeUp = arguments.length > 0 && arguments[0].equals(GENERATE);
        if (isMadeUp ? arguments.length < 4 || arguments.length > 6 : arguments.length < 2 || arguments.length > 3) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Path out = Path.of(arguments[isMadeUp ? 3 : 1]).toAbsolutePath();
        if (isMadeUp) {
            try {
                generate(Double.parseDouble(arguments[1]), Double.parseDouble(arguments[2]), out, arguments.length > 4 ? Integer.parseInt(arguments[4]) : BLOCKS,
                        arguments.length > 5 ? Long.parseLong(arguments[5]) : 1);
            } catch (IllegalArgumentException wrong) {
                System.err.println(wrong.getMessage() + "\n" + USAGE);
                System.exit(2);
            }
        } else {
            compile(Path.of(arguments[0]), out, arguments.length == 3 ? LocalDate.parse(arguments[2]).atStartOfDay(ZoneOffset.UTC).toInstant() : null);
        }
        StreetFile file = StreetFile.open(out);
        System.out.printf("%s: %,d junctions, %,d streets, %,d bytes, %.1f s, data of %s, sha-256 %s%n", out, file.nodes(), file.edges(),
                Files.size(out), (System.nanoTime() - begun) / 1e9, file.meta().date(), file.hash());
    }

    /** @throws IllegalArgumentException for a place near a pole or the date line, or a town without a block or too large */
    public static void generate(double latitude, double longitude, Path out, int blocks, long seed) throws IOException {
        if (!(Math.abs(latitude) <= 80 && Math.abs(longitude) <= 179)) {
            throw new IllegalArgumentException("latitude from -80 to 80, longitude from -179 to 179");
        }
        if (blocks < 1 || blocks > MOST_BLOCKS) {
            throw new IllegalArgumentException("1 to " + MOST_BLOCKS + " blocks");
        }
        GridTown.around(out, latitude, longitude, blocks, seed);
    }

    /** Of the date that the extract says. */
    public static void compile(Path pbf, Path out) throws IOException {
        compile(pbf, out, null);
    }

    /** @param date of its data, or null for what it says itself; @throws IOException if the extract cannot be read, or has no streets in it */
    public static void compile(Path pbf, Path out, Instant date) throws IOException {
        if (!Files.isReadable(pbf)) {
            throw new IOException("cannot read " + pbf);
        }
        Path scratch = Files.createTempDirectory("street-compiler");
        try (Extract extract = new Extract(pbf, scratch)) {
            StreetDraft draft = extract.draft();
            draft.write(out, pbf.getFileName().toString(), ATTRIBUTION, Extract.VERSION + ' ' + MotorbikeRules.VERSION + ' ' + StepRules.VERSION, date == null ? extract.date() : date);
        } finally {
            deleteAll(scratch);
        }
    }

    private static void deleteAll(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        }
    }
}
