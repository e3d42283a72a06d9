package org.doanket.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.doanket.standalone.DataDirectory;
import org.doanket.standalone.EmbeddedKafka;
import org.doanket.standalone.EmbeddedPostgres;
import org.doanket.standalone.Ports;
import org.doanket.testing.EventBackends;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two relays, two inboxes, a broker and a database as processes, all killed and stopped at random under load, for -Ddoanket.chaos.seconds;
 * then the broker alone, away for minutes.
 * Afterwards topics, replica, tally and count must say what the source says.
 */
@EnabledIfSystemProperty(named = "doanket.chaos", matches = "true")
class ChaosTest {
    private static final int WRITERS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration AWAY = Duration.ofSeconds(Long.getLong("doanket.chaos.away-seconds", 130));
    private static final String[] ROLES = {"relay", "relay", "inbox", "inbox"};

    @TempDir
    Path directory;

    private final Random random = new Random(Long.getLong("doanket.chaos.seed", 1));
    private final Map<String, Integer> faults = new TreeMap<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final AtomicLong slowestMillis = new AtomicLong();
    private final EventProcess[] processes = new EventProcess[ROLES.length];
    private volatile boolean isWriting = true;
    private volatile boolean isDatabaseUp = true;
    private DataDirectory data;
    private EmbeddedKafka.Settings kafkaSettings;
    private EmbeddedPostgres.Settings postgresSettings;
    private EmbeddedKafka kafka;
    private EmbeddedPostgres postgres;
    private Ledger ledger;

    private interface Course {
        void run() throws Exception;
    }

    @Test
    void afterKillsStopsAndOutagesUnderLoadAllAgree() throws Exception {
        underLoad(() -> {
            long end = System.nanoTime() + Duration.ofSeconds(Long.getLong("doanket.chaos.seconds", 180)).toNanos();
            while (System.nanoTime() < end) {
                Thread.sleep(500 + random.nextInt(2_500));
                inflict();
            }
        });
    }

    @Test
    void aBrokerAwayForMinutesFailsNoRequestAndAllArrivesAfterwards() throws Exception {
        underLoad(() -> {
            Thread.sleep(5_000);
            count("kill -9 of the broker, away for " + AWAY.toSeconds() + " s");
            signal("KILL", data.kafka());
            long sent = ledger.number("SELECT sum(version) FROM posting");
            Thread.sleep(AWAY.toMillis());
            long waiting = ledger.number("SELECT count(*) FROM outbox");
            assertThat(ledger.number("SELECT sum(version) FROM posting")).as("it went on meanwhile").isGreaterThan(sent + 1_000);
            assertThat(waiting).as("and its facts wait").isGreaterThan(1_000);
            System.out.printf("Chaos: %d facts waited for the broker%n", waiting);
            kafka = EmbeddedKafka.start(data, kafkaSettings);
        });
    }

    private void underLoad(Course course) throws Exception {
        data = new DataDirectory(Files.createDirectories(directory.resolve("chaos")));
        Ports ports = new Ports();
        kafkaSettings = new EmbeddedKafka.Settings(ports.any(), ports.any(), 384);
        postgresSettings = new EmbeddedPostgres.Settings(ports.any(), "chaos-" + random.nextLong(), 200, true);
        kafka = EmbeddedKafka.start(data, kafkaSettings);
        postgres = EmbeddedPostgres.start(data, postgresSettings);
        try {
            ledger = new Ledger(EventBackends.fresh("ledger", postgres.adminUrl(), kafka.bootstrap()));
            for (int i = 0; i < ROLES.length; i++) processes[i] = EventProcess.start(ledger, ROLES[i], null);
            List<Thread> writers = startWriters();
            course.run();
            isWriting = false;
            for (Thread writer : writers) writer.join();
            for (int i = 0; i < ROLES.length; i++) if (!processes[i].isAlive()) processes[i] = EventProcess.start(ledger, ROLES[i], null);
            check();
        } finally {
            isWriting = false;
            for (EventProcess process : processes) if (process != null) process.close();
            kafka.close();
            postgres.close();
        }
    }

