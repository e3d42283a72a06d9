package org.doanket.servicemap.point;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;

/** 308 (RFC 9110, 15.4.9): what was asked for is for ever at another address. That is a path: behind a gateway a host would be wrong. */
final class Moved {

    private Moved() {
    }

    /** @param asked an address that ends with the id of what is gone */
    static Response to(UriInfo asked, UUID kept) {
        String path = asked.getRequestUri().getRawPath();
        return Response.status(Response.Status.PERMANENT_REDIRECT).header("Location", path.substring(0, path.lastIndexOf('/') + 1) + kept).build();
    }
}
