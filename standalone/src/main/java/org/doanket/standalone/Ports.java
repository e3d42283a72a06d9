package org.doanket.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Hands out ports that nobody listens on, none of them twice. */
public final class Ports {
    private static final int TRIES = 200;
    private static final int HIGHEST = 65_535;

    private final Set<Integer> given = new HashSet<>();

    /** The wanted port, or the next one above it that is free. */
    public synchronized int from(int wanted) {
        for (int port = wanted; port < wanted + TRIES && port <= HIGHEST; port++) {
            if (isFree(port) && given.add(port)) {
                return port;
            }
        }
        throw new StartFailure("port choice", "no port from " + wanted + " to " + (wanted + TRIES) + " is free", null);
    }

    /** Any port the system gives. */
    public synchronized int any() {
        for (int i = 0; i < TRIES; i++) {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (given.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            } catch (IOException e) {
                throw new StartFailure("port choice", e.getMessage(), null);
            }
        }
        throw new StartFailure("port choice", "the system gives the same port again and again", null);
    }

    /** Bound on all addresses with reuse, the way servers bind: a listener counts, a connection in TIME_WAIT does not. */
    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
