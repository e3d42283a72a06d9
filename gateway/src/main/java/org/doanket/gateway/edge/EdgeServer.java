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
import org.doanket.gateway.exchange.Peer;
import org.doanket.gateway.exchange.Spans;
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
    private static final long DRAINED_HEAD_MILLIS = 1_000;
    /** Not -1, which Quarkus takes for its own port: Vert.x would share one out between the two. */
    private static final int ANY_PORT = -2;
    private static final int MAX_TARGET_BYTES = 8_192;
    private static final int MAX_HEADERS_BYTES = 16_384;

    private final GatewaySettings settings;
    private final int threads;
    private final Edge edge;
    private final Upstreams upstreams;
    private final Traffic traffic;
    private final Map<HttpServerRequest, Exchange> open = new IdentityHashMap<>();
    private final Map<HttpConnection, Peer> peers = new HashMap<>();
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
                // Below zero: any free one, and the same for all event loops.
                .setPort(settings.port() == 0 ? ANY_PORT : settings.port())
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
        peers.put(connection, new Peer());
        connection.closeHandler(closed -> {
            peers.remove(connection);
            traffic.disconnected(peer, counted);
        });
    }

    private void handle(HttpServerRequest request) {
        Exchange exchange = begin(request);
        if (exchange != null) {
            edge.handle(exchange, proxy::forward);
        }
    }

    /** What the HTTP decoder would not take: too long, or so malformed that the rest of the connection means nothing. */
    private void refuseInvalid(HttpServerRequest request) {
        Exchange exchange = begin(request);
        if (exchange == null) {
            return;
        }
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

    /** @return null for what came behind a request after which nothing on this connection means anything */
    private Exchange begin(HttpServerRequest request) {
        Peer peer = peers.get(request.connection());
        if (peer == null || peer.isClosing()) {
            request.connection().close();
            return null;
        }
        peer.busy();
        Exchange exchange = edge.begin(request, peer, random);
        if (traffic.isDraining()) {
            exchange.closeAfterwards();
        }
        open.put(request, exchange);
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
        Spans.end(exchange, status);
        if (request.response().closed()) {
            return;
        }
        if (exchange.peer().isClosing() || exchange.hasBody() && !request.isEnded()) {
            linger(request);
        } else {
            exchange.peer().idle();
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
        List<HttpConnection> late = peers.entrySet().stream()
                .filter(peer -> peer.getValue().hasIdled(traffic.isDraining() ? DRAINED_HEAD_MILLIS : headMillis, now))
                .map(Map.Entry::getKey).toList();
        late.forEach(HttpConnection::close);
        for (Exchange exchange : List.copyOf(open.values())) {
            deadlines.look(exchange, now, LOOK_MILLIS, traffic.isDraining());
        }
    }
}
