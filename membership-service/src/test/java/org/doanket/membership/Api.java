package org.doanket.membership;

import static io.restassured.RestAssured.given;

import io.restassured.config.EncoderConfig;
import io.restassured.config.HeaderConfig;
import io.restassured.config.LogConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.filter.log.LogDetail;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.doanket.testing.Tokens;

/** Calls of this service as its users make them, for tests. */
public final class Api {

    public static final String BASE = "/membership/v1";
    /** REST Assured's own default for unknown +json types is ISO 8859-1, which has no Vietnamese. */
    private static final RestAssuredConfig CONFIG = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().defaultContentCharset(StandardCharsets.UTF_8))
            .headerConfig(HeaderConfig.headerConfig().overwriteHeadersWithName("Accept-Language")) // else a second one is added, and the first counts
            .logConfig(LogConfig.logConfig().enableLoggingOfRequestAndResponseIfValidationFails(LogDetail.BODY));
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private Api() {
    }

    public static RequestSpecification as(String role, UUID unit) {
        return with(unit == null ? Tokens.of(role) : Tokens.of(role).unit(unit));
    }

    public static RequestSpecification with(Tokens token) {
        return given().config(CONFIG).basePath(BASE).header("Authorization", "Bearer " + token.token()).header("Accept-Language", "en");
    }

    /** Without a token. */
    public static RequestSpecification anybody() {
        return given().config(CONFIG).basePath(BASE).header("Accept-Language", "en");
    }

    public static RequestSpecification officer() {
        return as("federation-officer", null);
    }

    /** A code that no other test uses. */
    public static String code() {
        return "T" + NUMBERS.incrementAndGet();
    }

    public static Map<String, Object> founding(String kind, UUID parent) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", code());
        body.put("name", "Công đoàn Thử nghiệm " + NUMBERS.get());
        body.put("kind", kind);
        body.put("jurisdiction", "vn");
        body.put("parentId", parent);
        body.put("validFrom", "2020-01-01");
        body.put("actNumber", "01/QD-LDLD");
        return body;
    }

    public static ValidatableResponse found(Map<String, Object> body) {
        return officer().contentType("application/json").body(body).post("/units").then();
    }

    /** A new unit, by the officer of the installation. */
    public static UUID unit(String kind, UUID parent) {
        return UUID.fromString(found(founding(kind, parent)).statusCode(201).extract().path("id"));
    }

    /** A province with a commune union and in it one grass-roots union; a sibling of that; and a province beside it. */
    public static final class Tree {
        public final UUID province = unit("provincial-federation", null);
        public final UUID commune = unit("commune-union", province);
        public final UUID grassRoots = unit("grass-roots-union", commune);
        public final UUID sibling = unit("commune-union", province);
        public final UUID elsewhere = unit("provincial-federation", null);
    }
}
