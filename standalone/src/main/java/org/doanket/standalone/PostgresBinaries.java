package org.doanket.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once per user from the archive on the class path. */
final class PostgresBinaries {
    private static final String ARCHIVE = "postgres-linux-" + System.getProperty("os.arch").replace("amd64", "x86_64")
            .replace("aarch64", "arm_64") + ".txz";

    private PostgresBinaries() {
    }

    /** The directory that holds bin, lib and share. */
    static Path directory() {
        try (var archive = PostgresBinaries.class.getResourceAsStream("/" + ARCHIVE)) {
            if (archive == null) {
                throw new StartFailure("postgresql", "no " + ARCHIVE + " on the class path: this machine's kind is not supported", null);
            }
            return unpackedOnce(archive);
        } catch (IOException e) {
            throw new StartFailure("postgresql", "its programs cannot be unpacked: " + e, null);
        }
    }

    private static Path unpackedOnce(InputStream archive) throws IOException {
        var cache = userCache();
        Files.createDirectories(cache);
        var place = cache.resolve("postgresql-" + fingerprint());
        // Several test JVMs may get here at the same moment; and only a whole directory ever has the final name.
        try (var lock = FileChannel.open(cache.resolve("postgresql.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
             var held = lock.lock()) {
            if (held.isValid() && !Files.isDirectory(place)) {
                var half = cache.resolve(place.getFileName() + ".new");
                DataDirectory.delete(half);
                unpack(archive, half);
                Files.move(half, place);
            }
        }
        return place;
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("entry points outside: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, file);
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(
                            (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    /** The archive is named alike in every release: its size tells one release from another. */
    private static String fingerprint() throws IOException {
        var resource = PostgresBinaries.class.getResource("/" + ARCHIVE);
        return Long.toString(resource.openConnection().getContentLengthLong(), Character.MAX_RADIX);
    }

    private static Path userCache() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).filter(value -> !value.isBlank()).map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache")).resolve("doanket");
    }
}
