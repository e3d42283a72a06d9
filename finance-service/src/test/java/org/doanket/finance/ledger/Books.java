package org.doanket.finance.ledger;

import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.finance.Api;
import org.doanket.standalone.Backends;
import org.doanket.testing.Tokens;
import org.eclipse.microprofile.config.ConfigProvider;

/** The books as treasurers keep them by hand, for tests; and past all guards, as nobody should. */
final class Books {

    private Books() {
    }

    static Map<String, Object> line(String account, long amount, String currency) {
        return Map.of("account", account, "amount", Map.of("amount", amount, "currency", currency));
    }

    static Map<String, Object> entry(UUID unit, String on, Object... lines) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("unit", unit, "on", on, "note", "a test"));
        body.put("lines", List.of(lines));
        return body;
    }

    /** Money that came in: cash against other income. */
    static Map<String, Object> income(UUID unit, String on, long amount) {
        return entry(unit, on, line("1111", amount, "VND"), line("5111", -amount, "VND"));
    }

    static Response post(UUID unit, Map<String, Object> body) {
        return Api.treasurer(unit).body(body).post("/journal-entries");
    }

    static String posted(UUID unit, Map<String, Object> body) {
        return post(unit, body).then().statusCode(201).extract().path("id");
    }

    /** A treasurer who is not the one of {@link Api#treasurer}. */
    static io.restassured.specification.RequestSpecification other(UUID unit) {
        return Api.with(Tokens.of("treasurer").unit(unit).subject("another")).header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json");
    }

    static String period(UUID unit, String month) {
        return Api.as("auditor", unit).get("/periods?limit=200&unit=" + unit).then().statusCode(200).extract()
                .path("items.find { it.month == '" + month + "' }.id");
    }

    static Response close(UUID unit, String month) {
        return Api.treasurer(unit).post("/periods/" + period(unit, month) + "/closing");
    }

    static Response reopen(UUID unit, String month) {
        return other(unit).body(Map.of("why", "a forgotten paper")).post("/periods/" + period(unit, month) + "/opening");
    }

    /** The superuser, without triggers: what somebody could do who has the machine. */
    static void tamper(String statement, Object... values) throws SQLException {
        try (Connection connection = superuser()) {
            org.doanket.platform.sql.Sql.of("SET session_replication_role = replica").run(connection);
            org.doanket.platform.sql.Sql.of(statement, values).run(connection);
        }
    }

    private static Connection superuser() throws SQLException {
        String given = System.getenv(Backends.VARIABLE);
        String admin = (given == null || given.isBlank() ? System.getProperty("doanket.test.backends") : given).split("\\|")[0];
        String database = ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class).replaceFirst("\\?.*", "")
                .replaceFirst(".*/", "");
        return DriverManager.getConnection(admin.replaceFirst("^(jdbc:postgresql://[^/]+/)[^?]*", "$1" + database));
    }
}
