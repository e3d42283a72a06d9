package org.doanket.servicemap.photo;

import java.time.Instant;
import java.util.UUID;

/** A picture of a service point. @param width in pixels; @param bytes of the picture; @param image where it is; @param thumbnail where a small one is */
public record PhotoView(UUID id, int width, int height, int bytes, Instant addedAt, String image, String thumbnail) {

    static PhotoView of(UUID point, UUID id, int width, int height, int bytes, Instant addedAt) {
        String address = "/map/v1/service-points/" + point + "/photos/" + id;
        return new PhotoView(id, width, height, bytes, addedAt, address, address + "/thumbnail");
    }
}
