package org.doanket.gateway.proxy;

import io.github.bucket4j.Bucket;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Function;
import org.doanket.gateway.GatewaySettings;
import org.doanket.gateway.exchange.Exchange;
import org.doanket.gateway.exchange.Exchange.Stage;
import org.doanket.gateway.exchange.GuardedBody;
import org.doanket.gateway.exchange.RequestHeaders;
import org.doanket.gateway.problem.Refusal;
import org.jboss.logging.Logger;

/**
 * Hands a checked request on to its service and the answer back, both as streams. One for each event loop, so that a
 * request never changes threads.
 */
public final class ForwardingProxy {

    private static final Logger LOG = Logger.getLogger(ForwardingProxy.class);
    private static final int WAITING_FOR_A_CONNECTION = 1_000;

    private final Function<HttpServerRequest, Exchange> exchanges;
    private final Upstreams upstreams;
    private final HttpClient client;
    private final HttpProxy proxy;
    /** Retries help when one connection broke, and harm when a service is down: at most this many a second. */
    private final Bucket retries = Bucket.builder()
            .addLimit(limit -> limit.capacity(20).refillGreedy(10, Duration.ofSeconds(1))).build();

    public ForwardingProxy(Vertx vertx, GatewaySettings.Limits limits, int threads, Upstreams upstreams,
            Function<HttpServerRequest, Exchange> exchanges) {
        this.exchanges = exchanges;
        this.upstreams = upstreams;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) limits.connect().toMillis())
                .setMaxPoolSize(Math.max(1, limits.connectionsPerUpstream() / threads))
                .setMaxWaitQueueSize(WAITING_FOR_A_CONNECTION)
                .setKeepAliveTimeout(20)
                .setMaxHeaderSize(32_768)
                .setDecompressionSupported(false)
                .setTryUseCompression(false));
        this.proxy = HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
                .origin(this::open)
                .addInterceptor(new Hop());
    }

    public void forward(Exchange exchange) {
        proxy.handle(exchange.request());
    }

    private Future<HttpClientRequest> open(ProxyContext context) {
        Exchange exchange = exchanges.apply(context.request().proxiedRequest());
        Upstream upstream = upstreams.find(exchange.service());
        return client.request(upstream.options(context.request().getMethod(), context.request().getURI())).map(request -> {
            exchange.upstreamRequest(request);
            return request.exceptionHandler(broken -> LOG.debugf("%s: %s", exchange.service(), broken));
        });
    }

    private final class Hop implements ProxyInterceptor {

        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            ProxyRequest request = context.request();
            Exchange exchange = exchanges.apply(request.proxiedRequest());
            RequestHeaders.fill(request.headers(), exchange);
            request.setURI(upstreamUri(exchange));
            // The services see the name by which they were called, so that their links lead back here.
            request.setAuthority(exchange.request().authority());
            if (exchange.hasBody()) {
                exchange.enter(Stage.RECEIVING);
                request.setBody(Body.body(new GuardedBody(exchange), request.getBody().length()));
                if (exchange.request().headers().contains(HttpHeaders.EXPECT)) {
                    exchange.response().writeContinue();
                }
            } else {
                exchange.enter(Stage.WAITING);
                request.setBody(null);
                exchange.request().resume();
            }
            return ask(context, exchange, upstreams.find(exchange.service()), true);
        }

        private Future<ProxyResponse> ask(ProxyContext context, Exchange exchange, Upstream upstream, boolean mayRetry) {
            try {
                upstream.requirePermit();
            } catch (Refusal resting) {
                return refuse(exchange, resting);
            }
            long started = System.nanoTime();
            return context.sendRequest().compose(response -> {
                int status = response.getStatusCode();
                if (status < 200) {
                    // We asked for no other protocol, so a service that switches is not one of ours.
                    exchange.upstreamRequest().reset();
                    upstream.failed(System.nanoTime() - started, new ConnectException("status " + status));
                    return refuse(exchange, new Refusal(502, "upstream-failed", exchange.service()));
                }
                if (isIll(status, response.headers().get(HttpHeaders.CONTENT_TYPE))) {
                    upstream.failed(System.nanoTime() - started, new ConnectException("status " + status));
                } else {
                    upstream.succeeded(System.nanoTime() - started);
                }
                return Future.succeededFuture(response);
            }, failure -> {
                if (exchange.response().closed() || exchange.refusal() != null && exchange.refusal().status() < 500) {
                    upstream.abandoned();
                    return refuse(exchange, exchange.refusal() != null ? exchange.refusal() : Refusal.malformed("the connection"));
                }
                upstream.failed(System.nanoTime() - started, failure);
                if (mayRetry && isRepeatable(exchange) && retries.tryConsume(1)) {
                    return ask(context, exchange, upstream, false);
                }
                return refuse(exchange, meaning(exchange, failure));
            });
        }

        @Override
        public Future<Void> handleProxyResponse(ProxyContext context) {
            ProxyResponse response = context.response();
            Exchange exchange = exchanges.apply(context.request().proxiedRequest());
            exchange.enter(Stage.ANSWERING);
            String type = response.headers().get(HttpHeaders.CONTENT_TYPE);
            if (type != null && type.startsWith("text/event-stream")) {
                exchange.eventStream();
            }
            // The phrase beside the status may say anything; ours says what the status says.
            response.setStatusMessage(null);
            ResponseHeaders.clean(response.headers(), exchange);
            Future<Void> sent = context.sendResponse();
            if (exchange.isEventStream() && !exchange.response().headWritten()) {
                // Whoever waits for events wants to know at once that he is heard, not with the first event.
                exchange.response().write(Buffer.buffer());
            }
            return sent;
        }
    }

    private static String upstreamUri(Exchange exchange) {
        String path = exchange.target().path();
        if (!path.startsWith("/problems/")) {
            return exchange.target().uri();
        }
        // What "type" of a service's problem points to is explained by that service.
        String code = path.substring(path.indexOf('/', "/problems/".length()));
        return "/" + exchange.service() + "/problems" + code;
    }

    /** A service that says with a problem of its own that one thing is too much just now is well, and the rest of it is asked on. */
    private static boolean isIll(int status, String contentType) {
        return status == 502 || status == 504 || status == 503 && (contentType == null || !contentType.startsWith("application/problem+json"));
    }

    private static boolean isRepeatable(Exchange exchange) {
        HttpMethod method = exchange.request().method();
        return !exchange.hasBody() && exchange.refusal() == null && (method == HttpMethod.GET || method == HttpMethod.HEAD);
    }

    private static Refusal meaning(Exchange exchange, Throwable failure) {
        if (exchange.refusal() != null) {
            return exchange.refusal();
        }
        LOG.warnf("%s did not answer: %s, trace %s", exchange.service(), failure.getClass().getSimpleName(), exchange.trace().traceId());
        boolean unreachable = failure instanceof ConnectException || failure instanceof UnknownHostException
                || failure instanceof ConnectionPoolTooBusyException || failure instanceof io.netty.channel.ConnectTimeoutException;
        return unreachable ? Refusal.later(503, "upstream-unavailable", 2, exchange.service())
                : new Refusal(502, "upstream-failed", exchange.service());
    }

    /** Answers by ourselves; the proxy hears no more of it, as it would only make a 502 of it. */
    private static Future<ProxyResponse> refuse(Exchange exchange, Refusal why) {
        if (exchange.hasBody() && !exchange.request().isEnded()) {
            exchange.closeAfterwards();
        }
        exchange.refuse(why);
        return Promise.<ProxyResponse>promise().future();
    }
}
