package org.doanket.gateway.exchange;

import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;
import org.doanket.gateway.problem.Refusal;

/** Small request bodies that the gateway reads itself, under the same guard as those that pass through. */
public final class Bodies {

    private Bodies() {
    }

    /** @param then may throw a {@link Refusal} */
    public static void read(Exchange exchange, Consumer<Buffer> then) {
        Buffer whole = Buffer.buffer();
        exchange.enter(Exchange.Stage.RECEIVING);
        GuardedBody body = new GuardedBody(exchange);
        body.exceptionHandler(failure -> exchange.refuse(exchange.refusal() != null ? exchange.refusal() : Refusal.malformed("the body")));
        body.handler(whole::appendBuffer);
        body.endHandler(end -> {
            exchange.enter(Exchange.Stage.CHECKING);
            exchange.attempt(() -> then.accept(whole));
        });
        if (exchange.request().headers().contains("expect")) {
            exchange.response().writeContinue();
        }
        body.resume();
    }
}
