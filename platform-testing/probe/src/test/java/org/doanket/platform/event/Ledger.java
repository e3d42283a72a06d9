package org.doanket.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.EventBackends;
import org.doanket.testing.TopicReader;

/**
 * A service small enough to see through: accounts whose sum changes, a fact for each change, and on the other side a replica of the
 * accounts and a tally of all changes. Whatever is killed in between, the three must agree in the end.
 */
final class Ledger implements AutoCloseable {
    static final String STATES = "account", CHANGES = "posting";
    private static final String TABLES = """
        CREATE TABLE account (id uuid PRIMARY KEY, version bigint NOT NULL, sum bigint NOT NULL);
        CREATE TABLE posting (id uuid PRIMARY KEY, version bigint NOT NULL, sum bigint NOT NULL);
        CREATE TABLE account_replica (id uuid PRIMARY KEY, version bigint NOT NULL, sum bigint NOT NULL);
        CREATE TABLE tally (id uuid PRIMARY KEY, count bigint NOT NULL, sum bigint NOT NULL);
        CREATE TABLE seen_count (one boolean PRIMARY KEY DEFAULT true, count bigint NOT NULL);
        INSERT INTO seen_count (count) VALUES (0);""";

    final EventBackends backends;
    final EventSettings settings;
    final DataSource worker;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    Ledger(EventBackends backends) throws Exception {
        this.backends = backends;
        this.settings = settings(backends.prefix(), backends.kafka());
        this.worker = backends.worker();
        backends.asOwner(TABLES);
        Topic.create(settings, List.of(Topic.compacted(STATES), Topic.log(CHANGES)));
    }

