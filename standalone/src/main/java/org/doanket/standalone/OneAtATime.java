package org.doanket.standalone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A lock on a data directory, held by the system for us and given back by it however we die. */
record OneAtATime(FileChannel channel, FileLock lock) implements AutoCloseable {

    static OneAtATime on(DataDirectory data) {
        Path file = data.run().resolve("launcher.lock");
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = channel.tryLock();
            if (lock == null) {
                var holder = Files.readString(file).strip();
                channel.close();
                throw new StartFailure("launcher", "process " + holder + " already runs on " + data.root()
                        + "; stop it, or take another --data directory", null);
            }
            channel.truncate(0).write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new OneAtATime(channel, lock);
        } catch (IOException e) {
            throw new StartFailure("launcher", "cannot lock " + file + ": " + e, null);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
