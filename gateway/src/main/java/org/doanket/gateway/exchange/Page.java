package org.doanket.gateway.exchange;

import java.util.List;
import org.doanket.gateway.problem.Refusal;

/** An address that the gateway answers by itself. */
@FunctionalInterface
public interface Page {

    void answer(Exchange exchange);

    /** A page that is only read. */
    static Page reading(Page page) {
        return exchange -> {
            require(exchange, "GET", "HEAD");
            page.answer(exchange);
        };
    }

    static void require(Exchange exchange, String... methods) {
        if (!List.of(methods).contains(exchange.request().method().name())) {
            throw new Refusal(405, "method-not-allowed").with("Allow", String.join(", ", methods));
        }
    }
}
