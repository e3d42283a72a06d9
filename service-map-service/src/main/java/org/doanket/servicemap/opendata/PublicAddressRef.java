package org.doanket.servicemap.opendata;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.regex.Pattern;

/** By what name the client called: through the gateway, which says so in X-Forwarded-Host. @param root ends with a slash */
public record PublicAddressRef(String root) {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:\\[\\]-]{1,255}");

    public static PublicAddressRef of(HttpHeaders headers, UriInfo uri) {
        String host = headers.getHeaderString("X-Forwarded-Host");
        String base = uri.getBaseUri().toString();
        if (host != null && HOST.matcher(host).matches()) {
            String scheme = "https".equals(headers.getHeaderString("X-Forwarded-Proto")) ? "https" : "http";
            base = scheme + "://" + host + uri.getBaseUri().getRawPath();
        }
        return new PublicAddressRef(base.endsWith("/") ? base : base + "/");
    }
}
