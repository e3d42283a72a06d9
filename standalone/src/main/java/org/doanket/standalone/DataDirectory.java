package org.doanket.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where everything of one installation lies; nothing is written outside of it but the per-user cache. */
public record DataDirectory(Path root) {

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

    public Path postgres() {
        return root.resolve("postgres");
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    public Path run() {
        return root.resolve("run");
    }

    public Path log(String part) {
        return root.resolve("logs").resolve(part + ".log");
    }

    /** Writes a file that is there whole or not at all, whatever kills us meanwhile, readable by its owner alone. */
    static void writeWhole(Path file, String text) {
        try {
            var fresh = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName().toString(), ".new");
            Files.writeString(fresh, text);
            Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void delete(Path tree) {
        if (!Files.exists(tree, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var paths = Files.walk(tree)) {
            for (var path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
