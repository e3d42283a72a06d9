package org.doanket.gateway.edge;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.doanket.gateway.GatewaySettings;
import org.doanket.gateway.exchange.AccessLog;
import org.doanket.gateway.exchange.Exchange;
import org.doanket.gateway.problem.Refusal;
import org.doanket.gateway.proxy.ForwardingProxy;
import org.doanket.gateway.proxy.Upstreams;
import org.jboss.logging.Logger;

/**
 * One event loop of the public port, with all connections that it serves. Own timers and not those of the HTTP server:
 * they know whether a connection waits for a head, a body or an answer, and an idle timer is fooled by one byte now and then.
 */
final class EdgeServer extends AbstractVerticle {

    private static final Logger LOG = Logger.getLogger(EdgeServer.class);
    private static final long LOOK_MILLIS = 500;
    private static final long LINGER_MILLIS = 2_000;
    private static final int MAX_TARGET_BYTES = 8_192;
    private static final int MAX_HEADERS_BYTES = 16_384;

    private final GatewaySettings settings;
    private final int threads;
    private final Edge edge;
    private final Upstreams upstreams;
    private final Traffic traffic;
    private final Map<HttpServerRequest, Exchange> open = new IdentityHashMap<>();
    /** When a connection began to wait for its next request; absent while one is being answered. */
    private final Map<HttpConnection, Long> waiting = new HashMap<>();
    private final SplittableRandom random = new SplittableRandom(new java.security.SecureRandom().nextLong());
    private Deadlines deadlines;
    private ForwardingProxy proxy;

    EdgeServer(GatewaySettings settings, int threads, Edge edge, Upstreams upstreams, Traffic traffic) {
        this.settings = settings;
        this.threads = threads;
        this.edge = edge;
        this.upstreams = upstreams;
        this.traffic = traffic;
    }

    @Override
    public void start(Promise<Void> started) {
        deadlines = new Deadlines(settings.limits());
        proxy = new ForwardingProxy(vertx, settings.limits(), threads, upstreams, open::get);
        vertx.setPeriodic(LOOK_MILLIS, timer -> look());
        vertx.createHttpServer(options())
                .connectionHandler(this::accept)
                .requestHandler(this::handle)
                .invalidRequestHandler(this::refuseInvalid)
                .exceptionHandler(fault -> LOG.debugf("connection: %s", fault.toString()))
                .listen()
                .onSuccess(server -> traffic.listening(server.actualPort()))
                .<Void>mapEmpty().onComplete(started);
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setHost(settings.host())
                // -1: any free one, and the same for all event loops.
                .setPort(settings.port() == 0 ? -1 : settings.port())
                .setMaxInitialLineLength(MAX_TARGET_BYTES)
                .setMaxHeaderSize(MAX_HEADERS_BYTES)
                .setHandle100ContinueAutomatically(false)
                .setHttp2ClearTextEnabled(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setDecompressionSupported(false)
                .setCompressionSupported(true)
                .setCompressionLevel(4)
                .setAcceptBacklog(1024);
    }

    private void accept(HttpConnection connection) {
        String peer = connection.remoteAddress().hostAddress();
        boolean counted = !edge.isTrusted(peer);
        if (!traffic.connected(peer, counted)) {
            connection.close();
            return;
        }
        waiting.put(connection, System.currentTimeMillis());
        connection.closeHandler(closed -> {
            waiting.remove(connection);
            traffic.disconnected(peer, counted);
        });
    }

    private void handle(HttpServerRequest request) {
        Exchange exchange = begin(request);
        edge.handle(exchange, proxy::forward);
    }

    /** What the HTTP decoder would not take: too long, or so malformed that the rest of the connection means nothing. */
    private void refuseInvalid(HttpServerRequest request) {
        Exchange exchange = begin(request);
        exchange.closeAfterwards();
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof io.netty.handler.codec.http.TooLongHttpLineException) {
            exchange.refuse(new Refusal(414, "address-too-long", MAX_TARGET_BYTES));
        } else if (cause instanceof io.netty.handler.codec.http.TooLongHttpHeaderException) {
            exchange.refuse(new Refusal(431, "headers-too-large", MAX_HEADERS_BYTES));
        } else {
            exchange.refuse(Refusal.malformed("the request head"));
        }
    }

    private Exchange begin(HttpServerRequest request) {
        Exchange exchange = edge.begin(request, random);
        if (traffic.isDraining()) {
            exchange.closeAfterwards();
        }
        open.put(request, exchange);
        waiting.remove(request.connection());
        traffic.began();
        // Exactly one of the two comes.
        request.response().endHandler(sent -> finish(exchange, request.response().getStatusCode()));
        request.response().closeHandler(gone -> finish(exchange, 499));
        return exchange;
    }

    private void finish(Exchange exchange, int status) {
        HttpServerRequest request = exchange.request();
        if (open.remove(request) == null) {
            return;
        }
        traffic.ended(exchange.service(), status, exchange.ageNanos());
        AccessLog.write(exchange, status);
        if (request.response().closed()) {
            return;
        }
        if (exchange.isClosing() || exchange.hasBody() && !request.isEnded()) {
            linger(request);
        } else {
            waiting.put(request.connection(), System.currentTimeMillis());
            request.resume();
        }
    }

    /** Closing on a client that still sends would throw our answer away with it, so we listen for a moment more. */
    private void linger(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        if (request.isEnded()) {
            connection.close();
            return;
        }
        long timer = vertx.setTimer(LINGER_MILLIS, late -> connection.close());
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
        request.handler(chunk -> { });
        request.endHandler(end -> {
            vertx.cancelTimer(timer);
            connection.close();
        });
        request.resume();
    }

    private void look() {
        long now = System.currentTimeMillis();
        long headMillis = settings.limits().head().toMillis();
        List<HttpConnection> late = waiting.entrySet().stream()
                .filter(entry -> now - entry.getValue() > headMillis || traffic.isDraining() && now - entry.getValue() > 1_000)
                .map(Map.Entry::getKey).toList();
        late.forEach(HttpConnection::close);
        for (Exchange exchange : List.copyOf(open.values())) {
            deadlines.look(exchange, now, LOOK_MILLIS, traffic.isDraining());
        }
    }
}
