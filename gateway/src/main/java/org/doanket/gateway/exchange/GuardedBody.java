package org.doanket.gateway.exchange;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.doanket.gateway.limit.RouteRule;
import org.doanket.gateway.problem.Refusal;

/** A request body on its way through, counted: not too much, not too slow. Nothing of it is kept. */
public final class GuardedBody implements ReadStream<Buffer> {

    private final ReadStream<Buffer> source;
    private final Exchange exchange;
    private final RouteRule rule;
    private Handler<Throwable> failed;
    private long bytes;
    private long bytesAtLastLook;
    private long heldMillis;
    private boolean held;
    private boolean ended;

    public GuardedBody(Exchange exchange) {
        this.source = exchange.request();
        this.exchange = exchange;
        this.rule = exchange.rule();
        exchange.guardedBody(this);
    }

    @Override
    public ReadStream<Buffer> handler(Handler<Buffer> handler) {
        source.handler(handler == null ? null : chunk -> {
            bytes += chunk.length();
            if (bytes > rule.bodyBytes()) {
                fail(new Refusal(413, "too-large", rule.bodyBytes()));
            } else if (exchange.refusal() == null) {
                handler.handle(chunk);
            }
        });
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(Handler<Void> handler) {
        source.endHandler(handler == null ? null : end -> {
            ended = true;
            if (exchange.stage() == Exchange.Stage.RECEIVING) {
                exchange.enter(Exchange.Stage.WAITING);
            }
            handler.handle(null);
        });
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        failed = handler;
        source.exceptionHandler(handler == null ? null : broken -> {
            // The client's doing, which must not be counted against the service.
            exchange.breakOff(Refusal.malformed("the body"));
            exchange.closeAfterwards();
            handler.handle(broken);
        });
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        held = true;
        source.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        held = false;
        source.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        held = false;
        source.fetch(amount);
        return this;
    }

    /** Called now and then: is it fast enough? Time in which the service itself took no more is not counted. */
    public void look(long sinceLastLookMillis, long bytesPerSecond, long graceMillis) {
        if (ended) {
            return;
        }
        if (held) {
            heldMillis += sinceLastLookMillis;
        }
        long receiving = exchange.ageMillis() - heldMillis;
        boolean slow = receiving > graceMillis && bytes < receiving / 1000 * bytesPerSecond && bytes - bytesAtLastLook
                < sinceLastLookMillis * bytesPerSecond / 1000 + 1;
        bytesAtLastLook = bytes;
        if (slow || receiving > rule.bodyMillis()) {
            fail(new Refusal(408, "too-slow"));
        }
    }

    private void fail(Refusal why) {
        if (exchange.refusal() == null) {
            exchange.breakOff(why);
            exchange.closeAfterwards();
            if (failed != null) {
                failed.handle(why);
            }
        }
    }
}
