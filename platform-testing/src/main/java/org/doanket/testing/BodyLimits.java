package org.doanket.testing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.Socket;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;

/**
 * Every endpoint of the running service that takes a body refuses one byte more than it says it takes ({@code x-body-limit} in
 * its OpenAPI document, else a megabyte), as soon as that is announced and with a problem to read; and where it says that it
 * takes more than the megabyte, it does.
 */
public final class BodyLimits {

    private static final long USUAL = 1L << 20;

    private BodyLimits() {
    }

    public static void check() {
        SoftAssertions softly = new SoftAssertions();
        JsonNode paths = Contracts.ofTheCode().path("paths");
        paths.fields().forEachRemaining(path -> path.getValue().fields().forEachRemaining(method -> {
            JsonNode operation = method.getValue();
            if (operation.has("requestBody")) {
                long limit = operation.path("x-body-limit").asLong(USUAL);
                String answer = announce(method.getKey().toUpperCase(Locale.ROOT), filled(path.getKey(), operation), operation, limit + 1);
                softly.assertThat(answer).as("%s %s, %d bytes", method.getKey(), path.getKey(), limit + 1).startsWith("HTTP/1.1 413 ")
                        .containsIgnoringCase("content-type: application/problem+json").contains("\"too-large\"");
                if (limit > USUAL) {
                    int status = send(method.getKey(), path.getKey(), operation);
                    softly.assertThat(status).as("%s %s, above a megabyte", method.getKey(), path.getKey()).isNotEqualTo(413).isLessThan(500);
                }
            }
        }));
        softly.assertAll();
    }

    /** With something in each place that may stand there. */
    private static String filled(String path, JsonNode operation) {
        String filled = path;
        for (JsonNode parameter : operation.path("parameters")) {
            String value = "0".matches(parameter.path("schema").path("pattern").asText(".*")) ? "0" : "a";
            filled = filled.replace('{' + parameter.path("name").asText() + '}', value);
        }
        return filled;
    }

    private static int send(String method, String path, JsonNode operation) {
        String type = type(operation);
        return given().config(RestAssured.config().encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs(type, ContentType.BINARY)))
                .header("Authorization", "Bearer " + token(operation)).header("Idempotency-Key", path).contentType(type)
                .body(new byte[(int) USUAL + 1]).request(method, path.replaceAll("\\{[^}]*}", "0")).statusCode();
    }

    private static String token(JsonNode operation) {
        JsonNode roles = operation.path("security").path(0).path("SecurityScheme");
        return Tokens.of(roles.isEmpty() ? "federation-officer" : roles.get(0).asText()).token();
    }

    private static String type(JsonNode operation) {
        return operation.path("requestBody").path("content").fieldNames().next();
    }

    /** The head alone: whoever waits for the body first would wait for ever. */
    private static String announce(String method, String path, JsonNode operation, long bytes) {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + token(operation)
                    + "\r\nContent-Type: " + type(operation) + "\r\nContent-Length: " + bytes
                    + "\r\n\r\n").getBytes(US_ASCII));
            StringBuilder answer = new StringBuilder();
            byte[] block = new byte[4_096];
            while (answer.indexOf("too-large") < 0) {
                int read = socket.getInputStream().read(block);
                if (read < 0) {
                    break;
                }
                answer.append(new String(block, 0, read, US_ASCII));
            }
            return answer.toString();
        } catch (IOException silent) {
            return silent.toString();
        }
    }
}
