package org.doanket.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A service behind the gateway that keeps exactly what it received, octet by octet, and answers as it is told. */
final class Upstream implements AutoCloseable {

    private static final int KEPT_BODY_BYTES = 1 << 20;

    /** @param head all of it as received, ending with the empty line */
    record Seen(String head, byte[] body, long bodyLength) {

        String line() {
            return head.substring(0, head.indexOf("\r\n"));
        }

        List<String> headerNames() {
            return Arrays.stream(head.split("\r\n")).skip(1).map(line -> line.substring(0, line.indexOf(':')).toLowerCase()).toList();
        }

        String header(String name) {
            return Arrays.stream(head.split("\r\n")).skip(1).filter(line -> line.toLowerCase().startsWith(name.toLowerCase() + ":"))
                    .map(line -> line.substring(name.length() + 1).trim()).findFirst().orElse(null);
        }
    }

    interface Answer {
        void write(Seen request, OutputStream out, Socket socket) throws Exception;
    }

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket server;
    private volatile Answer answer = (request, out, socket) -> out.write(text("ok"));

    Upstream() {
        this(0);
    }

    Upstream(int port) {
        try {
            server = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread acceptor = new Thread(this::accept, "upstream");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    String address() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return server.getLocalPort();
    }

    void answers(Answer how) {
        answer = how;
    }

    void answers(String response) {
        answer = (request, out, socket) -> out.write(response.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] text(String body) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    static String json(int status, String body) {
        return "HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                Thread worker = new Thread(() -> serve(socket), "upstream-connection");
                worker.setDaemon(true);
                worker.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 65_536);
            OutputStream out = socket.getOutputStream();
            for (String head = head(in); head != null; head = head(in)) {
                Seen request = body(head, in);
                seen.add(request);
                answer.write(request, out, socket);
                out.flush();
            }
        } catch (Exception gone) {
            // The gateway may hang up at any time; what arrived until then is in "seen".
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.write(next);
            String text = next == '\n' ? head.toString(StandardCharsets.ISO_8859_1) : "";
            if (text.endsWith("\r\n\r\n")) {
                return text;
            }
        }
        return null;
    }

    private static Seen body(String head, InputStream in) throws IOException {
        Seen bare = new Seen(head, new byte[0], 0);
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        long total = 0;
        if (bare.header("content-length") != null) {
            total = copy(in, Long.parseLong(bare.header("content-length")), kept);
        } else if (bare.header("transfer-encoding") != null) {
            for (long size = chunk(in); size > 0; size = chunk(in)) {
                total += copy(in, size, kept);
                line(in);
            }
            line(in);
        }
        return new Seen(head, kept.toByteArray(), total);
    }

    private static long copy(InputStream in, long length, ByteArrayOutputStream kept) throws IOException {
        byte[] buffer = new byte[65_536];
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new IOException("body ended early");
            }
            if (kept.size() < KEPT_BODY_BYTES) {
                kept.write(buffer, 0, read);
            }
            left -= read;
        }
        return length;
    }

    private static long chunk(InputStream in) throws IOException {
        return Long.parseLong(line(in), 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("ended early");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
