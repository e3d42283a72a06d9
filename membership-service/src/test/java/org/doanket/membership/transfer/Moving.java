package org.doanket.membership.transfer;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.Api;
import org.doanket.membership.Somebody;
import org.doanket.membership.reorganisation.Acts;

/** A member of one unit, another unit, and the officers of both; for tests. */
final class Moving {

    static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));

    final UUID from;
    final UUID to;
    final Somebody member;

    Moving(UUID from, UUID to) {
        this.from = from;
        this.to = to;
        member = new Somebody(from);
    }

    static RequestSpecification officer(UUID unit) {
        return Api.as("unit-officer", unit).contentType("application/json");
    }

    Map<String, Object> leave(LocalDate movesOn) {
        return new LinkedHashMap<>(Map.of("kind", "leave", "memberId", member.id, "toUnitCode", Acts.code(to), "movesOn", movesOn.toString(), "note",
                "Chuyển nơi làm việc"));
    }

    Map<String, Object> receive(LocalDate movesOn) {
        return new LinkedHashMap<>(Map.of("kind", "receive", "unitId", to, "nationalId", member.nationalId, "movesOn", movesOn.toString()));
    }

    Map<String, Object> own() {
        return Map.of("toUnitCode", Acts.code(to), "movesOn", TODAY.toString());
    }

    ValidatableResponse ask(UUID unit, Map<String, Object> asking) {
        return officer(unit).body(asking).post("/transfers").then();
    }

    /** By the unit that lets him go, for today. */
    String left() {
        return ask(from, leave(TODAY)).statusCode(201).extract().path("id");
    }

    /** By the unit that wishes to receive him, for today. */
    String wished() {
        return ask(to, receive(TODAY)).statusCode(201).extract().path("id");
    }

    String askedOwn() {
        return member.calls().body(own()).post("/me/transfers").then().statusCode(201).extract().path("id");
    }

    static ValidatableResponse seen(UUID unit, String transfer) {
        return officer(unit).get("/transfers/" + transfer).then();
    }

    static ValidatableResponse accept(UUID unit, String transfer) {
        return officer(unit).body(Map.of("decisionNumber", "05/QĐ")).post("/transfers/" + transfer + "/acceptance").then();
    }

    static ValidatableResponse refuse(UUID unit, String transfer) {
        return officer(unit).body(Map.of("reason", "Owes a handover")).post("/transfers/" + transfer + "/refusal").then();
    }

    static ValidatableResponse withdraw(UUID unit, String transfer) {
        return officer(unit).body(Map.of()).post("/transfers/" + transfer + "/withdrawal").then();
    }

    UUID unitNow() {
        return UUID.fromString(Api.officer().get("/members/" + member.id).then().statusCode(200).extract().path("unitId"));
    }
}
