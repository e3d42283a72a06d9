package org.doanket.platform.http;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Fills {@link RequestInfo}, names the trace in the log, and answers in the language that was chosen. */
class RequestInfoFilter {

    private final RequestInfo info;

    @Inject
    RequestInfoFilter(RequestInfo info) {
        this.info = info;
    }

    @ServerRequestFilter(preMatching = true)
    void begin(ContainerRequestContext request) {
        info.begin(request.getHeaderString("traceparent"), Language.negotiate(request.getHeaderString("Accept-Language")));
        MDC.put("traceId", info.traceId());
    }

    @ServerResponseFilter
    void end(ContainerResponseContext response) {
        if (!response.getHeaders().containsKey("Content-Language")) {
            response.getHeaders().putSingle("Content-Language", info.locale().getLanguage());
        }
        response.getHeaders().add("Vary", "Accept-Language");
        if (!response.getHeaders().containsKey("Cache-Control")) {
            // Answers depend on who asks; shared caches must not keep them. ETag and If-None-Match still work.
            response.getHeaders().putSingle("Cache-Control", "private, no-cache");
        }
    }
}
