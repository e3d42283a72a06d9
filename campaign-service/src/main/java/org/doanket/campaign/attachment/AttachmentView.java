package org.doanket.campaign.attachment;

import java.time.OffsetDateTime;
import java.util.UUID;

/** A file that proves something. @param kind what the rules call it; {@code size} in bytes; {@code sha256} of the content, in hex */
public record AttachmentView(UUID id, String kind, String name, String mediaType, int size, String sha256, OffsetDateTime attachedAt) {
}
