package org.doanket.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Says over a socket exactly what it is told to, which no proper HTTP client would. */
final class RawClient implements AutoCloseable {

    record Reply(int status, String head, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String header(String name) {
            List<String> all = headers(name);
            return all.isEmpty() ? null : all.get(0);
        }

        List<String> headers(String name) {
            return Arrays.stream(head.split("\r\n")).skip(1).filter(line -> line.toLowerCase().startsWith(name.toLowerCase() + ":"))
                    .map(line -> line.substring(name.length() + 1).trim()).toList();
        }
    }

    private final Socket socket;
    private final InputStream in;

    RawClient(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(15_000);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** One request on a connection of its own. */
    static Reply once(int port, String request) throws IOException {
        try (RawClient client = new RawClient(port)) {
            return client.send(request).reply(request.startsWith("HEAD "));
        }
    }

    RawClient send(String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    RawClient send(byte[] octets, int length) throws IOException {
        socket.getOutputStream().write(octets, 0, length);
        return this;
    }

    Reply reply() throws IOException {
        return reply(false);
    }

    Reply reply(boolean toHead) throws IOException {
        String head = head();
        int status = Integer.parseInt(head.substring(9, 12));
        Reply bare = new Reply(status, head, new byte[0]);
        if (toHead || status == 204 || status == 304 || status == 100) {
            return bare;
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (bare.header("transfer-encoding") != null) {
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                body.write(in.readNBytes(size));
                line();
            }
            line();
        } else if (bare.header("content-length") != null) {
            body.write(in.readNBytes(Integer.parseInt(bare.header("content-length"))));
        }
        return new Reply(status, head, body.toByteArray());
    }

    String head() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            lines.add(line);
        }
        return String.join("\r\n", lines);
    }

    /** Without the line's end. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("closed after: " + line);
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** @return whether the other side closes within this time, having sent nothing more */
    boolean closesWithin(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return in.read() < 0;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
