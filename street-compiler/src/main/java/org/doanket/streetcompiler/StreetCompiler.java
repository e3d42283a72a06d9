package org.doanket.streetcompiler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.doanket.servicemap.streets.StreetDraft;
import org.doanket.servicemap.streets.StreetFile;

/**
 * {@code street-compiler EXTRACT.osm.pbf OUT.streets}: makes the file that service-map-service maps into memory. The file may be
 * one that a service is reading: it takes up the new one by itself. Parse extracts from known hands only.
 */
public final class StreetCompiler {

    static final String ATTRIBUTION = "© OpenStreetMap contributors, ODbL 1.0 (https://www.openstreetmap.org/copyright)";

    private StreetCompiler() {
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("street-compiler EXTRACT.osm.pbf OUT.streets");
            System.exit(2);
        }
        long begun = System.nanoTime();
        Path out = Path.of(arguments[1]).toAbsolutePath();
        compile(Path.of(arguments[0]), out);
        StreetFile file = StreetFile.open(out);
        System.out.printf("%s: %,d junctions, %,d streets, %,d bytes, %.1f s, data of %s, sha-256 %s%n", out, file.nodes(), file.edges(),
                Files.size(out), (System.nanoTime() - begun) / 1e9, file.meta().date(), file.hash());
    }

    /** @throws IOException if the extract cannot be read, or has no streets in it */
    public static void compile(Path pbf, Path out) throws IOException {
        if (!Files.isReadable(pbf)) {
            throw new IOException("cannot read " + pbf);
        }
        Path scratch = Files.createTempDirectory("street-compiler");
        try (Extract extract = new Extract(pbf, scratch)) {
            StreetDraft draft = extract.draft();
            draft.write(out, pbf.getFileName().toString(), ATTRIBUTION, Extract.VERSION + ' ' + MotorbikeRules.VERSION, extract.date());
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
