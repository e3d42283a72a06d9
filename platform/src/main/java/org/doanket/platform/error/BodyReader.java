package org.doanket.platform.error;

import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Names the faults of form and of content of a JSON body together, before any resource sees it. What a resource takes as an object is
 * JSON and must be called so: where a resource names no type itself, the framework would read JSON out of whatever comes, also out of
 * the {@code text/plain} that a browser sends for any page.
 */
@Provider
class BodyReader implements ReaderInterceptor {

    private static final Set<Class<?>> FILES = Set.of(File.class, InputStream.class, byte[].class, String.class);

    private final JsonBody body;

    @Inject
    BodyReader(JsonBody body) {
        this.body = body;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        MediaType type = context.getMediaType();
        boolean json = type != null && type.getSubtype().endsWith("json");
        if (!json && type != null && !FILES.contains(context.getType())) {
            throw new Problem(415, "unsupported-media-type");
        }
        return json ? body.collecting(context::proceed) : context.proceed();
    }
}
