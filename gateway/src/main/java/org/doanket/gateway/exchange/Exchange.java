package org.doanket.gateway.exchange;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import org.doanket.gateway.limit.RouteRule;
import org.doanket.gateway.problem.ProblemBody;
import org.doanket.gateway.problem.Refusal;
import org.doanket.gateway.problem.Texts;
import org.doanket.gateway.token.VerifiedToken;
import org.doanket.platform.trace.OpenSpan;
import org.jboss.logging.Logger;

/** One request and its answer, with all that the gateway comes to know of it. Lives on one event loop. */
public final class Exchange {

    /** Where it stands; each state has its own time limit. */
    public enum Stage {
        CHECKING, RECEIVING, WAITING, ANSWERING
    }

    private static final Logger LOG = Logger.getLogger(Exchange.class);

    private final HttpServerRequest request;
    private final Peer peer;
    private final AnswerHeaders answerHeaders;
    private final long startedNanos = System.nanoTime();
    private Stage stage = Stage.CHECKING;
    private long stageMillis = System.currentTimeMillis();
    private Client client;
    private Trace trace;
    private OpenSpan span;
    private RequestTarget target;
    private RouteRule rule;
    private VerifiedToken token;
    private String rateLimit;
    private boolean body;
    private String service = "gateway";
    private HttpClientRequest upstreamRequest;
    private GuardedBody guardedBody;
    private Refusal refusal;
    private boolean eventStream;
    private long seenBytes;

    public Exchange(HttpServerRequest request, Peer peer, AnswerHeaders answerHeaders) {
        this.request = request;
        this.peer = peer;
        this.answerHeaders = answerHeaders;
    }

    public HttpServerRequest request() {
        return request;
    }

    public HttpServerResponse response() {
        return request.response();
    }

    public Stage stage() {
        return stage;
    }

    public void enter(Stage next) {
        stage = next;
        stageMillis = System.currentTimeMillis();
    }

    public long stageMillis() {
        return stageMillis;
    }

    /** True once a second look finds more bytes sent than the first. */
    public boolean hasMoved() {
        long sent = response().bytesWritten();
        boolean moved = sent != seenBytes;
        seenBytes = sent;
        return moved;
    }

    public void origin(Client from, Trace newTrace) {
        client = from;
        trace = newTrace;
    }

    public void span(OpenSpan begun) {
        span = begun;
        trace = Trace.of(begun);
    }

    /** Null where traces are off. */
    public OpenSpan span() {
        return span;
    }

    public Client client() {
        return client;
    }

    public Trace trace() {
        return trace;
    }

    public void target(RequestTarget checked) {
        target = checked;
    }

    /** Null as long as the address is not known to be well formed. */
    public RequestTarget target() {
        return target;
    }

    public void rule(RouteRule found) {
        rule = found;
    }

    public RouteRule rule() {
        return rule;
    }

    public void token(VerifiedToken verified) {
        token = verified;
    }

    /** Null for a stranger. */
    public VerifiedToken token() {
        return token;
    }

    public void rateLimit(String field) {
        rateLimit = field == null ? rateLimit : field;
    }

    String rateLimit() {
        return rateLimit;
    }

    public void hasBody(boolean follows) {
        body = follows;
    }

    public boolean hasBody() {
        return body;
    }

    /** The connection will not be used again after this answer. */
    public void closeAfterwards() {
        peer.close();
    }

    public Peer peer() {
        return peer;
    }

    public void service(String name) {
        service = name;
    }

    public String service() {
        return service;
    }

    public void upstreamRequest(HttpClientRequest sent) {
        upstreamRequest = sent;
    }

    public HttpClientRequest upstreamRequest() {
        return upstreamRequest;
    }

    public void guardedBody(GuardedBody guarded) {
        guardedBody = guarded;
    }

    public GuardedBody guardedBody() {
        return guardedBody;
    }

    /** Why the request to the service was broken off by us; kept, because the proxy only learns that it was. */
    public void breakOff(Refusal why) {
        if (refusal == null) {
            refusal = why;
        }
    }

    public Refusal refusal() {
        return refusal;
    }

    public void eventStream() {
        eventStream = true;
    }

    public boolean isEventStream() {
        return eventStream;
    }

    public long ageMillis() {
        return (System.nanoTime() - startedNanos) / 1_000_000;
    }

    public long ageNanos() {
        return System.nanoTime() - startedNanos;
    }

    public Locale locale() {
        return Texts.negotiate(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    public Buffer problem(Refusal why) {
        return ProblemBody.of(why, target == null ? null : target.path(), trace.traceId(), locale());
    }

    /** Puts on what every answer of the gateway bears. */
    public void dress(MultiMap headers) {
        answerHeaders.dress(this, headers);
    }

    /** Does it, and answers if it cannot be done: nobody is left waiting because of a fault of ours. */
    public void attempt(Runnable step) {
        try {
            step.run();
        } catch (Refusal refusal) {
            refuse(refusal);
        } catch (RuntimeException fault) {
            LOG.errorf(fault, "unexpected failure, trace %s", trace.traceId());
            refuse(new Refusal(500, "unexpected"));
        }
    }

    public void refuse(Refusal why) {
        if (response().headWritten() || response().closed()) {
            request.connection().close();
            return;
        }
        response().setStatusCode(why.status());
        why.headers().forEach(header -> response().putHeader(header.getKey(), header.getValue()));
        response().putHeader(HttpHeaders.CONTENT_LANGUAGE, locale().getLanguage())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        answer(ProblemBody.MEDIA_TYPE, problem(why));
    }

    /** Answers from memory; status and special headers are on the response already. */
    public void answer(String mediaType, Buffer content) {
        HttpServerResponse response = response();
        if (response.closed()) {
            return;
        }
        enter(Stage.ANSWERING);
        response.putHeader(HttpHeaders.CONTENT_TYPE, mediaType);
        Compression.decide(response.headers(), content.length());
        dress(response.headers());
        response.end(content);
    }
}
