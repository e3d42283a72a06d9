package org.doanket.servicemap.tip;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.doanket.testing.Tokens;

/** An intake room as those use it who come by. */
final class TipRoom {

    static final String TIPS = "/map/v1/tips";
    static final String OUTCOMES = "/map/v1/tip-outcomes";
    static final String TEXT = "Ba người đánh bạc sau chợ Vĩnh Châu";

    private TipRoom() {
    }

    static RequestSpecification officer(UUID unit) {
        return given().header("Authorization", "Bearer " + Tokens.of("tips-officer").unit(unit).token()).header("Accept-Language", "en")
                .contentType("application/json");
    }

    static void open(UUID unit) {
        officer(unit).post("/map/v1/tip-rooms").then().statusCode(201);
    }

    static Map<String, Object> tip(UUID unit) {
        Map<String, Object> tip = new LinkedHashMap<>();
        tip.put("unitId", unit);
        tip.put("kind", "gambling");
        tip.put("text", TEXT);
        return tip;
    }

    static Map<String, Object> tipWithContact(UUID unit, String contact) {
        Map<String, Object> tip = tip(unit);
        tip.put("answerWanted", true);
        tip.put("contact", contact);
        return tip;
    }

    static String left(Map<String, Object> tip) {
        return given().contentType("application/json").body(tip).post(TIPS).then().statusCode(201).extract().path("id");
    }

    static Map<String, Object> counts(String month, int tips, int spots, int people, int accidents, int injured) {
        return Map.of("month", month, "tips", tips, "hotSpotsClosed", spots, "peopleCaught", people, "accidentsSecured", accidents,
                "injuredCarried", injured);
    }
}
