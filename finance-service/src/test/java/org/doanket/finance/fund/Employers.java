package org.doanket.finance.fund;

import static org.awaitility.Awaitility.await;

import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowingConsumer;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;

/** What treasurers say of employers, for tests. */
public final class Employers {

    private static final AtomicLong TAX_CODES = new AtomicLong(System.nanoTime() % 1_000_000_000L * 100);

    private static final Map<UUID, String> CURRENCIES = new ConcurrentHashMap<>();

    private Employers() {
    }

    public static String register(UUID collector, UUID union, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("unit", collector, "taxCode", taxCode(), "name", "Công ty May Mặc", "validFrom",
                "2010-01-01"));
        if (union != null) {
            body.put("union", union);
        }
        body.putAll(more);
        return Api.treasurer(collector).body(body).post("/employers").then().statusCode(201).extract().path("id");
    }

    public static String register(UUID collector, UUID union) {
        return register(collector, union, Map.of());
    }

    public static String taxCode() {
        return "0" + TAX_CODES.incrementAndGet();
    }

    public static ValidatableResponse declare(UUID as, String employer, String month, long payroll, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("employer", employer, "month", month, "payroll", money(payroll, as), "headCount",
                100));
        body.putAll(more);
        return Api.treasurer(as).body(body).post("/fund-declarations").then();
    }

    public static void declare(UUID as, String employer, String month, long payroll) {
        declare(as, employer, month, payroll, Map.of()).statusCode(201);
    }

    public static void pay(UUID as, String employer, long amount) {
        Api.treasurer(as).body(Map.of("employer", employer, "amount", money(amount, as), "day", "2025-10-05", "from", "bank"))
                .post("/fund-receipts").then()
                .statusCode(201);
    }

    /** Until the settlements that were asked for are over; then what must hold does. */
    public static void settled(Federation federation, ThrowingConsumer<Federation> check) {
        await().until(() -> federation.number("SELECT count(*) FROM job WHERE kind IN ('fund-settlement', 'fund-receipts') AND state IN ('waiting', "
                + "'running')") == 0);
        check.accept(federation);
    }

    private static Map<String, Object> money(long amount, UUID as) {
        return Map.of("amount", amount, "currency", CURRENCIES.getOrDefault(as, "VND"));
    }

    /** A unit whose money is yuan. */
    public static UUID chinese(UUID unit) {
        CURRENCIES.put(unit, "CNY");
        return unit;
    }
}
