package org.doanket.campaign.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.doanket.platform.error.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both places for files do the same; the bucket's side of the talk is a small server that keeps what is signed. */
class AttachmentStoreTest {

    private static final byte[] CONTENT = "%PDF-1.7 biên bản".getBytes(StandardCharsets.UTF_8);

    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();

    @Test
    void aDirectoryKeepsGivesAndForgets(@TempDir Path directory) throws IOException {
        keepsGivesAndForgets(new DirectoryStore(directory));
        try (var left = Files.walk(directory)) {
            assertThat(left.filter(Files::isRegularFile)).as("files left behind").isEmpty();
        }
    }

    @Test
    void aBucketKeepsGivesAndForgets() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/evidence/", this::answer);
        server.start();
        try {
            URI endpoint = URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":" + server.getAddress().getPort());
            keepsGivesAndForgets(new BucketStore(endpoint, "us-east-1", "key", "secret", "evidence"));
            assertThat(kept).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aStoreThatIsAwayIsBusyAndNoFaultOfTheService(@TempDir Path directory) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        URI endpoint = URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":" + server.getAddress().getPort());
        server.stop(0);
        Path file = Files.createFile(directory.resolve("no-directory"));
        for (AttachmentStore store : List.of(new BucketStore(endpoint, "us-east-1", "key", "secret", "evidence"), new DirectoryStore(file))) {
            assertThatThrownBy(() -> store.put(UUID.randomUUID(), CONTENT)).isInstanceOfSatisfying(Problem.class, away -> assertThat(away.status()).isEqualTo(503));
            assertThatThrownBy(() -> store.get(UUID.randomUUID())).isInstanceOfSatisfying(Problem.class, away -> assertThat(away.status()).isEqualTo(503));
            store.remove(UUID.randomUUID());
        }
    }

    private static void keepsGivesAndForgets(AttachmentStore store) {
        UUID id = UUID.randomUUID();
        assertThat(store.get(id)).isEmpty();
        store.put(id, CONTENT);
        assertThat(store.get(id)).hasValueSatisfying(content -> assertThat(content).isEqualTo(CONTENT));
        store.remove(id);
        assertThat(store.get(id)).isEmpty();
        store.remove(id);
    }

    private void answer(HttpExchange request) throws IOException {
        String name = request.getRequestURI().getPath();
        boolean isSigned = String.valueOf(request.getRequestHeaders().getFirst("Authorization")).startsWith("AWS4-HMAC-SHA256 Credential=key/");
        byte[] body = request.getRequestBody().readAllBytes();
        switch (isSigned ? request.getRequestMethod() : "nobody's") {
            case "PUT" -> {
                kept.put(name, body);
                tell(request, 200, new byte[0]);
            }
            case "GET" -> {
                byte[] content = kept.get(name);
                tell(request, content == null ? 404 : 200, content == null
                        ? "<Error><Code>NoSuchKey</Code></Error>".getBytes(StandardCharsets.US_ASCII) : content);
            }
            case "DELETE" -> {
                kept.remove(name);
                tell(request, 204, new byte[0]);
            }
            default -> tell(request, 403, new byte[0]);
        }
    }

    private static void tell(HttpExchange request, int status, byte[] body) throws IOException {
        request.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        request.getResponseBody().write(body);
        request.close();
    }
}
