package org.doanket.membership.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.doanket.membership.Api;
import org.doanket.membership.Rosters;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.doanket.testing.Tokens;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.postgresql.PGConnection;

/**
 * Import of a roster, through the API from the first byte to the last fact in the outbox, beside a bare COPY of the same rows into the same tables
 * with the same indexes; then the same list once more, as it was and as a workbook, of which nothing may be new. Sheets are written to files and
 * sent from there, so that the heap is the service's. Run: {@code -Dtest=RosterBenchmark -Dbenchmark=1000000}.
 */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
@EnabledIfSystemProperty(named = "benchmark", matches = "\\d+")
class RosterBenchmark {

    private static final String[] TABLES = {"member", "member_word", "person_key", "member_event", "outbox"};
    private static final String CSV = "text/csv; charset=UTF-8";
    private static final Duration LONG = Duration.ofHours(2);

    private final Map<String, Long> millis = new LinkedHashMap<>();

    private int rows;
    private UUID unit;
    private Rosters rosters;

    @Test
    void importBesideABareCopy() throws SQLException, IOException {
        rows = Integer.getInteger("benchmark");
        unit = Api.unit("commune-union", Api.unit("provincial-federation", null));
        rosters = new Rosters(unit);
        rosters.commit(checked(RosterSheets.csv(1_000, 900_000_000L), CSV)); // so that both sides find warm code
        Path csv = RosterSheets.csv(rows, 300_000_000L);
        Path xlsx = RosterSheets.xlsx(rows, 300_000_000L);
        long csvSize = Files.size(csv);
        long xlsxSize = Files.size(xlsx);

        String[] id = new String[1];
        measure("send and check", () -> id[0] = checked(csv, CSV));
        measure("commit", () -> assertThat(committed(id[0]).getInt("result.admitted")).isEqualTo(rows));
        // The relay works beside; it must not slow down one side and not the other.
        await().atMost(LONG).pollInterval(Duration.ofSeconds(1)).until(() -> !hasFacts());
        try (Connection owner = owner()) {
            bareCopy(owner, id[0]);
        }
        Path again = RosterSheets.csv(rows, 300_000_000L);
        measure("the same again", () -> unchanged(checked(again, CSV)));
        long whole = millis.get("send and check") + millis.get("commit");
        System.out.printf("%n| rows | CSV MB | send and check | commit | whole | bare COPY | whole / bare | the same again |%n"
                + "|---|---|---|---|---|---|---|---|%n| %d | %.1f | %.1f s | %.1f s | %.1f s | %.1f s | %.2f | %.1f s |%n%n", rows, csvSize / 1e6,
                millis.get("send and check") / 1e3, millis.get("commit") / 1e3, whole / 1e3, millis.get("bare COPY") / 1e3,
                (double) whole / millis.get("bare COPY"), millis.get("the same again") / 1e3);
        measure("the same as XLSX", () -> unchanged(checked(xlsx, SheetWriter.XLSX)));
        System.out.printf("%n| XLSX MB | the same as XLSX | peak of the old generation, MB |%n|---|---|---|%n| %.1f | %.1f s | %d |%n%n", xlsxSize / 1e6,
                millis.get("the same as XLSX") / 1e3, heapPeak() >> 20);
    }

