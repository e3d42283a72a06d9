package org.doanket.membership.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.doanket.membership.Api;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.postgresql.PGConnection;

/**
 * Pages and counts as of a day of a million members, through the HTTP API, in scopes of four sizes: the day before a tenth of them ended and others
 * moved or were suspended, and a day after it all. Beside them in the same run the same questions as of now, and bare counts of the rows as they are
 * now. Then all of them as sheets, as officers see them and with ids and phones opened one by one for a purpose, beside a bare COPY of the same
 * columns, and how much of the heap that held. Run: {@code -Dtest=RegisterBenchmark -Dbenchmark=1000000}.
 */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
@EnabledIfSystemProperty(named = "benchmark", matches = "\\d+")
class RegisterBenchmark {

    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 24);
    private static final int COUNT_ROUNDS = 2;
    private static final String BEFORE = "2025-06-30";
    private static final String AFTER = "2026-01-01";
    private static final List<String> QUESTIONS = List.of("", "q=nguyen", "q=linh", "q=nguyen%20van", "q=quyet", "q=t", "status=suspended", "status=active",
            "category=honorary", "code=DK000123456");

    @Inject
    FieldVault vault;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, List<Double>> millis = new LinkedHashMap<>();

    private record Place(String name, UUID unit, UUID office) {
    }

    @Test
    void pagesCountsAndSheets() throws SQLException, IOException, InterruptedException {
        Million.fill(Integer.getInteger("benchmark"), Million.UNIONS, vault);
        history();
        Random random = new Random(7);
        for (int round = -2; round < ROUNDS; round++) {
            for (Place place : places(random)) {
                for (String question : QUESTIONS) {
                    for (String day : List.of("", BEFORE, AFTER)) {
                        ask(round, "page, " + place.name() + ", " + named(day), place, "/members?limit=50&scope=subtree&" + question + asOf(day));
                    }
                }
                if (round >= 0 && round < COUNT_ROUNDS) {
                    for (String day : List.of("", BEFORE, AFTER)) {
                        ask(round, "count, " + place.name() + ", " + named(day), place, "/members/count?scope=subtree" + asOf(day));
                        ask(round, "tally, " + place.name() + ", " + named(day), place, "/tallies/members?x=" + asOf(day));
                    }
                    bare(place);
                }
            }
        }
        System.out.printf("%n| what | p50 | p95 | p99 | longest |%n|---|---|---|---|---|%n");
        millis.forEach((name, of) -> System.out.printf("| %s | %.1f | %.1f | %.1f | %.1f |%n", name, at(of, 50), at(of, 95), at(of, 99), at(of, 100)));
        sheets();
        millis.forEach((name, of) -> assertThat(name.startsWith("page") ? at(of, 95) : 0).as(name).isLessThan(200));
    }

    /** Those who are over have an event that says so; besides, two in a hundred have moved to the next union, and one in two hundred is back from a suspension. */
    private static void history() throws SQLException {
        try (Connection worker = Million.login("WORKER"); Connection owner = Million.login("OWNER")) {
            changed(worker, "member-ended", "2025-07-01", "jsonb_build_object('status', jsonb_build_array('active', m.status))", "m.status = 'union-ended'");
            changed(worker, "member-changed", "2025-10-01", "jsonb_build_object('status', jsonb_build_array('suspended', m.status))",
                    "m.status = 'active' AND hashtext(m.code) % 200 = 0");
            changed(worker, "member-transferred", "2025-09-01", "jsonb_build_object('unitId', jsonb_build_array((SELECT u.id FROM unit u WHERE u.number > "
                    + "(SELECT v.number FROM unit v WHERE v.id = m.unit_id) AND u.kind = 'grass-roots-union' ORDER BY u.number LIMIT 1), m.unit_id))",
                    "m.version = 1 AND m.status = 'active' AND hashtext(m.code) % 50 = 1 AND EXISTS (SELECT FROM unit u WHERE u.number > (SELECT v.number FROM unit v WHERE v.id = m.unit_id) AND u.kind = 'grass-roots-union')");
            try (var statement = owner.createStatement()) {
                statement.execute("VACUUM ANALYZE");
            }
        }
    }

    private static void changed(Connection worker, String fact, String day, String detail, String which) throws SQLException {
        Sql.of("CREATE TEMPORARY TABLE IF NOT EXISTS touched (id uuid)").run(worker);
        Sql.of("TRUNCATE touched").run(worker);
        Sql.of("INSERT INTO touched SELECT id FROM member m WHERE " + which).run(worker);
        Sql.of("UPDATE member SET version = version + 1 WHERE id IN (SELECT id FROM touched)").run(worker);
        int rows = Sql.of("INSERT INTO member_event (member_id, version, fact, effective, detail, recorded_by) SELECT m.id, m.version, ?, ?::date, " + detail
                + ", 'benchmark' FROM member m WHERE m.id IN (SELECT id FROM touched)", fact, day).run(worker);
        System.out.printf("%s on %s: %,d%n", fact, day, rows);
    }

    private static List<Place> places(Random random) {
        int province = random.nextInt(Million.PROVINCES);
        int commune = random.nextInt(Million.COMMUNES);
        UUID union = Million.union(province, commune, random.nextInt(Million.UNIONS));
        UUID there = Million.commune(province, commune);
        return List.of(new Place("grass-roots union", union, union), new Place("commune union", there, there),
                new Place("province", Million.province(province), Million.province(province)), new Place("everything", Million.ROOT, Million.ROOT),
                new Place("commune, asked by the centre", there, Million.ROOT), new Place("province, asked by the centre", Million.province(province), Million.ROOT));
    }

    private void ask(int round, String name, Place place, String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + Api.BASE + query + "&unit=" + place.unit()))
                .header("Authorization", "Bearer " + Tokens.of("unit-officer").unit(place.office()).token()).header("Accept", "application/json").build();
        long begin = System.nanoTime();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        double took = (System.nanoTime() - begin) / 1e6;
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        if (round >= 0) {
            millis.computeIfAbsent(name, any -> new ArrayList<>()).add(took);
            if (took > 200 && name.startsWith("page")) {
                System.out.printf("slow: %.0f ms %s %s%n", took, name, query);
            }
        }
    }

    private void sheets() throws SQLException, IOException, InterruptedException {
        System.out.printf("%n| sheet | seconds | lines | MB |%n|---|---|---|---|%n");
        old().forEach(MemoryPoolMXBean::resetPeakUsage);
        sheet("CSV", "", "text/csv");
        sheet("CSV as of " + BEFORE, asOf(BEFORE), "text/csv");
        sheet("CSV with ids and phones", "&purpose=benchmark+of+sheets", "text/csv");
        sheet("XLSX", "", SheetWriter.XLSX);
        try (Connection worker = Million.login("WORKER"); CountedOutput out = new CountedOutput()) {
            long begin = System.nanoTime();
            worker.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY (SELECT u.code, m.code, m.full_name, m.birth_date, m.sex, m.email, m.card_number, "
                    + "m.external_source, m.external_id, m.joined_on, m.position, m.category, m.dues_kind, m.status, m.status_since FROM member m "
                    + "JOIN unit u ON u.id = m.unit_id WHERE m.ended_on IS NULL ORDER BY m.path, m.search_name, m.id) TO STDOUT (FORMAT csv)", out);
            System.out.printf("| bare COPY | %.1f | %,d | %.1f |%n", (System.nanoTime() - begin) / 1e9, out.lines, out.bytes / 1e6);
        }
        System.out.printf("%npeak of the old generation: %d MB%n", old().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20);
    }

    private void sheet(String name, String query, String type) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + Api.BASE + "/members?scope=subtree&unit=" + Million.ROOT + query))
                .header("Authorization", "Bearer " + Tokens.of("unit-officer").unit(Million.ROOT).token()).header("Accept", type).build();
        long begin = System.nanoTime();
        try (CountedOutput out = new CountedOutput()) {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            answer.body().transferTo(out);
            System.out.printf("| %s | %.1f | %,d | %.1f |%n", name, (System.nanoTime() - begin) / 1e9, out.lines, out.bytes / 1e6);
            assertThat(type.startsWith("text/") ? out.lines : Long.MAX_VALUE).isGreaterThan(Integer.getInteger("benchmark") * 85L / 100);
        }
    }

    private static Stream<MemoryPoolMXBean> old() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getName().contains("Old") || pool.getName().contains("Tenured"));
    }

    /** Takes everything, keeps nothing but how much it was. */
    private static final class CountedOutput extends OutputStream {

        private long lines;
        private long bytes;

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] content, int from, int length) {
            bytes += length;
            for (int i = from; i < from + length; i++) {
                lines += content[i] == '\n' ? 1 : 0;
            }
        }
    }

    /** As the rows are now, on the worker's login, which sees all. */
    private void bare(Place place) throws SQLException {
        try (Connection worker = Million.login("WORKER")) {
            String path = Sql.of("SELECT path FROM unit WHERE id = ?", place.unit()).first(worker, row -> row.getString(1)).orElseThrow();
            long begin = System.nanoTime();
            Sql.of("SELECT count(*) FROM member WHERE path >= ? AND path < ? AND ended_on IS NULL", path, path.substring(0, path.length() - 1) + "0")
                    .list(worker, row -> row.getLong(1));
            millis.computeIfAbsent("bare count of now, " + place.name(), any -> new ArrayList<>()).add((System.nanoTime() - begin) / 1e6);
        }
    }

    private static String asOf(String day) {
        return day.isEmpty() ? "" : "&asOf=" + day;
    }

    private static String named(String day) {
        return day.isEmpty() ? "now" : "as of " + day;
    }

    private static double at(List<Double> of, int percent) {
        List<Double> sorted = of.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
