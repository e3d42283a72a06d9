package org.doanket.gateway.edge;

import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.doanket.gateway.GatewaySettings;
import org.doanket.gateway.exchange.AnswerHeaders;
import org.doanket.gateway.exchange.Client;
import org.doanket.gateway.exchange.Cors;
import org.doanket.gateway.exchange.Exchange;
import org.doanket.gateway.exchange.Loop;
import org.doanket.gateway.exchange.Networks;
import org.doanket.gateway.exchange.Page;
import org.doanket.gateway.exchange.Peer;
import org.doanket.gateway.exchange.RequestHead;
import org.doanket.gateway.exchange.RequestTarget;
import org.doanket.gateway.exchange.Spans;
import org.doanket.gateway.exchange.Trace;
import org.doanket.gateway.limit.RateLimits;
import org.doanket.gateway.limit.RouteRules;
import org.doanket.gateway.problem.Refusal;
import org.doanket.gateway.proxy.Upstream;
import org.doanket.gateway.proxy.Upstreams;
import org.doanket.gateway.token.TokenCheck;
import org.doanket.gateway.token.VerifiedToken;
import org.doanket.platform.trace.Traces;

/**
 * What every request passes before it gets anywhere: its form, its address, how much it asks for, its token. Shared by
 * all event loops and without state of its own.
 */
public final class Edge {

    /** Asked every few seconds by machines: of no trace. */
    private static final String HEALTH = "/q/";

    private final RequestHead head;
    private final Networks trustedProxies;
    private final Cors cors;
    private final AnswerHeaders answerHeaders;
    private final RouteRules rules;
    private final RateLimits rates;
    private final TokenCheck tokens;
    private final Upstreams upstreams;
    private final Map<String, Page> pages;
    private final Traces traces;

    public Edge(GatewaySettings settings, RateLimits rates, TokenCheck tokens, Upstreams upstreams, Map<String, Page> pages, Traces traces) {
        this.head = new RequestHead(settings.publicHosts().orElse(List.of()));
        this.trustedProxies = new Networks(settings.trustedProxies().orElse(List.of()));
        this.cors = new Cors(settings.corsOrigins().orElse(List.of()));
        this.rules = new RouteRules(settings.limits());
        this.rates = rates;
        this.answerHeaders = new AnswerHeaders(cors, rates);
        this.tokens = tokens;
        this.upstreams = upstreams;
        this.pages = Map.copyOf(pages);
        this.traces = traces;
    }

    boolean isTrusted(String peer) {
        return trustedProxies.contains(peer);
    }

    /** The request is held until it is known where it goes. */
    Exchange begin(HttpServerRequest request, Peer peer, SplittableRandom random) {
        request.pause();
        Exchange exchange = new Exchange(request, peer, answerHeaders);
        Client client = Client.of(request, trustedProxies);
        exchange.origin(client, Trace.of(request.getHeader("traceparent"), client.trusted(), random));
        if (traces.areOn() && !request.uri().startsWith(HEALTH)) {
            Spans.begin(traces, exchange, client.trusted() ? request.getHeader("traceparent") : null);
        }
        return exchange;
    }

    /** @param forward takes the exchange once it may go to a service */
    void handle(Exchange exchange, Consumer<Exchange> forward) {
        exchange.attempt(() -> {
            check(exchange);
            String authorization = exchange.request().getHeader("authorization");
            if (cors.isPreflight(exchange.request())) {
                cors.answerPreflight(exchange);
            } else if (authorization == null) {
                dispatch(exchange, forward);
            } else {
                Loop.back(tokens.check(authorization), checked -> exchange.attempt(() -> proceed(exchange, checked, forward)));
            }
        });
    }

    private void check(Exchange exchange) {
        try {
            exchange.hasBody(head.check(exchange.request()));
        } catch (Refusal refusal) {
            // Where such a request ends is not certain, so what follows it is not read.
            exchange.closeAfterwards();
            throw refusal;
        }
        RequestTarget target = RequestTarget.parse(exchange.request().uri());
        exchange.target(target);
        exchange.rule(rules.of(exchange.request().method(), target.path()));
        exchange.rateLimit(rates.takeFromAddress(exchange.client().rateKey(), exchange.rule().cost()));
        String length = exchange.request().getHeader("content-length");
        if (length != null && (length.length() > 18 || Long.parseLong(length) > exchange.rule().bodyBytes())) {
            throw new Refusal(413, "too-large", exchange.rule().bodyBytes());
        }
    }

    private void proceed(Exchange exchange, AsyncResult<VerifiedToken> checked, Consumer<Exchange> forward) {
        if (checked.failed()) {
            if (checked.cause() instanceof Refusal refusal && refusal.status() == 401) {
                rates.punish(exchange.client().rateKey());
            }
            throw Refusal.of(checked.cause());
        }
        exchange.token(checked.result());
        exchange.rateLimit(rates.takeFromSubject(exchange.token().subject(), exchange.rule().cost()));
        dispatch(exchange, forward);
    }

    private void dispatch(Exchange exchange, Consumer<Exchange> forward) {
        RequestTarget target = exchange.target();
        Page page = pages.get(target.path());
        if (page == null && target.path().startsWith("/problems/gateway/")) {
            page = pages.get("/problems/gateway/");
        }
        if (page != null) {
            page.answer(exchange);
            return;
        }
        Upstream upstream = upstreams.find(serviceOf(target));
        if (upstream == null) {
            throw Refusal.noSuchAddress();
        }
        exchange.service(upstream.name());
        forward.accept(exchange);
    }

    /** {@code /problems/{service}/{code}} is explained by the service it names. */
    private static String serviceOf(RequestTarget target) {
        String root = target.root();
        if (!root.equals("problems")) {
            return root;
        }
        String[] segments = target.path().split("/", -1);
        return segments.length == 4 ? segments[2] : "";
    }
}
