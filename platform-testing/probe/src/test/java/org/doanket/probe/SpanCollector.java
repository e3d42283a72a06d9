package org.doanket.probe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;

/** A collector of spans that speaks OTLP over HTTP and keeps what it is told, octet by octet; it can be told to be of no use. */
final class SpanCollector implements AutoCloseable {

    /** Its address, which the probe is told when it starts: before the test is there that listens, and in another loader of classes. Until then nobody does. */
    public static final class Address implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return Map.of("DOANKET_OTLP_ENDPOINT", "http://127.0.0.1:" + any.getLocalPort());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public void stop() {
            // nothing was kept
        }
    }

    /** @param kind 1 internal, 2 server, 4 producer, 5 consumer */
    record Span(String trace, String id, String parent, String name, int kind, Map<String, String> attributes) {
    }

    private static final String PATH = "/v1/traces";
    private static final long LONG_MILLIS = 3_000;

    final List<Span> spans = new CopyOnWriteArrayList<>();
    final List<byte[]> received = new CopyOnWriteArrayList<>();
    volatile boolean isIll;
    private final HttpServer server;

    SpanCollector(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        server.createContext(PATH, this::take);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "collector");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        if (isIll) {
            try {
                Thread.sleep(LONG_MILLIS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
            return;
        }
        byte[] plain = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                ? new GZIPInputStream(new ByteArrayInputStream(sent)).readAllBytes() : sent;
        received.add(plain);
        // ExportTraceServiceRequest / ResourceSpans / ScopeSpans / Span, as opentelemetry/proto/trace/v1/trace.proto numbers them
        fields(plain, (resourceSpans, a) -> fields(a, (part, b) -> {
            if (part == 2) {
                fields(b, (field, c) -> {
                    if (field == 2) {
                        spans.add(span(c));
                    }
                });
            }
        }));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static Span span(byte[] message) {
        Map<Integer, byte[]> one = new HashMap<>();
        Map<String, String> attributes = new HashMap<>();
        fields(message, (field, value) -> {
            if (field == 9) {
                Map<Integer, byte[]> pair = new HashMap<>();
                fields(value, pair::put);
                fields(pair.get(2), (kind, of) -> attributes.put(text(pair.get(1)), kind == 1 ? text(of) : Long.toString(number(of))));
            } else {
                one.put(field, value);
            }
        });
        HexFormat hex = HexFormat.of();
        return new Span(hex.formatHex(one.get(1)), hex.formatHex(one.get(2)), one.containsKey(4) ? hex.formatHex(one.get(4)) : "", text(one.get(5)),
                (int) number(one.get(6)), attributes);
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }

    private static long number(byte[] value) {
        return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    /** Of a message of Protocol Buffers, each field with its number: numbers as eight octets, all else as it stands. */
    private static void fields(byte[] message, BiConsumer<Integer, byte[]> each) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long tag = varint(in);
            byte[] value = switch ((int) tag & 7) {
                case 0 -> ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(varint(in)).array();
                case 1 -> new byte[8];
                case 5 -> new byte[4];
                default -> new byte[(int) varint(in)];
            };
            if (((int) tag & 7) != 0) {
                in.get(value);
            }
            each.accept((int) (tag >>> 3), value);
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
