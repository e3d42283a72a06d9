package org.doanket.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Kills and stops processes of a running, packaged suite at random while clients found units and admit members through its gateway. Whatever was
 * acknowledged must then be there once, and every replica must say what its source says. The suite is told by -Ddoanket.suite=DATA_DIRECTORY.
 */
@EnabledIfSystemProperty(named = "doanket.suite", matches = ".+")
class SuiteChaosTest {
    private static final int CLIENTS = 3;
    private static final int UNITS = 5;
    private static final List<String> SERVICES = ServiceSpec.BEHIND_GATEWAY.stream().map(ServiceSpec::module).toList();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long PAST_THE_LEASE_MILLIS = 25_000;

    private final DataDirectory data = new DataDirectory(Path.of(System.getProperty("doanket.suite", ".")));
    private final Random random = new Random(Long.getLong("doanket.chaos.seed", 1));
    private final Map<String, Integer> faults = new TreeMap<>();
    private final Map<String, Integer> kills = new HashMap<>();
    private final List<String> members = new CopyOnWriteArrayList<>(), units = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final String mark = Long.toString(System.currentTimeMillis(), 36).toUpperCase(java.util.Locale.ROOT);
    private volatile boolean goesOn = true;
    private ChaosClient client;

    @Test
    void afterKillsAndStopsOfWholeServicesEveryReplicaEqualsItsSource() throws Exception {
        client = new ChaosClient(Files.readString(data.address()));
        String root = client.post("/membership/v1/units", unit("R", "confederation", null));
        String province = client.post("/membership/v1/units", unit("P", "provincial-federation", root));
        units.addAll(List.of(root, province));
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int number = i;
            Thread thread = new Thread(() -> load(number, province));
            thread.setUncaughtExceptionHandler((any, failure) -> refused.add(failure.toString()));
            clients.add(thread);
        }
        clients.forEach(Thread::start);
        long end = System.nanoTime() + Duration.ofSeconds(Long.getLong("doanket.chaos.seconds", 180)).toNanos();
        while (System.nanoTime() < end) {
            inflict();
        }
        goesOn = false;
        for (Thread each : clients) {
            each.join();
        }
        assertThat(refused).as("what a client had to give up").isEmpty();
        check();
    }

    /** At most as often as the launcher forgives: who falls again and again is ill, and it stops. */
    private void inflict() throws Exception {
        awaitHealth();
        Thread.sleep(1_000 + random.nextInt(4_000));
        List<String> parts = new ArrayList<>(SERVICES);
        parts.addAll(List.of("gateway", "kafka", "postgresql"));
        String part = parts.get(random.nextInt(parts.size()));
        if (SERVICES.contains(part) && random.nextInt(4) == 0) {
            count("stop of " + part + " past its lease");
            signal(part, "STOP");
            Thread.sleep(PAST_THE_LEASE_MILLIS);
            signal(part, "CONT");
        } else if (kills.merge(part, 1, Integer::sum) <= Watch.RETURNS) {
            count("kill -9 of " + part);
            Map<String, Integer> failedBefore = client.failures();
            signal(part, "KILL");
            if (part.equals("kafka")) {
                Thread.sleep(8_000);
                assertThat(client.failures()).as("requests that failed for want of a broker").isEqualTo(failedBefore);
            }
        }
    }

    private void load(int number, String province) {
        List<String> mine = new ArrayList<>();
        for (int i = 0; goesOn; i++) {
            if (i % 20 == 0 && mine.size() < UNITS) {
                mine.add(client.post("/membership/v1/units", unit("U" + number + "-" + i, "grass-roots-union", province)));
                units.add(mine.get(mine.size() - 1));
            }
            members.add(client.post("/membership/v1/members", "{\"unitId\": \"%s\", \"code\": \"%s-%d-%d\", \"fullName\": \"Nguyễn Thử\", \"joinedOn\": "
                    .formatted(mine.get(i % mine.size()), mark, number, i) + "\"2024-01-01\"}"));
        }
    }

    private String unit(String code, String kind, String parent) {
        return "{\"code\": \"%s-%s\", \"name\": \"Công đoàn %s\", \"kind\": \"%s\", \"jurisdiction\": \"vn\", \"validFrom\": \"2020-01-01\", "
                .formatted(mark, code, code, kind) + "\"actNumber\": \"1\", \"actDate\": \"2019-12-20\", \"territory\": []"
                + (parent == null ? "}" : ", \"parentId\": \"" + parent + "\"}");
    }

    private void check() throws Exception {
        long begin = System.nanoTime();
        awaitHealth();
        for (String service : List.of("membership", "finance", "campaigns", "map")) {
            await("the outbox of " + service + " is empty", () -> rows(service, "SELECT count(*)::text FROM outbox").equals(Set.of("0")));
        }
        String tree = "SELECT concat_ws(' ', id, code, path, version) FROM unit_ref";
        for (String service : List.of("finance", "campaigns", "map")) {
            await(service + " knows the tree", () -> rows(service, tree).equals(rows("membership", tree)));
        }
        // Whom an undone import took back is no more at the source; those who listen keep him as one who never was.
        await("finance knows the members", () -> rows("finance", "SELECT concat_ws(' ', id, unit_id, code, status) FROM member_ref WHERE status <> 'import-undone'")
                .equals(rows("membership", "SELECT concat_ws(' ', id, unit_id, code, status) FROM member")));
        await("campaigns count them", () -> rows("campaigns", "SELECT concat_ws(' ', source, unit_id, day, version) FROM counted_fact WHERE binding = 'members-admitted' AND value > 0")
                .equals(rows("membership", "SELECT concat_ws(' ', id, unit_id, joined_on, version) FROM member")));
        System.out.printf("Chaos: %,d members and %d units acknowledged, asked again after %s, slowest %.1f s until acknowledged; %s; settled in %.1f s%n",
                members.size(), units.size(), client.failures(), client.slowestMillis() / 1e3, faults, (System.nanoTime() - begin) / 1e9);
        assertThat(rows("membership", "SELECT id::text FROM member WHERE code LIKE '" + mark + "-%'")).isEqualTo(new HashSet<>(members)).hasSameSizeAs(members);
        assertThat(rows("membership", "SELECT id::text FROM unit WHERE code LIKE '" + mark + "-%'")).isEqualTo(new HashSet<>(units)).hasSameSizeAs(units);
        for (String service : List.of("membership", "finance", "campaigns", "map")) {
            assertThat(rows(service, "SELECT consumer || aggregate FROM parked_event")).as("parked in " + service).isEmpty();
        }
        assertThat(members).as("it was a load").hasSizeGreaterThan(100);
    }

    private void count(String fault) {
        faults.merge(fault, 1, Integer::sum);
    }

    private void awaitHealth() throws Exception {
        await("the suite is well", client::isWell);
    }

    private void signal(String part, String signal) throws Exception {
        try (var notes = Files.newDirectoryStream(data.run(), part + ".{TERM,INT}")) {
            var process = ProcessMark.from(notes.iterator().next()).filter(ProcessMark::isAlive).orElseThrow();
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).start().waitFor();
        }
    }

    private Set<String> rows(String service, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url("doanket_" + service)); var statement = connection.createStatement(); var row = statement.executeQuery(sql)) {
            var rows = new HashSet<String>();
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows;
        }
    }

    /** The port stands in the fourth line of what PostgreSQL notes about itself. */
    private String url(String database) throws SQLException {
        try {
            String port = Files.readAllLines(data.postgres().resolve("postmaster.pid")).get(3).strip();
            return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres&password=" + new Installation(data).postgresPassword();
        } catch (java.io.IOException gone) {
            throw new SQLException(gone);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.sleep(250);
        }
    }
}
