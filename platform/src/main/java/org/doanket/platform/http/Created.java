package org.doanket.platform.http;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;

/** 201 with {@code Location}, {@code ETag} and the body. The address is a path: behind a gateway a host would be wrong. */
public final class Created {

    private Created() {
    }

    public static Response at(UriInfo collection, UUID id, Object view, long version) {
        String path = collection.getRequestUri().getRawPath();
        return Response.status(201).entity(view).tag(Revision.tag(version)).header("Location", path + "/" + id).build();
    }
}
