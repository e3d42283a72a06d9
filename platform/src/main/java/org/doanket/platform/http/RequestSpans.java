package org.doanket.platform.http;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.doanket.platform.trace.OpenSpan;
import org.doanket.platform.trace.Traces;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;

/**
 * A span for each request, from before anybody is asked who they are to the last byte of the answer. It bears the template of the address and never the
 * address: that has ids in it, and a query may have names. What comes after finds it as the parent in {@code traceparent}.
 */
@Singleton
class RequestSpans {

    private static final String SPAN = RequestSpans.class.getName();
    /** Before authentication, which has 200. */
    private static final int PRIORITY = 400;
    /** Health and figures, asked every few seconds by machines. */
    private static final String OUTSIDE = "/q/";

    private final Traces traces;
    private final CurrentVertxRequest current;
    private final String root;

    RequestSpans(Traces traces, CurrentVertxRequest current, @ConfigProperty(name = "quarkus.rest.path", defaultValue = "") String root) {
        this.traces = traces;
        this.current = current;
        this.root = root;
    }

    void watch(@Observes Filters filters) {
        if (traces.areOn()) {
            filters.register(this::begin, PRIORITY);
        }
    }

    private void begin(RoutingContext request) {
        if (!request.request().path().startsWith(OUTSIDE)) {
            String method = Traces.method(request.request().method().name());
            OpenSpan span = traces.begin(Traces.Kind.SERVER, method, request.request().getHeader("traceparent")).with("http.request.method", method);
            request.request().headers().set("traceparent", span.traceparent());
            request.put(SPAN, span);
            request.addEndHandler(done -> end(span, request.response().getStatusCode(), done.succeeded()));
        }
        request.next();
    }

    private static void end(OpenSpan span, int status, boolean sent) {
        (sent ? span.answered(status) : span.failed("closed")).end();
    }

    /** Only here is it known which endpoint it was; none where there is no such address. */
    @ServerResponseFilter
    void route(ContainerRequestContext request) {
        if (!traces.areOn() || current.getCurrent() == null || !(current.getCurrent().get(SPAN) instanceof OpenSpan span)) {
            return;
        }
        RuntimeResource endpoint = CurrentRequestManager.get().getTarget();
        if (endpoint != null) {
            String route = (root + '/' + endpoint.getClassPath().template + '/' + endpoint.getPath().template).replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
            span.called(request.getMethod() + ' ' + route).with("http.route", route);
        }
    }
}
