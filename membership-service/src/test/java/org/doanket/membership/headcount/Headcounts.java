package org.doanket.membership.headcount;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.testing.Tokens;

/** Head counts as officers file and decide them, for tests. */
public final class Headcounts {

    public static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));

    private Headcounts() {
    }

    /** A period about a day, open now and due tomorrow. */
    public static Map<String, Object> opening(UUID unit, LocalDate cutOff) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("unitId", unit);
        body.put("code", Api.code());
        body.put("name", "Kỳ thử");
        body.put("kind", "half-year");
        body.put("level", "grass-roots");
        body.put("from", cutOff.minusMonths(6).toString());
        body.put("to", cutOff.toString());
        body.put("cutOff", cutOff.toString());
        body.put("opensOn", TODAY.minusDays(5).toString());
        body.put("dueOn", TODAY.plusDays(1).toString());
        body.put("closesOn", TODAY.plusDays(5).toString());
        return body;
    }

    public static String period(UUID unit, LocalDate cutOff) {
        return open(opening(unit, cutOff)).statusCode(201).extract().path("id");
    }

    public static ValidatableResponse open(Map<String, Object> body) {
        return Api.officer().contentType("application/json").body(body).post("/headcount-periods").then();
    }

    public static Map<String, Object> count(int members, int women, Integer workers, Integer workersWomen) {
        Map<String, Object> count = new HashMap<>();
        count.put("members", Map.of("total", members, "women", women));
        if (workers != null) {
            count.put("workers", Map.of("total", workers, "women", workersWomen));
        }
        return count;
    }

    public static Map<String, Object> filing(String period, UUID unit, Map<String, Object> count) {
        return Map.of("periodId", period, "unitId", unit, "count", count);
    }

    public static ValidatableResponse file(String period, UUID unit, Map<String, Object> count) {
        return below(unit).contentType("application/json").body(filing(period, unit, count)).post("/headcount-reports").then();
    }

    /** Filed and handed in by the unit's own officer. */
    public static String pending(String period, UUID unit, Map<String, Object> count) {
        String id = file(period, unit, count).statusCode(201).extract().path("id");
        below(unit).post("/headcount-reports/" + id + "/submission").then().statusCode(200);
        return id;
    }

    /** And approved by somebody above. */
    public static String approved(String period, UUID unit, Map<String, Object> count) {
        String id = pending(period, unit, count);
        above().contentType("application/json").body(Map.of()).post("/headcount-reports/" + id + "/approval").then().statusCode(200);
        return id;
    }

    public static RequestSpecification below(UUID unit) {
        return Api.with(Tokens.of("unit-officer").unit(unit).subject("below"));
    }

    public static RequestSpecification above() {
        return Api.with(Tokens.of("federation-officer").subject("above"));
    }
}
