package org.doanket.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.assertj.core.api.SoftAssertions;

/**
 * One endpoint against everybody: the right roles at their own unit and above get through, wrong roles are refused, the
 * right roles elsewhere find nothing, and no token or a bad one is not let in. All failures are told at once.
 */
public final class AccessMatrix {

    private static final List<String> ROLES = List.of("federation-officer", "unit-officer", "treasurer", "auditor",
            "campaign-officer", "map-editor", "desk-clerk", "tips-officer", "member", "integration");

    private static final Set<Integer> REFUSALS = Set.of(401, 403, 404, 405);

    /** Not REST Assured: an endpoint is asked forty times here, and the JDK's client takes a fifth of the time for it. */
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();

    private final String method;
    private final Supplier<String> path;
    private Supplier<Object> body = () -> null;
    private String contentType = "application/json";
    private String accept = "*/*";
    private String ifMatch;
    private Set<String> roles = Set.of();
    private final List<UUID> inside = new ArrayList<>();
    private final List<UUID> outside = new ArrayList<>();
    private boolean scoped = true;
    private boolean isOpen;
    private UUID member;
    private Call call;

    /** What is asked: whoever is refused leaves it as it is for the next. */
    private record Call(Object content, String path) {
    }

    private AccessMatrix(String method, Supplier<String> path) {
        this.method = method;
        this.path = path;
    }

    public static AccessMatrix of(String method, String path) {
        return new AccessMatrix(method, () -> path);
    }

    /** For calls that use something up: asked anew after each that got through. */
    public static AccessMatrix of(String method, Supplier<String> path) {
        return new AccessMatrix(method, path);
    }

    public AccessMatrix body(Supplier<Object> fresh) {
        body = fresh;
        return this;
    }

    public AccessMatrix body(String type, Supplier<Object> fresh) {
        contentType = type;
        return body(fresh);
    }

    public AccessMatrix accept(String type) {
        accept = type;
        return this;
    }

    /** Whose tokens they are: for what is a member's own. */
    public AccessMatrix member(UUID id) {
        member = id;
        return this;
    }

    public AccessMatrix ifMatch(String tag) {
        ifMatch = tag;
        return this;
    }

    public AccessMatrix roles(String... allowed) {
        roles = Set.of(allowed);
        return this;
    }

    /** Units whose holders of a right role get through: the row's own unit and those above it. */
    public AccessMatrix inside(UUID... units) {
        inside.addAll(List.of(units));
        return this;
    }

    /** Also whoever holds a right role for the whole installation. */
    public AccessMatrix atTheRoot() {
        inside.add(null);
        return this;
    }

    /** Siblings, children, other provinces: their holders of a right role must find nothing (404) or be refused (403). */
    public AccessMatrix outside(UUID... units) {
        outside.addAll(List.of(units));
        return this;
    }

    /** A collection without a unit in its address: from elsewhere it answers, but only with what lies there. */
    public AccessMatrix answersEverybodyTheirOwn() {
        scoped = false;
        return this;
    }

    /** For everybody, also without a token; but a bad token is refused even here. */
    public AccessMatrix openToAll() {
        isOpen = true;
        return this;
    }

    public void check() {
        AccessCoverage.record(method, call().path());
        if (isOpen) {
            checkOpen();
            return;
        }
        if (roles.isEmpty() || inside.isEmpty()) {
            throw new IllegalStateException("name the roles and the units that get through");
        }
        SoftAssertions softly = new SoftAssertions();
        String what = method + " " + call().path();
        for (String role : ROLES) {
            for (UUID unit : inside) {
                int status = status(tokens(role, unit).token());
                if (roles.contains(role)) {
                    softly.assertThat(status).as("%s as %s inside", what, role).isNotIn(401, 403, 404, 405, 500);
                } else {
                    softly.assertThat(status).as("%s as %s, a wrong role", what, role).isEqualTo(403);
                }
            }
        }
        for (String role : roles) {
            for (UUID unit : scoped ? outside : List.<UUID>of()) {
                int status = status(tokens(role, unit).token());
                softly.assertThat(status).as("%s as %s from outside", what, role).isIn(403, 404);
            }
        }
        Tokens right = tokens(roles.iterator().next(), inside.get(0));
        softly.assertThat(status(null)).as("%s without a token", what).isEqualTo(401);
        refusesBadTokens(right, what, softly);
        softly.assertAll();
    }

    private void refusesBadTokens(Tokens right, String what, SoftAssertions softly) {
        softly.assertThat(status(right.expired())).as("%s with an expired token", what).isEqualTo(401);
        softly.assertThat(status(right.forged())).as("%s with a forged token", what).isEqualTo(401);
        softly.assertThat(status(right.unsigned())).as("%s with alg=none", what).isEqualTo(401);
        softly.assertThat(status(right.ofAnotherType())).as("%s with a token of another type", what).isEqualTo(401);
        softly.assertThat(status(right.forAnotherAudience())).as("%s with another's token", what).isEqualTo(401);
    }

    private void checkOpen() {
        SoftAssertions softly = new SoftAssertions();
        String what = method + " " + call().path();
        softly.assertThat(status(null)).as("%s without a token", what).isBetween(200, 299);
        for (String role : ROLES) {
            softly.assertThat(status(Tokens.of(role).token())).as("%s as %s", what, role).isBetween(200, 299);
        }
        refusesBadTokens(Tokens.of("member"), what, softly);
        softly.assertAll();
    }

    private Tokens tokens(String role, UUID unit) {
        Tokens tokens = unit == null ? Tokens.of(role) : Tokens.of(role).unit(unit);
        return member == null ? tokens : tokens.member(member);
    }

    private int status(String token) {
        Object content = call().content();
        String asked = call().path();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + asked.replace(" ", "%20")))
                .method(method, publisher(content)).header("Accept", accept);
        if (content != null) {
            request.header("Content-Type", contentType);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        if (method.equals("POST")) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        try {
            HttpResponse<Void> answer = CLIENT.send(request.build(), BodyHandlers.discarding());
            int status = answer.statusCode();
            if (method.equals("POST") && !Headers.tellWhere(status, answer.headers())) {
                throw new AssertionError("POST " + asked + ": " + status + " without Location");
            }
            call = REFUSALS.contains(status) ? call : null;
            follow(asked, answer, token);
            return status;
        } catch (IOException broken) {
            throw new UncheckedIOException(method + " " + asked, broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** To where the answer says that there is something now. */
    private static void follow(String asked, HttpResponse<Void> answer, String token) throws IOException, InterruptedException {
        Optional<String> location = Locations.of(answer.statusCode(), answer.headers());
        if (location.isPresent()) {
            HttpRequest.Builder look = HttpRequest.newBuilder(URI.create(address() + location.get()));
            if (token != null) {
                look.header("Authorization", "Bearer " + token);
            }
            int status = CLIENT.send(look.build(), BodyHandlers.discarding()).statusCode();
            if (!Locations.isThere(status)) {
                throw new AssertionError("POST " + asked + ": " + status + " at its Location " + location.get());
            }
        }
    }

    private Call call() {
        if (call == null) {
            Object content = body.get();
            call = new Call(content, path.get());
        }
        return call;
    }

    private static String address() {
        return RestAssured.baseURI + ":" + RestAssured.port;
    }

    private static BodyPublisher publisher(Object content) {
        if (content == null) {
            return BodyPublishers.noBody();
        }
        if (content instanceof byte[] bytes) {
            return BodyPublishers.ofByteArray(bytes);
        }
        try {
            return BodyPublishers.ofString(content instanceof String text ? text : JSON.writeValueAsString(content));
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(notJson);
        }
    }
}
