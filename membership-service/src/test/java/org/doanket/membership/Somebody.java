package org.doanket.membership;

import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.doanket.testing.Tokens;

/** A member with a full file, who calls for himself; for tests. */
public final class Somebody {

    private static final AtomicLong PEOPLE = new AtomicLong(870_000_000);

    public final UUID unit;
    public final String nationalId = Rosters.nationalId(PEOPLE.incrementAndGet());
    public final String phone = "09" + String.format("%08d", PEOPLE.get() % 100_000_000);
    public final UUID id;

    public Somebody(UUID unit) {
        this.unit = unit;
        Map<String, Object> file = new LinkedHashMap<>(Map.of("unitId", unit, "fullName", "Trần Thị Của Mình", "joinedOn", "2020-01-01",
                "nationalId", nationalId, "phone", phone, "email", "mine@example.org", "birthDate", "1990-05-06", "sex", "female",
                "position", "Tổ trưởng"));
        id = UUID.fromString(Api.officer().contentType("application/json").body(file).post("/members").then().statusCode(201).extract().path("id"));
    }

    public Tokens token() {
        return Tokens.of("member").unit(unit).member(id).subject("member-" + id);
    }

    public RequestSpecification calls() {
        return Api.with(token()).contentType("application/json");
    }

    public RequestSpecification officer() {
        return Api.as("unit-officer", unit).contentType("application/json");
    }

    public void consents(String purpose, boolean given) {
        calls().body(Map.of("purpose", purpose, "textVersion", 1, "given", given)).post("/me/consents").then().statusCode(200);
    }
}