    private void inflict() throws Exception {
        int who = random.nextInt(ROLES.length);
        int what = random.nextInt(20);
        if (what < 8) {
            count("kill -9 of a " + ROLES[who]);
            processes[who].close();
            processes[who] = EventProcess.start(ledger, ROLES[who], null);
        } else if (what < 15) {
            count("stop of a " + ROLES[who] + " past its lease");
            processes[who].signal("STOP");
            Thread.sleep(1_000 + random.nextInt(5_000));
            processes[who].signal("CONT");
        } else if (what < 17) {
            count("stop of the broker");
            signal("STOP", data.kafka());
            Thread.sleep(2_000 + random.nextInt(10_000));
            signal("CONT", data.kafka());
        } else if (what < 18) {
            count("kill -9 of the broker");
            signal("KILL", data.kafka());
            Thread.sleep(random.nextInt(15_000));
            kafka = EmbeddedKafka.start(data, kafkaSettings);
        } else {
            count("kill -9 of PostgreSQL");
            isDatabaseUp = false;
            signal("KILL", data.postgres());
            Thread.sleep(random.nextInt(3_000));
            postgres = EmbeddedPostgres.start(data, postgresSettings);
            isDatabaseUp = true;
        }
    }

    private void count(String fault) {
        faults.merge(fault, 1, Integer::sum);
    }

    /** The process of ours that runs on this folder. */
    private void signal(String name, Path folder) throws Exception {
        ProcessHandle handle = ProcessHandle.current().children()
            .filter(child -> child.info().arguments().map(all -> String.join(" ", all)).orElse("").contains(folder.toString())).findFirst().orElseThrow();
        new ProcessBuilder("kill", "-" + name, Long.toString(handle.pid())).start().waitFor();
        if (name.equals("KILL")) handle.onExit().get();
    }

    private List<Thread> startWriters() {
        List<UUID> aggregates = Ledger.aggregates(50);
        List<Thread> threads = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
            Random mine = new Random(w);
            Thread thread = new Thread(() -> {
                while (isWriting) write(mine, aggregates);
            });
            thread.start();
            threads.add(thread);
        }
        return threads;
    }

    /** One transaction on a connection of its own, as a request would have; what fails while the database is there is a refusal that must not be. */
    private void write(Random mine, List<UUID> aggregates) {
        boolean wasUp = isDatabaseUp;
        long begin = System.nanoTime();
        try (Connection c = ledger.backends.workerSession()) {
            c.setAutoCommit(false);
            for (UUID id : mine.ints(1 + mine.nextInt(3), 0, aggregates.size()).distinct().sorted().mapToObj(aggregates::get).toList()) {
                Ledger.change(c, Ledger.CHANGES, id, mine.nextInt(100));
            }
            Ledger.change(c, Ledger.STATES, aggregates.get(mine.nextInt(aggregates.size())), mine.nextInt(100));
            if (mine.nextInt(10) == 0) c.rollback();
            else c.commit();
            slowestMillis.accumulateAndGet((System.nanoTime() - begin) / 1_000_000, Math::max);
            Thread.sleep(mine.nextInt(20));
        } catch (SQLException e) {
            if (wasUp && isDatabaseUp) refused.add(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void check() throws SQLException {
        long begin = System.nanoTime();
        Ledger.await("the outbox is empty", PATIENCE, () -> ledger.number("SELECT count(*) FROM outbox") == 0);
        Ledger.await("replica and tally agree", PATIENCE, () -> ledger.differences() == 0);
        long changes = ledger.number("SELECT sum(version) FROM posting");
        Ledger.await("every change is counted", PATIENCE, () -> ledger.number("SELECT count FROM seen_count") >= changes);
        long settled = (System.nanoTime() - begin) / 1_000_000;
        long facts = changes + ledger.number("SELECT sum(version) FROM account");
        System.out.printf("Chaos: %d facts, %d records on topics, faults %s, settled in %d ms, slowest transaction %d ms%n", facts,
            ledger.topic(Ledger.STATES).size() + ledger.topic(Ledger.CHANGES).size(), faults, settled, slowestMillis.get());
        assertThat(ledger.number("SELECT count FROM seen_count")).isEqualTo(changes);
        assertThat(ledger.number("SELECT count(*) FROM parked_event")).isZero();
        ledger.assertTopicTellsAll(Ledger.STATES);
        ledger.assertTopicTellsAll(Ledger.CHANGES);
        assertThat(refused).as("requests that failed though their database was there").isEmpty();
    }
}
