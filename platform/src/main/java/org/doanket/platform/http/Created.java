package org.doanket.platform.http;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;

/** 201 with {@code Location} and the body, and 202 with where to look. Each address is a path: behind a gateway a host would be wrong. */
public final class Created {

    private static final String LOCATION = "Location";

    private Created() {
    }

    /** In the collection that was asked, with its {@code ETag}. */
    public static Response at(UriInfo collection, UUID id, Object view, long version) {
        return at(collection.getRequestUri().getRawPath() + "/" + id, view).tag(Revision.tag(version)).build();
    }

    /** Anywhere else. */
    public static Response.ResponseBuilder at(String path, Object view) {
        return Response.status(201).header(LOCATION, path).entity(view);
    }

    /** What is told once, to whoever can show no token: an address would carry his code to wherever addresses are kept. For {@code @Idempotent(secret = true)}. */
    public static Response inSecret(Object view) {
        return Response.status(201).entity(view).header("Cache-Control", "no-store").build();
    }

    /** 202: it has not happened yet. */
    public static Response later(String path, Object view) {
        return Response.status(202).header(LOCATION, path).entity(view).build();
    }

    /** @param path below the service's own root, without a slash before it: {@code v1/findings} */
    public static String path(UriInfo uri, String path) {
        String base = uri.getBaseUri().getRawPath();
        return (base.endsWith("/") ? base : base + "/") + path;
    }
}
