package org.doanket.gateway.exchange;

import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;

/**
 * Where a request comes from, as far as it can be believed.
 *
 * @param trusted the peer is a load balancer of this installation
 */
public record Client(String address, String scheme, boolean trusted) {

    public static Client of(HttpServerRequest request, Networks trustedProxies) {
        String peer = request.remoteAddress().hostAddress();
        if (trustedProxies.isEmpty() || !trustedProxies.contains(peer)) {
            return new Client(peer, "http", false);
        }
        String scheme = "https".equals(request.getHeader("x-forwarded-proto")) ? "https" : "http";
        return new Client(nearestStranger(request, trustedProxies, peer), scheme, true);
    }

    /** From the right: what our own proxies wrote. From the left: whatever the client liked to write. */
    private static String nearestStranger(HttpServerRequest request, Networks trusted, String peer) {
        String[] hops = String.join(",", request.headers().getAll("x-forwarded-for")).split(",");
        for (int i = hops.length - 1; i >= 0; i--) {
            String hop = hops[i].trim();
            if (Networks.bytes(hop) == null) {
                return peer;
            }
            if (!trusted.contains(hop)) {
                return hop;
            }
        }
        return peer;
    }

    /** One client of IPv6 has a whole /64 to choose from. */
    public String rateKey() {
        byte[] bytes = address.indexOf(':') < 0 ? null : Networks.bytes(address);
        return bytes == null || bytes.length == 4 ? address : HexFormat.of().formatHex(bytes, 0, 8);
    }
}
