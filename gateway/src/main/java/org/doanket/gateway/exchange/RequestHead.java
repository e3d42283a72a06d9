package org.doanket.gateway.exchange;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.doanket.gateway.problem.Refusal;

/** What a request head must look like before anybody acts on it. */
public final class RequestHead {

    static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
    private static final Set<HttpMethod> ALLOWED = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT,
            HttpMethod.PATCH, HttpMethod.DELETE, HttpMethod.OPTIONS);
    private static final Set<HttpMethod> BODILESS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.]{2,45}](:[0-9]{1,5})?");
    /** Two of these would let two readers see two different requests. */
    private static final List<CharSequence> AT_MOST_ONCE = List.of(HttpHeaders.CONTENT_LENGTH, HttpHeaders.TRANSFER_ENCODING,
            HttpHeaders.CONTENT_TYPE, HttpHeaders.AUTHORIZATION, HttpHeaders.EXPECT, HttpHeaders.ORIGIN);
    private static final CharSequence IDEMPOTENCY_KEY = HttpHeaders.createOptimized("idempotency-key");

    private final Set<String> publicHosts;

    public RequestHead(List<String> publicHosts) {
        this.publicHosts = Set.copyOf(publicHosts);
    }

    /** @return whether a body follows */
    public boolean check(HttpServerRequest request) {
        if (!ALLOWED.contains(request.method())) {
            throw new Refusal(405, "method-not-allowed").with("Allow", METHODS);
        }
        if (request.version() != HttpVersion.HTTP_1_1) {
            // An answer of unknown length would have to be kept in memory for a client of HTTP/1.0.
            throw new Refusal(505, "version-not-supported");
        }
        MultiMap headers = request.headers();
        checkHost(headers.getAll(HttpHeaders.HOST));
        for (CharSequence name : AT_MOST_ONCE) {
            if (headers.contains(name) && headers.getAll(name).size() > 1) {
                throw Refusal.malformed("the header " + name + " twice");
            }
        }
        if (headers.contains("")) {
            throw Refusal.malformed("a header without a name");
        }
        if (headers.contains(IDEMPOTENCY_KEY) && headers.getAll(IDEMPOTENCY_KEY).size() > 1) {
            throw Refusal.malformed("the header idempotency-key twice");
        }
        boolean body = hasBody(headers);
        if (body && BODILESS.contains(request.method())) {
            throw Refusal.malformed("a body with " + request.method());
        }
        checkEncodings(headers);
        return body;
    }

    private void checkHost(List<String> hosts) {
        if (hosts.size() != 1 || !HOST.matcher(hosts.get(0)).matches()) {
            throw Refusal.malformed("the header host");
        }
        if (!publicHosts.isEmpty() && !publicHosts.contains(hosts.get(0).toLowerCase(Locale.ROOT))) {
            throw new Refusal(421, "misdirected");
        }
    }

    private static boolean hasBody(MultiMap headers) {
        String transferEncoding = headers.get(HttpHeaders.TRANSFER_ENCODING);
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        if (transferEncoding != null) {
            if (length != null || !transferEncoding.equals("chunked")) {
                throw Refusal.malformed("the header transfer-encoding");
            }
            return true;
        }
        return length != null && !length.equals("0");
    }

    private static void checkEncodings(MultiMap headers) {
        String encoding = headers.get(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            // A packed body would pass the size limit and unfold behind it.
            throw new Refusal(415, "unsupported-media-type");
        }
        String expectation = headers.get(HttpHeaders.EXPECT);
        if (expectation != null && !expectation.equalsIgnoreCase("100-continue")) {
            throw new Refusal(417, "expectation-failed");
        }
    }
}
