package org.doanket.gateway.edge;

import org.doanket.gateway.GatewaySettings;
import org.doanket.gateway.exchange.Exchange;
import org.doanket.gateway.problem.Refusal;

/** How long an exchange may stay where it stands. */
final class Deadlines {

    private final GatewaySettings.Limits limits;

    Deadlines(GatewaySettings.Limits limits) {
        this.limits = limits;
    }

    void look(Exchange exchange, long now, long sinceLastLookMillis, boolean draining) {
        switch (exchange.stage()) {
            case RECEIVING -> exchange.guardedBody().look(sinceLastLookMillis, limits.bodyBytesPerSecond(),
                    limits.bodyGrace().toMillis());
            case WAITING -> {
                if (now - exchange.stageMillis() > exchange.rule().answerMillis()) {
                    giveUp(exchange);
                }
            }
            case ANSWERING -> lookAtAnswer(exchange, now, draining);
            case CHECKING -> {
                // Whatever a check or a page of ours waits for has a shorter limit of its own; this one is the net below.
                if (now - exchange.stageMillis() > limits.answer().toMillis()) {
                    exchange.refuse(new Refusal(500, "unexpected"));
                }
            }
        }
    }

    private static void giveUp(Exchange exchange) {
        Refusal late = new Refusal(504, "upstream-timeout", exchange.service());
        exchange.breakOff(late);
        if (exchange.upstreamRequest() != null) {
            exchange.upstreamRequest().reset();
        } else {
            exchange.refuse(late);
        }
    }

    /** Breaking an answer off is all that can be done once its head is out. */
    private void lookAtAnswer(Exchange exchange, long now, boolean draining) {
        long standing = now - exchange.stageMillis();
        boolean stream = exchange.isEventStream();
        if (stream && (draining || exchange.ageMillis() > limits.eventStream().toMillis())) {
            exchange.request().connection().close();
        } else if (exchange.hasMoved() || stream && !exchange.response().writeQueueFull()) {
            exchange.enter(Exchange.Stage.ANSWERING);
        } else if (standing > limits.stall().toMillis()) {
            exchange.request().connection().close();
        }
    }
}
