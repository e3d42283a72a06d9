package org.doanket.membership.application;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.doanket.membership.Api;
import org.doanket.membership.Rosters;

/** People who apply to a unit, and its officer; for tests. */
public final class Joining {

    public static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
    private static final AtomicLong PEOPLE = new AtomicLong(660_000_000);

    public final UUID unit;

    public Joining(UUID unit) {
        this.unit = unit;
    }

    public RequestSpecification officer() {
        return Api.as("unit-officer", unit).contentType("application/json");
    }

    /** Without a token. */
    public static RequestSpecification stranger() {
        return Api.anybody().contentType("application/json");
    }

    public Map<String, Object> opening(int most) {
        return new LinkedHashMap<>(Map.of("unitId", unit, "opensOn", TODAY.minusDays(1).toString(), "closesOn", TODAY.plusDays(30).toString(), "most", most));
    }

    public JsonPath invitation(int most) {
        return officer().body(opening(most)).post("/application-invitations").then().statusCode(201).extract().jsonPath();
    }

    /** A code by which many may apply. */
    public String code() {
        return invitation(1_000).getString("code");
    }

    public static String nationalId() {
        return Rosters.nationalId(PEOPLE.incrementAndGet());
    }

    public static Map<String, Object> person(String nationalId) {
        Map<String, Object> person = new LinkedHashMap<>(Map.of("fullName", "Lê Văn Mới", "birthDate", "1995-03-04", "sex", "male", "phone",
                "0903 111 222", "email", "new@example.org", "position", "Tài xế", "category", "employee"));
        person.put("nationalId", nationalId);
        return person;
    }

    public static Map<String, Object> form(Map<String, Object> person) {
        return new LinkedHashMap<>(Map.of("person", person, "consent", Map.of("textVersion", 1, "given", true)));
    }

    public static ValidatableResponse apply(String code, Map<String, Object> person) {
        return stranger().body(form(person)).post("/application-forms/" + code + "/submissions").then();
    }

    /** @return the receipt */
    public String applied(String nationalId) {
        return apply(code(), person(nationalId)).statusCode(201).extract().path("receipt");
    }

    public static ValidatableResponse ask(String receipt) {
        return stranger().body(Map.of("receipt", receipt)).post("/application-receipts").then();
    }

    public Map<String, Object> paper(String nationalId) {
        return new LinkedHashMap<>(Map.of("unitId", unit, "receivedOn", TODAY.toString(), "person", person(nationalId), "consent",
                Map.of("textVersion", 1, "proof", "file 7")));
    }

    /** @return the application's id */
    public String entered(String nationalId) {
        return officer().body(paper(nationalId)).post("/applications").then().statusCode(201).extract().path("id");
    }

    /** The newest of the open ones. */
    public String newest() {
        List<String> ids = officer().get("/applications?unit=" + unit + "&limit=200").then().statusCode(200).extract().path("items.id");
        return ids.stream().max(String::compareTo).orElseThrow();
    }

    public static Map<String, Object> decision() {
        return new LinkedHashMap<>(Map.of("decisionNumber", "12/QĐ-CĐCS", "decisionDate", TODAY.toString()));
    }

    public ValidatableResponse does(String application, String what, Map<String, Object> body) {
        return officer().body(body).post("/applications/" + application + "/" + what).then();
    }

    public ValidatableResponse admits(String application) {
        return does(application, "admission", decision());
    }
}
