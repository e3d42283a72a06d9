package org.doanket.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a client and PostgreSQL, Kafka or a service, and misbehaves as told. */
public final class FaultProxy implements AutoCloseable {
    private final ServerSocket door;
    private final InetSocketAddress target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;
    private volatile boolean isFrozen;
    private volatile long delayMillis;

    public FaultProxy(String host, int port) {
        try {
            target = new InetSocketAddress(host, port);
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread("door", this::accept);
    }

    /** Before the server of this JDBC address. */
    public static FaultProxy beforePostgres(String jdbcUrl) {
        String address = jdbcUrl.replaceFirst("^jdbc:postgresql://([^/]+)/.*", "$1");
        return new FaultProxy(address.split(":")[0], Integer.parseInt(address.split(":")[1]));
    }

    public int port() {
        return door.getLocalPort();
    }

    /** The same JDBC address by way of this proxy. */
    public String through(String jdbcUrl) {
        return jdbcUrl.replaceFirst("//[^/]+/", "//127.0.0.1:" + port() + "/");
    }

    /** Ends all connections at once and lets none through: a process that died. */
    public void cut() {
        isCut = true;
        open.forEach(FaultProxy::end);
    }

    /** Connections stand, and nothing passes any more: a network that swallows. */
    public void freeze() {
        isFrozen = true;
    }

    /** Every piece that passes is late by so much. */
    public void delay(long millis) {
        delayMillis = millis;
    }

    public void heal() {
        isCut = false;
        isFrozen = false;
        delayMillis = 0;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (isCut) {
                    end(client);
                    continue;
                }
                Socket server = new Socket();
                open.add(client);
                open.add(server);
                try {
                    server.connect(target, 2_000);
                } catch (IOException e) {
                    end(client);
                    end(server);
                    continue;
                }
                thread("up", () -> pass(client, server));
                thread("down", () -> pass(server, client));
            } catch (IOException e) {
                // the door was closed, or this client left at once
            }
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] piece = new byte[64 << 10];
        try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                if (delayMillis > 0) Thread.sleep(delayMillis);
                while (isFrozen && !isCut) Thread.sleep(10);
                out.write(piece, 0, length);
                out.flush();
            }
        } catch (IOException | InterruptedException e) {
            // one side is gone: so is the other
        } finally {
            end(from);
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // that is what was wanted
        }
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, "fault-proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        cut();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
