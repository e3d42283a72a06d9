package org.doanket.campaign.attachment;

import java.util.Arrays;
import java.util.Optional;

/** What may be attached, told by how its content begins and not by what it calls itself. */
enum AttachmentType {

    PDF("application/pdf", '%', 'P', 'D', 'F', '-'),
    PNG("image/png", 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'),
    JPEG("image/jpeg", 0xFF, 0xD8, 0xFF);

    private final String mediaType;
    private final byte[] magic;

    AttachmentType(String mediaType, int... magic) {
        this.mediaType = mediaType;
        this.magic = new byte[magic.length];
        for (int i = 0; i < magic.length; i++) {
            this.magic[i] = (byte) magic[i];
        }
    }

    String mediaType() {
        return mediaType;
    }

    static Optional<AttachmentType> of(byte[] content) {
        return Arrays.stream(values()).filter(type -> content.length > type.magic.length
                && Arrays.equals(content, 0, type.magic.length, type.magic, 0, type.magic.length)).findFirst();
    }
}
