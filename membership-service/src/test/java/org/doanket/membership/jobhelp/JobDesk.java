package org.doanket.membership.jobhelp;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;

/** A unit's officer who helps people to work, for tests. */
public final class JobDesk {

    /** Where the units are: a legal day is a day of the jurisdiction. */
    public static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));

    private final UUID unit;

    public JobDesk(UUID unit) {
        this.unit = unit;
    }

    public RequestSpecification calls() {
        return Api.as("unit-officer", unit).contentType("application/json");
    }

    public Map<String, Object> opening(String employer, String title, String trade, int headcount) {
        return new LinkedHashMap<>(Map.of("unitId", unit, "employer", employer, "title", title, "trade", trade, "headcount", headcount, "contactName",
                "Bà Liên Hệ", "contactPhone", "0900 111 222", "openUntil", TODAY.plusDays(30).toString(), "payFrom",
                Map.of("amount", 6_000_000, "currency", "VND")));
    }

    Map<String, Object> seeker(String name) {
        return new LinkedHashMap<>(Map.of("unitId", unit, "fullName", name, "phone", "0900 333 444", "wish", Map.of("trades", List.of("driver"), "wish",
                "Ca ngày"), "consent", Map.of("textVersion", 1, "channel", "paper", "proof", "file 7")));
    }

    public String enter(Map<String, Object> opening) {
        return calls().body(opening).post("/job-openings").then().statusCode(201).extract().path("id");
    }

    public String published(String employer, String title, String trade, int headcount) {
        String id = enter(opening(employer, title, trade, headcount));
        calls().post("/job-openings/" + id + "/publication").then().statusCode(200);
        return id;
    }

    public String takeIn(String name) {
        return calls().body(seeker(name)).post("/job-seekers").then().statusCode(201).extract().path("id");
    }

    public ValidatableResponse bring(String opening, String seeker) {
        return calls().body(Map.of("openingId", opening, "seekerId", seeker, "on", TODAY.toString())).post("/placements").then();
    }

    public ValidatableResponse step(String placement, String step) {
        return calls().body(Map.of("on", TODAY.toString())).post("/placements/" + placement + "/" + step).then();
    }

    ValidatableResponse end(String placement, String step) {
        return calls().body(Map.of("on", TODAY.toString(), "reason", "never began")).post("/placements/" + placement + "/" + step).then();
    }

    /** Brought together and hired today. */
    public String hired(String opening, String seeker) {
        String placement = bring(opening, seeker).statusCode(201).extract().path("id");
        step(placement, "hiring").statusCode(200);
        return placement;
    }
}
