package org.doanket.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/** Hands out ports that nobody listens on, none of them twice. */
public final class Ports {
    private static final int TRIES = 200;
    private static final int HIGHEST = 65_535;

    private final Map<Integer, FileChannel> given = new HashMap<>();

    /** The wanted port, or the next one above it that is free. */
    public synchronized int from(int wanted) {
        for (int port = wanted; port < wanted + TRIES && port <= HIGHEST; port++) {
            if (!given.containsKey(port) && isFree(port) && claim(port)) {
                return port;
            }
        }
        throw new StartFailure("port choice", "no port from " + wanted + " to " + (wanted + TRIES) + " is free", null);
    }

    /** Any port the system gives. */
    public synchronized int any() {
        for (int i = 0; i < TRIES; i++) {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                int port = socket.getLocalPort();
                if (!given.containsKey(port) && claim(port)) {
                    return port;
                }
            } catch (IOException e) {
                throw new StartFailure("port choice", e.getMessage(), null);
            }
        }
        throw new StartFailure("port choice", "the system gives the same port again and again", null);
    }

    /**
     * A program binds its port seconds after we chose it, and meanwhile another launcher on this machine would find it free.
     * So the choice is told to other launchers by a lock that ends with us; who may not write it goes by what is bound.
     */
    private boolean claim(int port) {
        var file = Path.of(System.getProperty("java.io.tmpdir"), "doanket-port-" + port);
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                return false;
            }
            given.put(port, channel);
            return true;
        } catch (OverlappingFileLockException ourselves) {
            return false;
        } catch (IOException anothersFile) {
            given.put(port, null);
            return true;
        }
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
