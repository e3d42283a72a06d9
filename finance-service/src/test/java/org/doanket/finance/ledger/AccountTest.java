package org.doanket.finance.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class AccountTest {

    @Test
    void refusesACursorThatIsNone() {
        Api.as("treasurer", federation.unit(null, "vn")).get("/accounts?cursor=zzz").then().statusCode(400).body("errors[0].code", equalTo("bad-cursor"));
    }

    /** Where a day begins first: what ends for all units ends on no day that any of them has behind it. */
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    @Inject
    Federation federation;

    @Test
    void addsAnAccountThatIsBookedOnAndEndsItWithWhatItHas() {
        UUID unit = federation.unit(null, "cn");
        add("11291", "asset", "1121").then().statusCode(201).body("code", equalTo("11291")).body("parent", equalTo("1121"))
                .body("name", equalTo("Test account")).body("verified", equalTo(false));
        add("11291", "asset", "1121").then().statusCode(409).body("code", equalTo("account-known"));
        Map<String, Object> entry = Books.entry(unit, TODAY.toString(), Books.line("11291", 500, "CNY"), Books.line("5111", -500, "CNY"));
        String booked = Books.posted(unit, entry);
        end("11291", TODAY.minusDays(1)).then().statusCode(422).body("code", equalTo("account-ends-in-past"));
        end("11291", TODAY).then().statusCode(200).body("validTo", equalTo(TODAY.toString()));
        end("11291", TODAY).then().statusCode(409);
        Books.post(unit, entry).then().statusCode(422).body("code", equalTo("account-not-open")).body("rule", equalTo("QD test"));
        assertThat(Api.balance(unit, "11291")).isEqualTo(500);
        assertThatThrownBy(() -> federation.transaction(connection -> Sql.of("WITH e AS (INSERT INTO journal_entry (unit_id, kind, effective_date, "
                + "recorded_by) VALUES (?, 'test', ?, 't') RETURNING no, unit_id, effective_date) INSERT INTO posting SELECT no, l.line, unit_id, "
                + "effective_date, l.account, l.amount, 'CNY' FROM e, (VALUES (1, '11291', 5), (2, '5111', -5)) l (line, account, amount)",
                unit, TODAY)
                .run(connection))).as("past the service").hasStackTraceContaining("not in force");
        // What is wrong there can still be put right.
        Api.treasurer(unit).body(Map.of("why", "twice")).post("/journal-entries/" + booked + "/reversal").then().statusCode(201);
        assertThat(Api.balance(unit, "11291")).isZero();
        Api.as("auditor", unit).get("/accounts?limit=200&on=" + TODAY).then().body("items.code", not(hasItem("11291"))).body("items.code",
                hasItem("1111"));
    }

    @Test
    void refusesWhatDoesNotFitTheChart() {
        add("0099", "asset", null).then().statusCode(422).body("code", equalTo("account-does-not-fit"));
        add("1199", "memo", null).then().statusCode(422);
        add("5199", "income", "1121").then().statusCode(422);
        Api.as("federation-officer", federation.unit(federation.unit(null, "vn"), "vn")).contentType("application/json")
                .body(body("1198", "asset", null)).post("/accounts").then().statusCode(403).body("code", equalTo("rules-at-the-top-only"));
    }

    @Test
    void keepsDaysOfWorkApartFromMoney() {
        UUID unit = federation.unit(null, "vn");
        Books.posted(unit, Books.entry(unit, "2025-03-05", Books.line("0031", 2_400, "XWD"), Books.line("0039", -2_400, "XWD")));
        assertThat(Api.balance(unit, "0031")).isEqualTo(2_400);
        Books.post(unit, Books.entry(unit, "2025-03-05", Books.line("0031", 1, "XWD"), Books.line("1111", -1, "XWD"))).then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/lines/1/amount/currency"));
        Books.post(unit, Books.entry(unit, "2025-03-05", Books.line("0031", 1, "VND"), Books.line("0039", -1, "VND"))).then()
                .statusCode(422);
        Books.post(unit, Books.entry(unit, "2025-03-05", Books.line("0011", 1, "VND"), Books.line("1111", -1, "VND"))).then()
                .statusCode(422)
                .body("code", equalTo("entry-mixes-memo"));
        for (String[] pair : new String[][] {{"0011", "1111", "VND", "memo accounts and money"}, {"0031", "0039", "VND", "another measure"},
            {"1111", "5111", "XWD", "another measure"}}) {
            assertThatThrownBy(() -> federation.transaction(connection -> Sql.of("WITH e AS (INSERT INTO journal_entry (unit_id, kind, effective_date, "
                    + "recorded_by) VALUES (?, 'test', '2025-03-05', 't') RETURNING no, unit_id, effective_date) INSERT INTO posting SELECT no, l.line, "
                    + "unit_id, effective_date, l.account, l.amount, ? FROM e, (VALUES (1, ?, 5), (2, ?, -5)) l (line, account, amount)",
                    unit, pair[2],
                    pair[0], pair[1]).run(connection))).hasStackTraceContaining(pair[3]);
        }
    }

    private static io.restassured.response.Response add(String code, String kind, String parent) {
        return Api.as("federation-officer", null).contentType("application/json").body(body(code, kind, parent)).post("/accounts");
    }

    private static io.restassured.response.Response end(String code, LocalDate on) {
        return Api.as("federation-officer", null).contentType("application/json").body(Map.of("on", on.toString(), "why", "replaced"))
                .post("/accounts/" + code + "/ending");
    }

    private static Map<String, Object> body(String code, String kind, String parent) {
        Map<String, Object> body = new HashMap<>(Map.of("code", code, "kind", kind, "names", Map.of("vi", "Tài khoản thử", "en",
                "Test account", "zh", "测试"),
                "validFrom", "2020-01-01", "citation", "QD test", "verified", false));
        body.put("parent", parent);
        return body;
    }
}
