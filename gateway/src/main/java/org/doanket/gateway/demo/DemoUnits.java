package org.doanket.gateway.demo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.doanket.gateway.problem.Refusal;
import org.doanket.gateway.proxy.Question;
import org.doanket.gateway.proxy.Upstreams;

/** Which unit a demo identity means. The gateway has no units of its own: it asks the membership service, as the root. */
final class DemoUnits {

    static final String ROOT = "root";
    private static final long TIMEOUT_MILLIS = 5_000;

    private final Upstreams upstreams;
    private final Question question;
    private final DemoIssuer issuer;

    DemoUnits(Upstreams upstreams, Question question, DemoIssuer issuer) {
        this.upstreams = upstreams;
        this.question = question;
        this.issuer = issuer;
    }

    /** @param wanted an id, a code, or null for the root of the federation */
    Future<String> resolve(String wanted) {
        if (wanted == null) {
            // Of an empty suite the root is all there is, and the first federation officer founds the rest.
            return find("scope=children&limit=200", DemoUnits::isRoot).map(found -> found.orElse(ROOT));
        }
        if (wanted.equals(ROOT) || isUuid(wanted)) {
            return Future.succeededFuture(wanted);
        }
        return find("code=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8), unit -> wanted.equals(unit.getString("code")))
                .compose(found -> found.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(new Refusal(422, "unknown-unit"))));
    }

    private Future<Optional<String>> find(String query, Predicate<JsonObject> fits) {
        String token = issuer.token("gateway", "federation-officer", ROOT, null, 60);
        Map<String, String> headers = Map.of("Authorization", "Bearer " + token, "Accept", "application/json");
        return question.ask(upstreams.find("membership"), "/membership/v1/units?" + query, headers, TIMEOUT_MILLIS)
                .compose(reply -> reply.status() == 200 ? Future.succeededFuture(reply.body().toJsonObject())
                        : Future.failedFuture("status " + reply.status()))
                .map(page -> page.getJsonArray("items", new JsonArray()).stream().map(JsonObject.class::cast)
                        .filter(fits).map(unit -> unit.getString("id")).findFirst())
                .recover(failure -> Future.failedFuture(Refusal.later(503, "upstream-unavailable", 2, "membership")));
    }

    private static boolean isRoot(JsonObject unit) {
        return unit.getValue("parent") == null && unit.getValue("parentId") == null;
    }

    static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException no) {
            return false;
        }
    }
}
