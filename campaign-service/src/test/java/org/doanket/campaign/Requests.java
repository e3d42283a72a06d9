package org.doanket.campaign;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.testing.Tokens;

/** Requests as somebody with a role at a unit. */
public final class Requests {

    private Requests() {
    }

    public static RequestSpecification as(String role, UUID unit) {
        return given().header("Authorization", "Bearer " + Tokens.of(role).unit(unit).token()).header("Accept-Language", "en");
    }

    /** The same, reading another language than English. */
    public static RequestSpecification reading(String language, String role, UUID unit) {
        return given().header("Authorization", "Bearer " + Tokens.of(role).unit(unit).token()).header("Accept-Language", language);
    }

    /** The same by another person. */
    public static RequestSpecification another(String role, UUID unit) {
        return given().header("Authorization", "Bearer " + Tokens.of(role).unit(unit).subject("another").token()).header("Accept-Language", "en")
                .contentType("application/json");
    }

    public static RequestSpecification json(String role, UUID unit) {
        return as(role, unit).contentType("application/json");
    }

    /** The least that names a model. */
    public static Map<String, Object> model(UUID unit, String name) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("unit", unit.toString());
        form.put("name", name);
        form.put("subjectKind", "collective");
        form.put("field", "economy");
        form.put("year", 2026);
        return form;
    }

    public static Response register(String role, UUID at, Map<String, Object> form) {
        return json(role, at).body(form).post("/campaigns/v1/models");
    }

    /** All that a list has, read one at a time. */
    public static List<Object> pagewise(String role, UUID unit, String address) {
        List<Object> items = new ArrayList<>();
        String cursor = null;
        do {
            RequestSpecification asking = as(role, unit).queryParam("limit", 1);
            JsonPath page = (cursor == null ? asking : asking.queryParam("cursor", cursor)).get(address).then().statusCode(200).extract().jsonPath();
            items.addAll(page.getList("items"));
            cursor = page.getString("next");
        } while (cursor != null);
        return items;
    }

    public static final byte[] PDF = "%PDF-1.7 that is long enough".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    /** All papers that a proposal needs. */
    public static void attachAll(String role, UUID at, String model) {
        for (String kind : new String[] {"achievement-report", "minutes", "request"}) {
            as(role, at).contentType("application/pdf").queryParam("kind", kind).queryParam("name", kind + ".pdf").body(PDF)
                    .post("/campaigns/v1/models/" + model + "/attachments").then().statusCode(201);
        }
    }

    /** Follows a job to its end and answers its result. */
    public static JsonPath finished(Response accepted, String role, UUID unit) {
        accepted.then().statusCode(202);
        JsonPath job = await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50)).until(
                () -> as(role, unit).get(accepted.header("Location")).then().statusCode(200).extract().jsonPath(),
                seen -> !seen.getString("state").matches("waiting|running"));
        assertThat(job.getString("state")).as(job.prettify()).isEqualTo("succeeded");
        return job;
    }
}
