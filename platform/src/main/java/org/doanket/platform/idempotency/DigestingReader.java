package org.doanket.platform.idempotency;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.security.DigestInputStream;

/** Feeds the body through {@link RequestDigest} while it is read. Bodies are read before the resource runs: JSON or a file. */
@Provider
@Priority(Priorities.ENTITY_CODER)
class DigestingReader implements ReaderInterceptor {

    private final RequestDigest digest;

    @Inject
    DigestingReader(RequestDigest digest) {
        this.digest = digest;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (context.getHeaders().getFirst("Idempotency-Key") != null) {
            context.setInputStream(new DigestInputStream(context.getInputStream(), digest.body()));
        }
        return context.proceed();
    }
}
