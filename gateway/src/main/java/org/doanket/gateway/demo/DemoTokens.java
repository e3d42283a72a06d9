package org.doanket.gateway.demo;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.doanket.gateway.exchange.Bodies;
import org.doanket.gateway.exchange.Exchange;
import org.doanket.gateway.exchange.Loop;
import org.doanket.gateway.exchange.Page;
import org.doanket.gateway.problem.Refusal;
import org.doanket.gateway.proxy.Question;
import org.doanket.gateway.proxy.Upstreams;

/** {@code POST /demo/tokens}: any role at any unit, for people and tests that try the suite. */
public final class DemoTokens implements Page {

    public static final String PATH = "/demo/tokens";
    public static final List<String> ROLES = List.of("federation-officer", "unit-officer", "treasurer", "auditor",
            "campaign-officer", "map-editor", "desk-clerk", "tips-officer", "member", "integration");
    private static final List<String> FIELDS = List.of("role", "unit", "member");
    private static final int SECONDS = 900;

    private final DemoIssuer issuer;
    private final DemoUnits units;

    public DemoTokens(DemoIssuer issuer, Upstreams upstreams, Question question) {
        this.issuer = issuer;
        this.units = new DemoUnits(upstreams, question, issuer);
    }

    @Override
    public void answer(Exchange exchange) {
        Page.require(exchange, "POST");
        Bodies.read(exchange, body -> issue(exchange, parse(body)));
    }

    private void issue(Exchange exchange, JsonObject wish) {
        String role = wish.getString("role");
        if (role == null || !ROLES.contains(role)) {
            throw new Refusal(422, "unknown-role", String.join(", ", ROLES));
        }
        String member = wish.getString("member");
        if (member != null && !DemoUnits.isUuid(member)) {
            throw Refusal.malformed("member");
        }
        Loop.back(units.resolve(wish.getString("unit")), resolved -> exchange.attempt(() -> {
            if (resolved.failed()) {
                throw Refusal.of(resolved.cause());
            }
            answer(exchange, role, resolved.result(), member);
        }));
    }

    private void answer(Exchange exchange, String role, String unit, String member) {
        String subject = "demo:" + role + ":" + (member == null ? unit : member);
        exchange.response().putHeader("Cache-Control", "no-store");
        exchange.answer("application/json", new JsonObject()
                .put("access_token", issuer.token(subject, role, unit, member, SECONDS))
                .put("token_type", "Bearer")
                .put("expires_in", SECONDS).toBuffer());
    }

    private static JsonObject parse(Buffer body) {
        try {
            JsonObject wish = body.toJsonObject();
            for (String field : wish.fieldNames()) {
                if (!FIELDS.contains(field) || !(wish.getValue(field) == null || wish.getValue(field) instanceof String)) {
                    throw Refusal.malformed("the field " + field);
                }
            }
            return wish;
        } catch (DecodeException | ClassCastException malformed) {
            throw Refusal.malformed("the JSON of the body");
        }
    }
}
