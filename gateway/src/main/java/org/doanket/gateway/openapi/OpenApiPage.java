package org.doanket.gateway.openapi;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.doanket.gateway.exchange.Exchange;
import org.doanket.gateway.exchange.Loop;
import org.doanket.gateway.problem.Refusal;
import org.doanket.gateway.proxy.Question;
import org.doanket.gateway.proxy.Upstream;
import org.doanket.gateway.proxy.Upstreams;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** {@code /openapi}: one document for the suite, JSON or YAML, kept and now and then made anew. */
public final class OpenApiPage {

    private static final long TIMEOUT_MILLIS = 5_000;
    private static final long FRESH_MILLIS = 60_000;
    private static final long INCOMPLETE_FRESH_MILLIS = 3_000;
    private static final String JSON = "application/json";
    private static final String YAML = "application/yaml";

    private record Rendering(Buffer json, Buffer yaml, String etag, boolean complete) {
    }

    private final Upstreams upstreams;
    private final Question question;
    private final JsonObject own;
    /** The last good document of each service: one that is down stays described. */
    private final Map<String, JsonObject> known = new ConcurrentHashMap<>();
    private Future<Rendering> current;
    private long madeMillis;

    public OpenApiPage(Upstreams upstreams, Question question, boolean withDemoTokens) {
        this.upstreams = upstreams;
        this.question = question;
        this.own = ownDocument();
        if (!withDemoTokens) {
            own.getJsonObject("paths").remove("/demo/tokens");
        }
    }

    public void json(Exchange exchange) {
        answer(exchange, false);
    }

    public void yaml(Exchange exchange) {
        answer(exchange, true);
    }

    public void asAccepted(Exchange exchange) {
        String accept = exchange.request().getHeader("accept");
        answer(exchange, accept != null && accept.contains("yaml"));
    }

    private void answer(Exchange exchange, boolean yaml) {
        Loop.back(rendering(), made -> exchange.attempt(() -> {
            if (made.failed()) {
                throw Refusal.of(made.cause());
            }
            Rendering rendering = made.result();
            String etag = "\"" + rendering.etag() + (yaml ? "-y\"" : "-j\"");
            exchange.response().putHeader("ETag", etag).putHeader("Cache-Control", "no-cache").putHeader("Vary", "Accept");
            if (etag.equals(exchange.request().getHeader("if-none-match"))) {
                exchange.response().setStatusCode(304);
                exchange.answer(yaml ? YAML : JSON, Buffer.buffer());
            } else {
                exchange.answer(yaml ? YAML : JSON, yaml ? rendering.yaml() : rendering.json());
            }
        }));
    }

    private synchronized Future<Rendering> rendering() {
        long age = System.currentTimeMillis() - madeMillis;
        boolean old = current == null || current.failed() || current.succeeded()
                && age > (current.result().complete() ? FRESH_MILLIS : INCOMPLETE_FRESH_MILLIS);
        if (old) {
            madeMillis = System.currentTimeMillis();
            current = make();
        }
        return current;
    }

    private Future<Rendering> make() {
        List<Future<Void>> asked = upstreams.all().stream().map(this::fetch).toList();
        return Future.join(asked).otherwiseEmpty()
                .compose(all -> Vertx.currentContext().owner().executeBlocking(this::render, false));
    }

    private Future<Void> fetch(Upstream upstream) {
        return question.ask(upstream, "/q/openapi", Map.of("Accept", JSON), TIMEOUT_MILLIS)
                .map(reply -> reply.status() == 200 ? known.put(upstream.name(), reply.body().toJsonObject()) : null)
                .<Void>mapEmpty().otherwiseEmpty();
    }

    private Rendering render() {
        JsonObject merged = OpenApiMerge.merge(own, new TreeMap<>(known));
        Buffer json = merged.toBuffer();
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(140);
        Buffer yaml = Buffer.buffer(new Yaml(options).dump(Plain.of(merged)));
        return new Rendering(json, yaml, hash(json), known.size() == upstreams.all().size());
    }

    private static String hash(Buffer content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes()), 0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JsonObject ownDocument() {
        try (InputStream in = OpenApiPage.class.getResourceAsStream("/openapi/gateway.json")) {
            return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new IllegalStateException("own OpenAPI document", unreadable);
        }
    }
}
