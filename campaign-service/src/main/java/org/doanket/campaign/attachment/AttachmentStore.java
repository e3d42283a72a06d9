package org.doanket.campaign.attachment;

import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;

/** Where the files themselves lie, each under the id of its attachment: a directory, or a bucket. */
interface AttachmentStore {

    /** Whole or not at all. @throws Problem 503 where the store is away or full, as of {@link #get} */
    void put(UUID id, byte[] content);

    Optional<byte[]> get(UUID id);

    /** Called after the row is gone, when nothing can be taken back: a file that stays behind is told of, and in nobody's way. */
    void remove(UUID id);
}