    /** The import, checked, its sheet streamed from the file, which is deleted. */
    private String checked(Path sheet, String type) throws IOException {
        String token = Tokens.of("unit-officer").unit(unit).subject("officer").token();
        HttpRequest request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + Api.BASE + "/imports?unit=" + unit
                + "&source=hr&name=roster")).header("Authorization", "Bearer " + token).header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofFile(sheet)).build();
        try {
            HttpResponse<String> answer = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()
                    .send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            JsonPath accepted = new JsonPath(answer.body());
            JsonPath job = rosters.finished(accepted.getString("job"), LONG);
            assertThat(job.getString("state")).as(job.getString("failure")).isEqualTo("succeeded");
            return accepted.getString("id");
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        } finally {
            Files.delete(sheet);
        }
    }

    private JsonPath committed(String id) {
        return rosters.finished(rosters.officer().post("/imports/" + id + "/commit").then().statusCode(202).extract().path("job"), LONG);
    }

    private void unchanged(String id) {
        rosters.get(id, "").body("unchanged", equalTo(rows), "faulty", equalTo(0));
        assertThat(committed(id).getInt("result.changed")).isZero();
    }

    /** Of what lives on: what one collection after the other left. */
    private static long heapPeak() {
        return old().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }

    private static Stream<MemoryPoolMXBean> old() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getName().contains("Old") || pool.getName().contains("Tenured"));
    }

    /** The same rows, sealed already, into twins of the five tables, with their indexes, keys and checks. */
    private void bareCopy(Connection owner, String id) throws SQLException, IOException {
        var copies = owner.unwrap(PGConnection.class).getCopyAPI();
        Map<String, Path> files = new LinkedHashMap<>();
        Map<String, String> columns = new LinkedHashMap<>();
        for (String table : TABLES) {
            columns.put(table, Sql.of("SELECT string_agg(attname, ',' ORDER BY attnum) FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0 "
                    + "AND NOT attisdropped AND attgenerated = '' AND attidentity = ''", table).first(owner, row -> row.getString(1)).orElseThrow());
            files.put(table, Files.createTempFile("bare-", ".copy"));
            Sql.of("CREATE TABLE bare_" + table + " (LIKE " + table + " INCLUDING ALL)").run(owner);
        }
        Sql.of("ALTER TABLE bare_member ADD FOREIGN KEY (unit_id) REFERENCES unit, ADD FOREIGN KEY (category) REFERENCES member_category, "
                + "ADD FOREIGN KEY (status) REFERENCES member_status").run(owner);
        Sql.of("ALTER TABLE bare_member_event ADD FOREIGN KEY (member_id) REFERENCES bare_member ON DELETE CASCADE").run(owner);
        // The relay has emptied the outbox, so its rows are made again as they were.
        Map<String, String> sources = Map.of("member", "SELECT %s FROM member WHERE id IN (SELECT member_id FROM roster_row WHERE import_id = '" + id + "')",
                "member_word", "SELECT %s FROM member_word WHERE member_id IN (SELECT member_id FROM roster_row WHERE import_id = '" + id + "')",
                "person_key", "SELECT %s FROM person_key WHERE person_id IN (SELECT member_id FROM roster_row WHERE import_id = '" + id + "')",
                "member_event", "SELECT %s FROM member_event WHERE detail ->> 'import' = '" + id + "'",
                "outbox", "SELECT 'member', m.id, 1, 'member-admitted', NULL, '{}', member_state(m), now(), NULL FROM member m "
                        + "WHERE id IN (SELECT member_id FROM roster_row WHERE import_id = '" + id + "')");
        try (Connection worker = worker()) {
            for (String table : TABLES) {
                try (var out = Files.newOutputStream(files.get(table))) {
                    worker.unwrap(PGConnection.class).getCopyAPI()
                            .copyOut("COPY (" + String.format(sources.get(table), columns.get(table)) + ") TO STDOUT", out);
                }
            }
        }
        measure("bare COPY", () -> {
            for (String table : TABLES) {
                try (var in = Files.newInputStream(files.get(table))) {
                    copies.copyIn("COPY bare_" + table + " (" + columns.get(table) + ") FROM STDIN", in, 1 << 16);
                }
            }
        });
        for (Path file : files.values()) {
            Files.delete(file);
        }
    }

    private interface Work {
        void run() throws SQLException, IOException;
    }

    private void measure(String what, Work work) throws SQLException, IOException {
        long begin = System.nanoTime();
        work.run();
        millis.put(what, (System.nanoTime() - begin) / 1_000_000);
    }

    private static boolean hasFacts() throws SQLException {
        try (Connection worker = worker()) {
            return Sql.of("SELECT EXISTS (SELECT FROM outbox)").first(worker, row -> row.getBoolean(1)).orElseThrow();
        }
    }

    private static Connection owner() throws SQLException {
        return login("DOANKET_DB_OWNER");
    }

    private static Connection worker() throws SQLException {
        return login("DOANKET_DB_WORKER");
    }

    private static Connection login(String name) throws SQLException {
        var config = ConfigProvider.getConfig();
        return DriverManager.getConnection(config.getValue("DOANKET_DB_URL", String.class), config.getValue(name + "_USER", String.class),
                config.getValue(name + "_PASSWORD", String.class));
    }
}
