package org.doanket.platform.http;

import io.quarkus.arc.Arc;
import jakarta.enterprise.context.RequestScoped;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import org.doanket.platform.trace.Traceparent;

/** What is known of the request at hand before anybody is asked who they are: its trace and its language. */
@RequestScoped
public class RequestInfo {

    private static final SecureRandom RANDOM = new SecureRandom();

    private String traceparent;
    private Locale locale;
    private boolean http;

    void begin(String givenTraceparent, Locale chosen) {
        http = true;
        locale = chosen;
        traceparent = Traceparent.isOne(givenTraceparent) ? givenTraceparent : null;
    }

    /** True within an HTTP request, false in background work. */
    public boolean isHttp() {
        return http;
    }

    public Locale locale() {
        return locale == null ? Language.DEFAULT : locale;
    }

    /** W3C trace context of this request, made here where the caller sent none. */
    public String traceparent() {
        if (traceparent == null) {
            byte[] random = new byte[24];
            RANDOM.nextBytes(random);
            String hex = HexFormat.of().formatHex(random);
            traceparent = Traceparent.of(hex.substring(0, 32), hex.substring(32), "01");
        }
        return traceparent;
    }

    public String traceId() {
        return Traceparent.traceId(traceparent());
    }

    /** The request at hand, or null in background work. */
    public static RequestInfo currentOrNull() {
        if (Arc.container() == null || !Arc.container().requestContext().isActive()) {
            return null;
        }
        RequestInfo info = Arc.container().instance(RequestInfo.class).get();
        return info.isHttp() ? info : null;
    }
}
