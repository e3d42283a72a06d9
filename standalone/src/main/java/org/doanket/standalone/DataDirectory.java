package org.doanket.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.LinkOption;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;

/** Where everything of one installation lies; nothing is written outside of it but the per-user cache. */
public record DataDirectory(Path root) {
    private static final List<String> OWN = List.of("postgres", "postgres.new", "kafka", "secrets.properties", "issuer-private.pem",
            "issuer-public.pem", "demo-loaded", "address", "files", "tmp");

    public DataDirectory {
        root = root.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(root)) {
                Files.createDirectories(root);
                // Members' data and passwords lie below: nobody else on the machine has business here.
                Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            }
            Files.createDirectories(root.resolve("run"));
            Files.createDirectories(root.resolve("logs"));
        } catch (IOException e) {
            throw new StartFailure("data directory " + root, "it cannot be written (" + e + ")", null);
        }
    }

    /** Begins anew. Only what is ours goes: somebody may have named a directory that holds more. */
    void forget() {
        for (var own : OWN) {
            delete(root.resolve(own));
        }
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    /** For files that a part needs for a moment, sheets full of people among them: empty at each start, whatever ended it before. */
    Path emptyTmp(String part) {
        var tmp = root.resolve("tmp").resolve(part);
        delete(tmp);
        try {
            return Files.createDirectories(tmp);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path run() {
        return root.resolve("run");
    }

    /** Holds the gateway's address, while the whole suite serves. */
    Path address() {
        return root.resolve("address");
    }

    public Path log(String part) {
        return root.resolve("logs").resolve(part + ".log");
    }

    /** Writes a file that is there whole or not at all, whatever kills us meanwhile, readable by its owner alone. */
    static void writeWhole(Path file, String text) {
        try {
            var fresh = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName().toString(), ".new");
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void delete(Path tree) {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var paths = Files.walk(tree)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
