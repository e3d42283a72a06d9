package org.doanket.platform.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.doanket.platform.error.Problem;

/** Refuses a body above the limit of its endpoint: by its Content-Length before it is read, and else where it turns out so. */
@Provider
@Priority(Priorities.ENTITY_CODER - 100)
class BodyLimitReader implements ReaderInterceptor {

    @Context
    ResourceInfo resource;

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        BodyLimit own = resource.getResourceMethod() == null ? null : resource.getResourceMethod().getAnnotation(BodyLimit.class);
        long limit = own == null ? BodyLimit.USUAL : own.value();
        if (announced(context) > limit) {
            throw new Problem(413, "too-large");
        }
        Counted counted = new Counted(context.getInputStream(), limit);
        context.setInputStream(counted);
        try {
            return context.proceed();
        } catch (IOException | RuntimeException failure) {
            // Readers wrap what they meet; whatever they made of it, this is why.
            if (counted.left < 0) {
                throw new Problem(413, "too-large");
            }
            throw failure;
        }
    }

    private static long announced(ReaderInterceptorContext context) {
        String length = context.getHeaders().getFirst(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private static final class Counted extends FilterInputStream {

        private long left;

        Counted(InputStream in, long limit) {
            super(in);
            left = limit;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int bytes) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new IOException("body over its limit");
            }
        }
    }
}
