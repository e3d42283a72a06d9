package org.doanket.gateway.exchange;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** A set of networks such as {@code 10.0.0.0/8} or {@code ::1}; never asks a name server. */
public final class Networks {

    private record Network(byte[] prefix, int bits) {

        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit += 8) {
                int mask = bits - bit >= 8 ? 0xff : 0xff << 8 - (bits - bit) & 0xff;
                if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Network> networks = new ArrayList<>();

    public Networks(List<String> texts) {
        for (String text : texts) {
            int slash = text.indexOf('/');
            byte[] prefix = bytes(slash < 0 ? text : text.substring(0, slash));
            int bits = slash < 0 ? prefix == null ? 0 : prefix.length * 8 : Integer.parseInt(text.substring(slash + 1));
            if (prefix == null || bits < 0 || bits > prefix.length * 8) {
                throw new IllegalArgumentException("not an address or network: " + text);
            }
            networks.add(new Network(prefix, bits));
        }
    }

    boolean isEmpty() {
        return networks.isEmpty();
    }

    public boolean contains(String address) {
        byte[] bytes = bytes(address);
        return bytes != null && networks.stream().anyMatch(network -> network.contains(bytes));
    }

    /** @return null for anything that is no literal address */
    static byte[] bytes(String literal) {
        if (!literal.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            return null;
        }
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException malformed) {
            return null;
        }
    }
}