    static Ledger fresh() {
        try {
            return new Ledger(EventBackends.fresh("ledger"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static EventSettings settings(String prefix, String kafka) {
        EventSettings plain = EventSettings.of("ledger", prefix, kafka);
        return new EventSettings(plain.service(), prefix, kafka, 3, 1, Duration.ofSeconds(2), plain.largestFactBytes(), Map.of());
    }

    OutboxRelay relay() {
        return relay(OutboxRelay.Guards.ALL);
    }

    OutboxRelay relay(OutboxRelay.Guards guards) {
        return new OutboxRelay(settings, backends::workerSession, worker, Set.of(STATES, CHANGES), meters, EventSpans.NONE, guards);
    }

    Inbox inbox(FactListener listener) {
        return inbox(listener, true);
    }

    Inbox inbox(FactListener listener, boolean isGated) {
        return new Inbox(settings, listener, worker, events(), meters, EventSpans.NONE, isGated);
    }

    CloudEvent events() {
        return new CloudEvent(new com.fasterxml.jackson.databind.ObjectMapper(), meters);
    }

    /** Runs on a thread of its own until closed. */
    static AutoCloseable running(Runnable loop, AutoCloseable stop) {
        Thread thread = new Thread(loop);
        thread.setDaemon(true);
        thread.start();
        return () -> {
            stop.close();
            thread.join(15_000);
            assertThat(thread.isAlive()).as("the loop ended when told to").isFalse();
        };
    }

    AutoCloseable start(OutboxRelay relay) {
        return running(relay, relay);
    }

    AutoCloseable start(Inbox inbox) {
        return running(inbox, inbox);
    }

    /** One change of one aggregate: lock, change, number, append; all in the caller's transaction. */
    static void change(Connection c, String type, UUID id, long amount) throws SQLException {
        long version;
        long sum;
        try (PreparedStatement s = c.prepareStatement("INSERT INTO " + type + " AS a VALUES (?, 1, ?) ON CONFLICT (id) DO UPDATE "
            + "SET version = a.version + 1, sum = a.sum + excluded.sum RETURNING version, sum")) {
            s.setObject(1, id);
            s.setLong(2, amount);
            try (ResultSet r = s.executeQuery()) {
                r.next();
                version = r.getLong(1);
                sum = r.getLong(2);
            }
        }
        append(c, type, id, version, "{\"sum\": " + sum + ", \"amount\": " + amount + "}");
    }

    static void append(Connection c, String type, UUID id, long version, String payload) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("INSERT INTO outbox (aggregate_type, aggregate_id, aggregate_version, type, payload) "
            + "VALUES (?, ?, ?, 'sum-changed', ?::json)")) {
            s.setString(1, type);
            s.setObject(2, id);
            s.setLong(3, version);
            s.setString(4, payload);
            s.executeUpdate();
        }
    }

    void change(String type, UUID id, long amount) throws SQLException {
        new WorkerDatabase(worker).transaction(c -> {
            change(c, type, id, amount);
            return null;
        });
    }

    /** Hostile writers: several aggregates in one transaction, some slow, some rolled back. */
    void write(int writers, int transactionsEach, List<UUID> aggregates, long seed) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int w = 0; w < writers; w++) {
            Random random = new Random(seed + w);
            Thread thread = new Thread(() -> {
                for (int i = 0; i < transactionsEach; i++) {
                    try (Connection c = worker.getConnection()) {
                        c.setAutoCommit(false);
                        // in the order of their ids, so that writers wait for each other and never in a ring
                        List<UUID> some = random.ints(1 + random.nextInt(3), 0, aggregates.size()).distinct().sorted().mapToObj(aggregates::get).toList();
                        for (UUID id : some) change(c, random.nextBoolean() && some.size() == 1 ? STATES : CHANGES, id, random.nextInt(100));
                        if (random.nextInt(20) == 0) Thread.sleep(random.nextInt(30));
                        if (random.nextInt(10) == 0) c.rollback();
                        else c.commit();
                    } catch (Exception e) {
                        failures.add(e);
                        return;
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) thread.join();
        assertThat(failures).isEmpty();
    }

    static List<UUID> aggregates(int count) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) ids.add(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L + i));
        return ids;
    }

    long number(String sql) {
        try (Connection c = worker.getConnection(); var s = c.createStatement(); ResultSet r = s.executeQuery(sql)) {
            r.next();
            return r.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection c = worker.getConnection(); var s = c.createStatement()) {
            s.execute(sql);
        }
    }

    void awaitEmptyOutbox() {
        await("the outbox is empty", () -> number("SELECT count(*) FROM outbox WHERE parked IS NULL") == 0);
    }

    static void await(String what, BooleanSupplier condition) {
        await(what, Duration.ofSeconds(60), condition);
    }

    static void await(String what, Duration patience, BooleanSupplier condition) {
        long until = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) throw new AssertionError("In vain waited: " + what);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    List<ConsumerRecord<String, String>> topic(String type) {
        return TopicReader.read(backends.kafka(), settings.topicOf(type));
    }

    /** What an order-keeping reader must be able to rely on, however often single facts were sent twice. */
    void assertTopicTellsAll(String type) throws SQLException {
        Map<UUID, Long> source = versions("SELECT id, version FROM " + type);
        assertThat(faultsOf(topic(type), source)).isEmpty();
    }

    /** Lost facts, overtaking, and stale last words; empty if the topic is right. */
    static List<String> faultsOf(List<ConsumerRecord<String, String>> records, Map<UUID, Long> source) {
        List<String> faults = new ArrayList<>();
        Map<UUID, Long> highest = new HashMap<>();
        Map<UUID, Long> last = new HashMap<>();
        for (ConsumerRecord<String, String> record : records) {
            UUID id = UUID.fromString(TopicReader.header(record, "ce_subject"));
            long version = Long.parseLong(TopicReader.header(record, "ce_aggregateversion"));
            long before = highest.getOrDefault(id, 0L);
            if (version > before + 1) faults.add(id + ": " + version + " came after " + before);
            highest.put(id, Math.max(before, version));
            last.put(id, version);
        }
        source.forEach((id, version) -> {
            if (!version.equals(highest.get(id))) faults.add(id + ": up to " + highest.get(id) + " of " + version + " came");
            if (!version.equals(last.get(id))) faults.add(id + ": the last word is " + last.get(id) + " and not " + version);
        });
        if (!source.keySet().containsAll(highest.keySet())) faults.add("facts of what was never committed");
        return faults;
    }

    Map<UUID, Long> versions(String sql) throws SQLException {
        Map<UUID, Long> versions = new HashMap<>();
        try (Connection c = worker.getConnection(); var s = c.createStatement(); ResultSet r = s.executeQuery(sql)) {
            while (r.next()) versions.put(r.getObject(1, UUID.class), r.getLong(2));
        }
        return versions;
    }

    /** How many accounts and postings differ between source and replica, tally or count. */
    long differences() {
        return number("SELECT count(*) FROM account a FULL JOIN account_replica r USING (id) "
            + "WHERE (a.version, a.sum) IS DISTINCT FROM (r.version, r.sum)")
            + number("SELECT count(*) FROM posting p FULL JOIN tally t USING (id) WHERE (p.version, p.sum) IS DISTINCT FROM (t.count, t.sum)");
    }

    @Override
    public void close() {
        ((io.agroal.api.AgroalDataSource) worker).close();
        backends.close();
    }

    /** Full state: the newest is written down. */
    static class AccountReplica implements FactListener {
        @Override
        public String name() {
            return "account-replica";
        }

        @Override
        public String topic() {
            return "ledger." + STATES;
        }

        @Override
        public Gate gate() {
            return Gate.STATE;
        }

        @Override
        public List<String> replica() {
            return List.of("account_replica");
        }

        @Override
        public void on(ReceivedFact fact, Connection c) throws SQLException {
            try (PreparedStatement s = c.prepareStatement("INSERT INTO account_replica VALUES (?, ?, ?) "
                + "ON CONFLICT (id) DO UPDATE SET version = excluded.version, sum = excluded.sum")) {
                s.setObject(1, fact.aggregateId());
                s.setLong(2, fact.version());
                s.setLong(3, fact.data().get("sum").asLong());
                s.executeUpdate();
            }
        }
    }

    /** Changes: each adds to a tally, so that one too many or too few shows for ever. */
    static class Tally implements FactListener {
        @Override
        public String name() {
            return "tally";
        }

        @Override
        public String topic() {
            return "ledger." + CHANGES;
        }

        @Override
        public Gate gate() {
            return Gate.DENSE;
        }

        @Override
        public void on(ReceivedFact fact, Connection c) throws SQLException {
            try (PreparedStatement s = c.prepareStatement("INSERT INTO tally AS t VALUES (?, 1, ?) "
                + "ON CONFLICT (id) DO UPDATE SET count = t.count + 1, sum = t.sum + excluded.sum")) {
                s.setObject(1, fact.aggregateId());
                s.setLong(2, fact.data().get("amount").asLong());
                s.executeUpdate();
            }
        }
    }

    /** The same replica, of each account the last state in one statement for many. */
    static class AccountsInBatches extends AccountReplica implements BatchFactListener {
        @Override
        public void onAll(List<ReceivedFact> facts, Connection c) throws SQLException {
            List<ReceivedFact> newest = BatchFactListener.newest(facts);
            Sql.of("INSERT INTO account_replica SELECT * FROM unnest(?::uuid[], ?::bigint[], ?::bigint[]) "
                + "ON CONFLICT (id) DO UPDATE SET version = excluded.version, sum = excluded.sum", Sql.column(newest, ReceivedFact::aggregateId),
                Sql.column(newest, ReceivedFact::version), Sql.column(newest, fact -> fact.data().get("sum"))).run(c);
        }
    }

    /** The same tally, in one statement for many. */
    static class TallyInBatches extends Tally implements BatchFactListener {
        @Override
        public void onAll(List<ReceivedFact> facts, Connection c) throws SQLException {
            Sql.of("INSERT INTO tally AS t SELECT id, count(*), sum(amount) FROM unnest(?::uuid[], ?::bigint[]) AS f (id, amount) GROUP BY id "
                + "ON CONFLICT (id) DO UPDATE SET count = t.count + excluded.count, sum = t.sum + excluded.sum",
                Sql.column(facts, ReceivedFact::aggregateId), Sql.column(facts, fact -> fact.data().get("amount"))).run(c);
        }
    }

    /** No aggregate here: one number of all. */
    static class Counter extends Tally {
        @Override
        public String name() {
            return "counter";
        }

        @Override
        public Gate gate() {
            return Gate.ONCE;
        }

        @Override
        public void on(ReceivedFact fact, Connection c) throws SQLException {
            try (PreparedStatement s = c.prepareStatement("UPDATE seen_count SET count = count + 1")) {
                s.executeUpdate();
            }
        }
    }

    static class CounterInBatches extends Counter implements BatchFactListener {
        @Override
        public void onAll(List<ReceivedFact> facts, Connection c) throws SQLException {
            Sql.of("UPDATE seen_count SET count = count + ?", facts.size()).run(c);
        }
    }
}
