package org.doanket.gateway.health;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.doanket.gateway.exchange.Exchange;
import org.doanket.gateway.exchange.Loop;
import org.doanket.gateway.proxy.Question;
import org.doanket.gateway.proxy.Upstream;
import org.doanket.gateway.proxy.Upstreams;
import org.doanket.gateway.token.TokenKeys;

/** Is the suite well? Every service is asked at once, and each is named in the answer. */
public final class SuiteHealth {

    private static final long TIMEOUT_MILLIS = 2_000;
    /** However many ask: the services are asked once in this time. */
    private static final long FRESH_MILLIS = 1_000;

    private final Upstreams upstreams;
    private final Question question;
    private final TokenKeys keys;
    private Future<JsonObject> last;
    private long lastMillis;

    public SuiteHealth(Upstreams upstreams, Question question, TokenKeys keys) {
        this.upstreams = upstreams;
        this.question = question;
        this.keys = keys;
    }

    /** 503 if any part of the suite cannot do its work. */
    public void whole(Exchange exchange) {
        Loop.back(current(), checked -> exchange.attempt(() -> answer(exchange, checked.result())));
    }

    /** The gateway alone: whether to restart it. A service that is down is no reason to. */
    public void alone(Exchange exchange) {
        answer(exchange, report(new JsonArray().add(check("gateway", true))));
    }

    private static void answer(Exchange exchange, JsonObject report) {
        exchange.response().setStatusCode(report.getString("status").equals("UP") ? 200 : 503)
                .putHeader("Cache-Control", "no-store");
        exchange.answer("application/json", report.toBuffer());
    }

    private synchronized Future<JsonObject> current() {
        long now = System.currentTimeMillis();
        if (last == null || now - lastMillis > FRESH_MILLIS) {
            last = askAll();
            lastMillis = now;
        }
        return last;
    }

    private Future<JsonObject> askAll() {
        List<Future<JsonObject>> asked = upstreams.all().stream().map(this::ask).toList();
        return Future.join(asked).map(all -> {
            JsonArray checks = new JsonArray().add(check("gateway", !keys.isEmpty()));
            asked.forEach(one -> checks.add(one.result()));
            return report(checks);
        });
    }

    private Future<JsonObject> ask(Upstream upstream) {
        return question.ask(upstream, "/q/health/ready", Map.of("Accept", "application/json"), TIMEOUT_MILLIS)
                .map(reply -> check(upstream.name(), reply.status() == 200))
                .otherwise(unreachable -> check(upstream.name(), false));
    }

    private static JsonObject check(String name, boolean up) {
        return new JsonObject().put("name", name).put("status", up ? "UP" : "DOWN");
    }

    private static JsonObject report(JsonArray checks) {
        boolean up = checks.stream().allMatch(check -> ((JsonObject) check).getString("status").equals("UP"));
        return new JsonObject().put("status", up ? "UP" : "DOWN").put("checks", checks);
    }
}
