package org.doanket.platform.http;

import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** A paper or a picture that people attach: told by how its content begins and not by what it calls itself. */
public record AttachedFile(String mediaType, byte[] content) {

    private static final Map<String, byte[]> BEGINNINGS = Map.of(
            "application/pdf", new byte[] {'%', 'P', 'D', 'F', '-'},
            "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'},
            "image/jpeg", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF});

    /** @return the media type, or empty where it is no PDF, no PNG and no JPEG */
    public static Optional<String> typeOf(byte[] content) {
        return BEGINNINGS.entrySet().stream().filter(type -> begins(content, type.getValue())).map(Map.Entry::getKey).findFirst();
    }

    /** As it was attached, to be kept and never to be shown as a page of ours. */
    public Response.ResponseBuilder answer(String cacheControl) {
        return Response.ok(content, mediaType).header("Cache-Control", cacheControl).header("X-Content-Type-Options", "nosniff")
                .header("Content-Disposition", "attachment");
    }

    private static boolean begins(byte[] content, byte[] with) {
        return content.length > with.length && Arrays.equals(content, 0, with.length, with, 0, with.length);
    }
}
