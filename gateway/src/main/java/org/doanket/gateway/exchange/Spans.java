package org.doanket.gateway.exchange;

import org.doanket.platform.trace.OpenSpan;
import org.doanket.platform.trace.Traces;

/** A span for each request, as free of persons as the access log: of the address only which service it led to. The service's own span, below it, tells the template. */
public final class Spans {

    private static final int GONE = 499;

    private Spans() {
    }

    /** @param given traceparent of whoever asks, or null if he is not to be believed */
    public static void begin(Traces traces, Exchange exchange, String given) {
        String method = method(exchange);
        exchange.span(traces.begin(Traces.Kind.SERVER, method, given).with("http.request.method", method));
    }

    public static void end(Exchange exchange, int status) {
        if (exchange.span() == null) {
            return;
        }
        String route = '/' + exchange.service() + "/*";
        OpenSpan span = exchange.span().called(method(exchange) + ' ' + route).with("http.route", route);
        (status == GONE ? span.failed("closed") : span.answered(status)).end();
    }

    private static String method(Exchange exchange) {
        return Traces.method(exchange.request().method().name());
    }
}
