package org.doanket.campaign.attachment;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where files lie: in one directory, which several processes share by mounting it. All that is known of files is here, so that
 * another place for them is another class with these three verbs.
 */
@ApplicationScoped
class AttachmentFiles {

    private final Path directory;

    AttachmentFiles(@ConfigProperty(name = "doanket.campaigns.files") String directory) {
        this.directory = Path.of(directory);
    }

    /** Whole or not at all: a process that dies leaves no half file under the name. */
    void put(UUID id, byte[] content) {
        try {
            Path file = at(id);
            Files.createDirectories(file.getParent());
            Path part = Files.createTempFile(file.getParent(), ".", ".part");
            Files.write(part, content);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
    }

    Optional<byte[]> get(UUID id) {
        try {
            return Optional.of(Files.readAllBytes(at(id)));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
    }

    /** Called after the row is gone, when nothing can be taken back: a file that stays behind is in nobody's way. */
    void remove(UUID id) {
        try {
            Files.deleteIfExists(at(id));
        } catch (IOException disk) {
            Log.warnf("file of attachment %s stays behind: %s", id, disk.getClass().getSimpleName());
        }
    }

    /** The random end of an id spreads files over 256 folders. */
    private Path at(UUID id) {
        String name = id.toString();
        return directory.resolve(name.substring(name.length() - 2)).resolve(name);
    }
}
