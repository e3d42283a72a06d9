package org.doanket.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client as it should be: what got no answer, or "not now", is asked again under the same key until it is acknowledged. */
final class ChaosClient {
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long GIVE_UP_MILLIS = 180_000;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(2)).build();
    private final String base;
    private final String token;
    private final Map<String, Integer> failures = new ConcurrentSkipListMap<>();
    private final AtomicLong slowestMillis = new AtomicLong();

    ChaosClient(String base) {
        this.base = base;
        this.token = find(TOKEN, send(HttpRequest.newBuilder(URI.create(base + "/demo/tokens")), "{\"role\": \"federation-officer\", \"unit\": \"root\"}"));
    }

    /** Answers that a client asks again after, by status or kind, and how often each came. */
    Map<String, Integer> failures() {
        return new TreeMap<>(failures);
    }

    long slowestMillis() {
        return slowestMillis.get();
    }

    /** @return the id of what was made */
    String post(String path, String body) {
        long begin = System.nanoTime();
        String id = find(ID, send(HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", UUID.randomUUID().toString()), body));
        slowestMillis.accumulateAndGet((System.nanoTime() - begin) / 1_000_000, Math::max);
        return id;
    }

    boolean isWell() throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(base + "/q/health")).timeout(PATIENCE).build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException away) {
            return false;
        }
    }

    private String send(HttpRequest.Builder builder, String body) {
        HttpRequest request = builder.timeout(PATIENCE).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build();
        String last = null;
        for (long end = System.nanoTime() + GIVE_UP_MILLIS * 1_000_000; System.nanoTime() < end; pause()) {
            try {
                var response = http.send(request, BodyHandlers.ofString());
                last = response.statusCode() + " " + response.body();
                if (response.statusCode() < 300) {
                    return response.body();
                }
                if (response.statusCode() != 429) { // too fast is no failure
                    failures.merge(Integer.toString(response.statusCode()), 1, Integer::sum);
                }
                // 409: the first asking is still at work under this key
                if (response.statusCode() < 500 && response.statusCode() != 429 && response.statusCode() != 409) {
                    break;
                }
            } catch (IOException noAnswer) {
                failures.merge(noAnswer.getClass().getSimpleName(), 1, Integer::sum);
                last = noAnswer.toString();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError(request.uri() + ": " + last);
    }

    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }
}
