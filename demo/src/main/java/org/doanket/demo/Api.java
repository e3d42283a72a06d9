package org.doanket.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The suite as its clients see it: one address, tokens of demo identities, JSON. Refusals end the loading with their text. */
final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);

    final ObjectMapper json = new ObjectMapper();
    private final String base;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    private record Token(String text, long until) {
    }

    /** What came back: the body, and where the new thing stands. */
    record Answer(int status, JsonNode body, String location) {

        String id() {
            return body.path("id").asText();
        }
    }

    /** An answer that no waiting will change. */
    static final class Refused extends IllegalStateException {

        private final String code;

        Refused(String path, int status, String body, String code) {
            super(path + " answered " + status + ": " + body);
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    Api(String base) {
        this.base = base;
    }

    Answer get(String role, String unit, String path) {
        return send(request(role, unit, path).GET(), path);
    }

    Answer post(String role, String unit, String path, Object body) {
        return send(request(role, unit, path).header("Content-Type", "application/json")
                .header("Idempotency-Key", key(path + body)).POST(BodyPublishers.ofString(write(body))), path);
    }

    /** Without a key: what is asked for is to be done again, not only answered again. */
    Answer postAnew(String role, String unit, String path, Object body) {
        return send(request(role, unit, path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(write(body))), path);
    }

    /** Puts a whole table in the place of the one before. */
    Answer put(String role, String unit, String path, String type, String content) {
        return send(request(role, unit, path).header("Content-Type", type).PUT(BodyPublishers.ofString(content)), path);
    }

    /** Sends a file as it is. */
    Answer upload(String role, String unit, String path, String type, String content) {
        return upload(role, unit, path, type, content, 1);
    }

    /** @param attempt the second and later ones are requests of their own, not the first one asked again */
    Answer upload(String role, String unit, String path, String type, String content, int attempt) {
        String key = key(path + content + (attempt == 1 ? "" : attempt));
        return send(request(role, unit, path).header("Content-Type", type).header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(content)), path);
    }

    /** Waits until the job at this address has ended well. */
    JsonNode await(String role, String unit, String location) {
        JsonNode job = ended(role, unit, location);
        if (job.path("state").asText().equals("failed")) {
            throw new IllegalStateException(location + " failed: " + job);
        }
        return job;
    }

    /** Waits until the job at this address has ended, well or not. */
    JsonNode ended(String role, String unit, String location) {
        long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode job = get(role, unit, location).body();
            if (job.path("state").asText().matches("succeeded|failed")) {
                return job;
            }
            pause(150);
        }
        throw new IllegalStateException(location + " did not end");
    }

    ObjectNode object() {
        return json.createObjectNode();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", stop);
        }
    }

    private HttpRequest.Builder request(String role, String unit, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE).header("Accept-Language", "en");
        return role == null ? request : request.header("Authorization", "Bearer " + token(role, unit));
    }

    private String token(String role, String unit) {
        Token known = tokens.get(role + unit);
        if (known == null || known.until < System.nanoTime()) {
            ObjectNode body = object().put("role", role);
            if (unit != null) {
                body.put("unit", unit);
            }
            Answer answer = send(HttpRequest.newBuilder(URI.create(base + "/demo/tokens")).timeout(PATIENCE)
                    .header("Content-Type", "application/json").POST(BodyPublishers.ofString(write(body))), "/demo/tokens");
            known = new Token(answer.body().path("access_token").asText(), System.nanoTime() + TOKEN_LIFE.toNanos());
            tokens.put(role + unit, known);
        }
        return known.text;
    }

    /** A service that has not yet heard of a unit, or is asked too fast, is asked again; anything else is a refusal. */
    private Answer send(HttpRequest.Builder request, String path) {
        for (int attempt = 1;; attempt++) {
            try {
                HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
                JsonNode body = response.body().isBlank() ? json.missingNode() : json.readTree(response.body());
                int status = response.statusCode();
                if (status < 300) {
                    return new Answer(status, body, response.headers().firstValue("Location").orElse(null));
                }
                boolean later = status == 429 || status == 503 || status == 403 && body.path("code").asText().equals("unit-unknown")
                        || status == 404 && body.path("code").asText().equals("not-found");
                if (!later || attempt > 60) {
                    throw new Refused(path, status, response.body(), body.path("code").asText());
                }
                pause(status == 429 ? 1_000 : 250);
            } catch (IOException broken) {
                if (attempt > 5) {
                    throw new IllegalStateException(path + " cannot be reached: " + broken.getMessage(), broken);
                }
                pause(500);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopped", stop);
            }
        }
    }

    /** The same request has the same key, so that a demo that was interrupted is simply loaded again. */
    private static String key(String what) {
        return "demo-" + java.util.UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
    }

    private String write(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (IOException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
