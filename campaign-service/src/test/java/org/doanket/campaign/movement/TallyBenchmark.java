package org.doanket.campaign.movement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.doanket.campaign.Requests.json;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.doanket.campaign.Federation;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Tallies over 10,000 units with 100,000 registrations and as many results, through the HTTP API, while more results pour in; beside
 * bare SQL over the rows themselves, without row-level security. Run: {@code -Dtest=TallyBenchmark -Dbenchmark=100000}.
 */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
@EnabledIfSystemProperty(named = "benchmark", matches = "\\d+")
class TallyBenchmark {

    private static final int COMMUNES = 100;
    private static final int UNITS = 10_000;
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 200);
    private static final int WARM_UP = 30;

    @Inject
    Federation federation;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, List<Double>> ours = new LinkedHashMap<>();
    private final Map<String, List<Double>> bare = new LinkedHashMap<>();

    @Test
    void sumsBesideBareSqlWhileResultsPourIn() throws Exception {
        int rows = Integer.getInteger("benchmark");
        UUID province = federation.unit("province", null);
        String path = federation.path(province);
        long begin = System.nanoTime();
        fill(province, path, rows);
        String movement = movement(province);
        Sql.of("INSERT INTO movement_result (id, movement_id, unit_id, field, kind, value, measure, day, state, reported_by, reported_at) "
                + "SELECT uuidv7(), ?::uuid, u.id, (ARRAY['economy', 'security'])[1 + g % 2], (ARRAY['cash', 'workdays'])[1 + g / 2 % 2], 1 + g % 1000, "
                + "(ARRAY['VND', 'workday'])[1 + g / 2 % 2], date '2026-01-01' + g % 365, 'reported', 'bench', now() FROM generate_series(0, ? - 1) g "
                + "JOIN (SELECT id, row_number() OVER (ORDER BY path) - 1 AS no FROM unit_ref WHERE starts_with(path, ?)) u ON u.no = g % ?", movement, rows,
                path, UNITS).run(federation.worker());
        System.out.printf("%n%,d registrations and %,d results of %,d units filled in %.0f s%n", rows, rows, UNITS, (System.nanoTime() - begin) / 1e9);
        UUID commune = Sql.of("SELECT id FROM unit_ref WHERE parent_id = ? LIMIT 1", province).first(federation.worker(), row -> row.getObject(1, UUID.class))
                .orElseThrow();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger poured = new AtomicInteger();
        Thread writer = new Thread(() -> pour(movement, commune, stop, poured));
        writer.start();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (UUID unit : List.of(province, commune)) {
                String who = unit.equals(province) ? "province" : "commune";
                ask(round, who + ", models", unit, "/campaigns/v1/tallies/models?year=2026&scope=subtree&unit=" + unit);
                ask(round, who + ", models as of a day", unit, "/campaigns/v1/tallies/models?year=2026&scope=subtree&asOf=2026-06-30&unit=" + unit);
                ask(round, who + ", results", unit, "/campaigns/v1/tallies/results?scope=subtree&movement=" + movement + "&unit=" + unit);
                bare(round, who + ", models", "SELECT m.field, m.subject_kind, m.state, count(*) FROM good_practice_model m JOIN unit_ref u ON u.id = m.unit_id "
                        + "WHERE m.year = 2026 AND starts_with(u.path, ?) GROUP BY 1, 2, 3", federation.path(unit));
                bare(round, who + ", results", "SELECT r.field, r.kind, r.state, r.measure, count(*), sum(r.value) FROM movement_result r "
                        + "JOIN unit_ref u ON u.id = r.unit_id WHERE r.movement_id = ?::uuid AND starts_with(u.path, ?) GROUP BY 1, 2, 3, 4", movement,
                        federation.path(unit));
            }
        }
        stop.set(true);
        writer.join();
        System.out.printf("%d results poured in meanwhile%n%n| question | p50 | p95 | longest | bare SQL p50 | p95 |%n|---|---|---|---|---|---|%n", poured.get());
        ours.forEach((name, millis) -> System.out.printf("| %s | %.1f | %.1f | %.1f | %s | %s |%n", name, at(millis, 50), at(millis, 95), at(millis, 100),
                bare.containsKey(name) ? String.format("%.1f", at(bare.get(name), 50)) : "", bare.containsKey(name) ? String.format("%.1f", at(bare.get(name), 95)) : ""));
        long counted = Sql.of("SELECT sum(n) FROM tally_cell WHERE what = 'results' AND subject = ? AND unit_id = ? AND NOT own AND span = 'd'", movement, province)
                .first(federation.worker(), row -> row.getLong(1)).orElseThrow();
        assertThat(counted).as("every result is in the sum").isEqualTo(rows + poured.get());
        ours.forEach((name, millis) -> assertThat(at(millis, 95)).as(name).isLessThan(20));
    }

    private void fill(UUID province, String path, int rows) {
        Sql.of("INSERT INTO unit_ref (id, code, name, search_name, kind, level, jurisdiction, parent_id, path, valid_from, version) SELECT uuidv7(), 'B-' || gen_random_uuid(), "
                + "'Xã', 'xa', 'commune-union', 'upper', 'vn', ?, ? || g || '/', '2020-01-01', 1 FROM generate_series(1, ?) g", province, path, COMMUNES)
                .run(federation.worker());
        Sql.of("INSERT INTO unit_ref (id, code, name, search_name, kind, level, jurisdiction, parent_id, path, valid_from, version) SELECT uuidv7(), 'B-' || gen_random_uuid(), "
                + "'CDCS', 'cdcs', 'grass-roots-union', 'grass-roots', 'vn', c.id, c.path || g || '/', '2020-01-01', 1 FROM generate_series(1, ?) g "
                + "CROSS JOIN unit_ref c WHERE c.parent_id = ?", UNITS / COMMUNES - 1, province).run(federation.worker());
        Sql.of("INSERT INTO good_practice_model (id, unit_id, jurisdiction, name, subject_kind, field, standing, year, registered_on, state, version, facts, created_by, "
                + "created_at, changed_at) SELECT uuidv7(), u.id, 'vn', 'Mô hình số ' || g, (ARRAY['collective', 'individual'])[1 + g % 2], "
                + "(ARRAY['economy', 'culture-society', 'security', 'political-system'])[1 + g / 2 % 4], 'new', 2026, date '2026-01-01' + g % 365, 'registered', 2, 1, "
                + "'bench', now(), now() FROM generate_series(0, ? - 1) g JOIN (SELECT id, row_number() OVER (ORDER BY path) - 1 AS no FROM unit_ref "
                + "WHERE starts_with(path, ?)) u ON u.no = g % ?", rows, path, UNITS).run(federation.worker());
    }

    private String movement(UUID province) {
        String address = json("campaign-officer", province).body(Map.of("unit", province, "name", "Phong trào", "year", 2026, "starts", "2026-01-01", "ends",
                "2026-12-31", "contents", List.of(Map.of("code", "road", "title", "Đường")))).post("/campaigns/v1/movements").header("Location");
        json("campaign-officer", province).post(address + "/launch").then().statusCode(200);
        return address.replaceAll(".*/", "");
    }

    private static void pour(String movement, UUID unit, AtomicBoolean stop, AtomicInteger poured) {
        while (!stop.get()) {
            json("campaign-officer", unit).body(Map.of("movement", movement, "unit", unit, "day", "2026-05-01", "result", Map.of("kind", "cash", "amount",
                    Map.of("amount", 1_000, "currency", "VND")))).post("/campaigns/v1/results").then().statusCode(201);
            poured.incrementAndGet();
        }
    }

    private void ask(int round, String name, UUID unit, String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + address))
                .header("Authorization", "Bearer " + Tokens.of("campaign-officer").unit(unit).token()).header("Accept", "application/json").build();
        long begin = System.nanoTime();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        keep(ours, round, name, begin);
    }

    private void bare(int round, String name, String sql, Object... values) {
        long begin = System.nanoTime();
        Sql.of(sql, values).list(federation.worker(), row -> row.getString(1));
        keep(bare, round, name, begin);
    }

    private static void keep(Map<String, List<Double>> where, int round, String name, long begin) {
        if (round >= 0) {
            where.computeIfAbsent(name, any -> new ArrayList<>()).add((System.nanoTime() - begin) / 1e6);
        }
    }

    private static double at(List<Double> millis, int percent) {
        List<Double> sorted = millis.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
