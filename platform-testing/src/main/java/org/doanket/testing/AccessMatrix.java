package org.doanket.testing;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
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

    private final String method;
    private final Supplier<String> path;
    private Supplier<Object> body = () -> null;
    private String contentType = "application/json";
    private String accept;
    private String ifMatch;
    private Set<String> roles = Set.of();
    private final List<UUID> inside = new ArrayList<>();
    private final List<UUID> outside = new ArrayList<>();
    private boolean scoped = true;
    private boolean isOpen;
    private UUID member;

    private AccessMatrix(String method, Supplier<String> path) {
        this.method = method;
        this.path = path;
    }

    public static AccessMatrix of(String method, String path) {
        return new AccessMatrix(method, () -> path);
    }

    /** For calls that use something up: asked anew for each try. */
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
        AccessCoverage.record(method, path.get());
        if (isOpen) {
            checkOpen();
            return;
        }
        if (roles.isEmpty() || inside.isEmpty()) {
            throw new IllegalStateException("name the roles and the units that get through");
        }
        SoftAssertions softly = new SoftAssertions();
        String what = method + " " + path.get();
        for (String role : ROLES) {
            for (UUID unit : inside) {
                int status = call(tokens(role, unit).token()).statusCode();
                if (roles.contains(role)) {
                    softly.assertThat(status).as("%s as %s inside", what, role).isNotIn(401, 403, 404, 405, 500);
                } else {
                    softly.assertThat(status).as("%s as %s, a wrong role", what, role).isEqualTo(403);
                }
            }
        }
        for (String role : roles) {
            for (UUID unit : scoped ? outside : List.<UUID>of()) {
                int status = call(tokens(role, unit).token()).statusCode();
                softly.assertThat(status).as("%s as %s from outside", what, role).isIn(403, 404);
            }
        }
        Tokens right = tokens(roles.iterator().next(), inside.get(0));
        softly.assertThat(call(null).statusCode()).as("%s without a token", what).isEqualTo(401);
        refusesBadTokens(right, what, softly);
        softly.assertAll();
    }

    private void refusesBadTokens(Tokens right, String what, SoftAssertions softly) {
        softly.assertThat(call(right.expired()).statusCode()).as("%s with an expired token", what).isEqualTo(401);
        softly.assertThat(call(right.forged()).statusCode()).as("%s with a forged token", what).isEqualTo(401);
        softly.assertThat(call(right.unsigned()).statusCode()).as("%s with alg=none", what).isEqualTo(401);
        softly.assertThat(call(right.forAnotherAudience()).statusCode()).as("%s with another's token", what).isEqualTo(401);
    }

    private void checkOpen() {
        SoftAssertions softly = new SoftAssertions();
        String what = method + " " + path.get();
        softly.assertThat(call(null).statusCode()).as("%s without a token", what).isBetween(200, 299);
        for (String role : ROLES) {
            softly.assertThat(call(Tokens.of(role).token()).statusCode()).as("%s as %s", what, role).isBetween(200, 299);
        }
        refusesBadTokens(Tokens.of("member"), what, softly);
        softly.assertAll();
    }

    private Tokens tokens(String role, UUID unit) {
        Tokens tokens = Tokens.of(role).unit(unit);
        return member == null ? tokens : tokens.member(member);
    }

    private Response call(String token) {
        RequestSpecification request = given().redirects().follow(false);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (accept != null) {
            request.accept(accept);
        }
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        if (method.equals("POST")) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        Object content = body.get();
        if (content instanceof byte[] bytes) {
            request.contentType(contentType).body(bytes);
        } else if (content != null) {
            request.contentType(contentType).body(content);
        }
        return request.request(method, path.get());
    }
}
