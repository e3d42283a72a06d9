package org.doanket.servicemap;

import java.util.Arrays;
import java.util.Optional;

/** Files told by how they begin and not by what they call themselves. */
public final class Pictures {

    private static final byte[] PDF = {'%', 'P', 'D', 'F', '-'};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

    private Pictures() {
    }

    /** @return the media type, or empty where it is no JPEG, no PNG and, if papers will do, no PDF */
    public static Optional<String> typeOf(byte[] content, boolean orPaper) {
        if (orPaper && begins(content, PDF)) {
            return Optional.of("application/pdf");
        }
        if (begins(content, PNG)) {
            return Optional.of("image/png");
        }
        return begins(content, JPEG) ? Optional.of("image/jpeg") : Optional.empty();
    }

    private static boolean begins(byte[] content, byte[] with) {
        return content.length > with.length && Arrays.equals(content, 0, with.length, with, 0, with.length);
    }
}
