package org.doanket.platform.http;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
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

    /** What the framework would stumble over before any resource is asked. */
    @ServerRequestFilter(preMatching = true)
    void refuseTheUnreadable(ContainerRequestContext request) {
        List<Fault> faults = new ArrayList<>();
        for (String name : List.of("Accept", "Content-Type")) {
            if (request.getHeaders().getOrDefault(name, List.of()).stream().anyMatch(value -> !isMediaType(value))) {
                faults.add(Fault.at(name, "bad-value"));
            }
        }
        if (request.getUriInfo().getRequestUri().toString().contains("%00")) {
            // No text that we keep has a NUL.
            request.getUriInfo().getQueryParameters().forEach((name, values) -> {
                if (values.stream().anyMatch(value -> value.indexOf(0) >= 0)) {
                    faults.add(Fault.at("?" + name, "bad-value"));
                }
            });
            if (faults.isEmpty()) {
                throw new Problem(404, "no-such-address");
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.malformed(faults);
        }
    }

    private static boolean isMediaType(String header) {
        try {
            for (String each : header.split(",")) {
                MediaType.valueOf(each.strip());
            }
            return true;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
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
