package org.doanket.campaign.attachment;

import io.quarkus.logging.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/** In one directory, which several processes share by mounting it. */
final class DirectoryStore implements AttachmentStore {

    private final Path directory;

    DirectoryStore(Path directory) {
        this.directory = directory;
    }

    /** A process that dies leaves no half file under the name. */
    @Override
    public void put(UUID id, byte[] content) {
        try {
            Path file = at(id);
            Files.createDirectories(file.getParent());
            Path part = Files.createTempFile(file.getParent(), ".", ".part");
            try {
                Files.write(part, content);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException disk) {
            throw AttachmentProblems.away(disk);
        }
    }

    @Override
    public Optional<byte[]> get(UUID id) {
        try {
            return Optional.of(Files.readAllBytes(at(id)));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException disk) {
            throw AttachmentProblems.away(disk);
        }
    }

    @Override
    public void remove(UUID id) {
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
