package org.doanket.membership.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.doanket.membership.Api;
import org.doanket.membership.Rosters;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.postgresql.PGConnection;

/**
 * Import of 100,000 members, through the API from the first byte to the last fact in the outbox, beside a bare COPY of the
 * same rows into the same tables with the same indexes. Run: {@code -Dtest=RosterBenchmark -Dbenchmark=100000}.
 */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
@EnabledIfSystemProperty(named = "benchmark", matches = "\\d+")
class RosterBenchmark {

    private static final String[] FAMILY = {"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ"};
    private static final String[] MIDDLE = {"Thị", "Văn", "Đức", "Thanh", "Minh", "Ngọc", "Hữu", "Quang"};
    private static final String[] GIVEN = {"An", "Bình", "Cường", "Dung", "Giang", "Hà", "Hương", "Khánh", "Linh", "Mai", "Nam", "Oanh", "Phúc", "Quỳnh"};
    private static final String[] TABLES = {"member", "member_word", "person_key", "member_event", "outbox"};

    private final Map<String, Long> millis = new LinkedHashMap<>();

    @Test
    void importBesideABareCopy() throws SQLException, IOException {
        int rows = Integer.getInteger("benchmark");
        Rosters rosters = new Rosters(Api.unit("commune-union", Api.unit("provincial-federation", null)));
        rosters.commit(rosters.checked(csv(1_000, 900_000_000L))); // so that both sides find warm code
        byte[] sheet = csv(rows, 300_000_000L).getBytes(StandardCharsets.UTF_8);

        String[] id = new String[1];
        measure("send and check", () -> id[0] = rosters.checked("text/csv; charset=UTF-8", sheet));
        measure("commit", () -> assertThat(rosters.commit(id[0]).getInt("result.admitted")).isEqualTo(rows));
        // The relay works beside; it must not slow down one side and not the other.
        await().atMost(Duration.ofMinutes(5)).until(() -> facts() == 0);
        try (Connection owner = owner()) {
            bareCopy(owner, id[0]);
        }
        long whole = millis.get("send and check") + millis.get("commit");
        JsonPath view = rosters.get(id[0], "").extract().jsonPath();
        System.out.printf("%n| rows | sheet MB | send and check | commit | whole | bare COPY | whole / bare |%n|---|---|---|---|---|---|---|%n"
                + "| %d | %.1f | %.1f s | %.1f s | %.1f s | %.1f s | %.2f |%n%n", view.getInt("rows"), sheet.length / 1e6,
                millis.get("send and check") / 1e3, millis.get("commit") / 1e3, whole / 1e3, millis.get("bare COPY") / 1e3,
                (double) whole / millis.get("bare COPY"));
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

    private static String csv(int rows, long from) {
        StringBuilder csv = new StringBuilder("Họ và tên,Ngày sinh,Giới tính,Số CCCD,Điện thoại,Mã NV,Ngày vào công đoàn,Chức vụ\n");
        for (int i = 0; i < rows; i++) {
            csv.append(FAMILY[i % FAMILY.length]).append(' ').append(MIDDLE[i / 7 % MIDDLE.length]).append(' ').append(GIVEN[i / 3 % GIVEN.length])
                    .append(String.format(",%02d/%02d/19%02d,%s,%s,09%08d,E%d,01/%02d/20%02d,%s%n", i % 28 + 1, i % 12 + 1, 60 + i % 40,
                            i % 2 == 0 ? "Nữ" : "Nam", Rosters.nationalId(from + i), i, from + i, i % 12 + 1, i % 20 + 5, i % 50 == 0 ? "Tổ trưởng" : ""));
        }
        return csv.toString();
    }

    private interface Work {
        void run() throws SQLException, IOException;
    }

    private void measure(String what, Work work) throws SQLException, IOException {
        long begin = System.nanoTime();
        work.run();
        millis.put(what, (System.nanoTime() - begin) / 1_000_000);
    }

    private static long facts() throws SQLException {
        try (Connection worker = worker()) {
            return Sql.of("SELECT count(*) FROM outbox").first(worker, row -> row.getLong(1)).orElseThrow();
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
