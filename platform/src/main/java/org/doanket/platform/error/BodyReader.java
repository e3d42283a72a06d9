package org.doanket.platform.error;

import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/** Names the faults of form and of content of a JSON body together, before any resource sees it. */
@Provider
class BodyReader implements ReaderInterceptor {

    private final JsonBody body;

    @Inject
    BodyReader(JsonBody body) {
        this.body = body;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        MediaType type = context.getMediaType();
        boolean json = type != null && type.getSubtype().endsWith("json");
        return json ? body.collecting(context::proceed) : context.proceed();
    }
}
