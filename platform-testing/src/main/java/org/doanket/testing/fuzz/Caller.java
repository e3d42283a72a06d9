package org.doanket.testing.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends calls to the running service, with a deadline for the whole answer. */
final class Caller {

    /** Much for an answer, so that a loaded machine proves nothing; little for one that never comes. */
    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(DEADLINE).build();
    private final String base;

    Caller(int port) {
        base = "http://localhost:" + port;
    }

    /** Once more on a fresh connection where the server had closed the old one, as it does after a head that it did not read to its end. */
    Answer send(Call call) {
        Answer answer = sendOnce(call);
        return answer.status() == 0 && answer.trouble().contains("header parser received no bytes") ? sendOnce(call) : answer;
    }

    private Answer sendOnce(Call call) {
        BodyPublisher body = call.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(call.body());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + call.target())).method(call.method(), body);
        call.headers().forEach(header -> request.header(header.getKey(), header.getValue()));
        long begun = System.nanoTime();
        CompletableFuture<Answer> coming = client.sendAsync(request.build(), BodyHandlers.ofInputStream())
                .thenApplyAsync(response -> new Answer(response.statusCode(), response.headers(), body(response), since(begun), null));
        try {
            return coming.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            coming.cancel(true);
            return new Answer(0, null, new byte[0], since(begun), "none within " + DEADLINE);
        } catch (ExecutionException broken) {
            return new Answer(0, null, new byte[0], since(begun), String.valueOf(broken.getCause()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** Of a stream of events, which ends when it ends, that it has begun. */
    private static byte[] body(HttpResponse<InputStream> response) {
        boolean isStream = response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
        try (InputStream body = response.body()) {
            return isStream ? new byte[0] : body.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
