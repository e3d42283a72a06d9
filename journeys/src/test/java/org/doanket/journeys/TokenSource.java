package org.doanket.journeys;

import static io.restassured.RestAssured.given;

import java.util.HashMap;
import java.util.Map;

/** Where the journeys get their tokens, by {@code -Ddoanket.tokens}: {@code demo}, the embedded default's identities, or {@code keycloak:<address>}. */
interface TokenSource {

    String KEYCLOAK = "keycloak:";

    /** @param member id of the member who asks, or null */
    String token(String role, String unit, String member);

    static TokenSource named(String name, String base) {
        if (name.equals("demo")) {
            return (role, unit, member) -> demo(base, role, unit, member);
        }
        if (name.startsWith(KEYCLOAK)) {
            return new KeycloakTokens(name.substring(KEYCLOAK.length()));
        }
        throw new IllegalArgumentException("no such source of tokens: " + name);
    }

    private static String demo(String base, String role, String unit, String member) {
        Map<String, String> wanted = new HashMap<>(Map.of("role", role, "unit", unit));
        if (member != null) {
            wanted.put("member", member);
        }
        return given().baseUri(base).contentType("application/json").body(wanted).post("/demo/tokens").then().statusCode(200)
                .extract().path("access_token");
    }
}
