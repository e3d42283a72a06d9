package org.doanket.journeys;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tokens of a Keycloak with our realm. Each role at each unit gets an account of its own, made by the script that operators
 * use, {@code deploy/keycloak/make-account}, so that the script is tried as well; DOANKET_SECRETS names the directory in
 * which it finds the administrator's password. The accounts stay in the realm: this is for an installation that is thrown away.
 */
final class KeycloakTokens implements TokenSource {

    private static final Path MAKE_ACCOUNT = Path.of("..", "deploy", "keycloak", "make-account").toAbsolutePath().normalize();
    /** No request is under way for longer than that. */
    private static final Duration SPARE = Duration.ofSeconds(60);

    private final String address;
    private final Map<Identity, String> secrets = new HashMap<>();
    private final Map<Identity, Token> tokens = new HashMap<>();

    KeycloakTokens(String address) {
        this.address = address;
    }

    @Override
    public synchronized String token(String role, String unit, String member) {
        return tokens.compute(new Identity(role, unit, member), (who, before) -> before != null && before.isFresh() ? before : ask(who)).text();
    }

    private Token ask(Identity who) {
        String secret = secrets.computeIfAbsent(who, this::makeAccount);
        Instant asked = Instant.now();
        JsonPath answer = given().baseUri(address)
                .formParams("grant_type", "client_credentials", "client_id", who.account(), "client_secret", secret)
                .post("/realms/doanket/protocol/openid-connect/token").then().statusCode(200).extract().jsonPath();
        return new Token(answer.getString("access_token"), asked.plusSeconds(answer.getInt("expires_in")).minus(SPARE));
    }

    /** @return the account's secret, which is printed this once and kept for the run */
    private String makeAccount(Identity who) {
        var command = new ArrayList<>(List.of(MAKE_ACCOUNT.toString(), who.account(), who.role(), who.unit()));
        if (who.member() != null) {
            command.add(who.member());
        }
        var script = new ProcessBuilder(command).redirectErrorStream(true);
        script.environment().put("DOANKET_LOGIN_URL", address);
        try {
            Process process = script.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("no account for " + who + ": " + said);
            }
            return said;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private record Identity(String role, String unit, String member) {
        String account() {
            return String.join("-", "journey", role, unit) + (member == null ? "" : "-" + member);
        }
    }

    private record Token(String text, Instant until) {
        boolean isFresh() {
            return Instant.now().isBefore(until);
        }
    }
}
