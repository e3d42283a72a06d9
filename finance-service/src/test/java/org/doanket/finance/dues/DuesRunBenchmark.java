package org.doanket.finance.dues;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.doanket.finance.Federation;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

/**
 * A dues run over 100,000 members (or as many as {@code -Dbenchmark} says) in 1,473 units beside the bare INSERT..SELECT of the same rows into the same table, turn by
 * turn in one run. Not part of ./test: see benchmarks/README.md for how to start it.
 */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class DuesRunBenchmark {

    private static final int MEMBERS = Integer.getInteger("benchmark", 100_000);
    private static final int AT_ONCE = 500_000;
    private static final int UNITS = 1_473;
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final long FIRST_RUN = 20_000_000;
    private static final double MOST = 2.5;
    private static final String[] KINDS = {"public-unit", "state-enterprise", "non-state-enterprise"};

    @Inject
    Federation federation;

    @Inject
    DuesBatch batch;

    @Test
    void staysWithinTwoAndAHalfTimesTheBareInsert() {
        UUID province = federation.unit(null, "vn");
        String path = federation.path(province);
        UnitScope range = new UnitScope(province, path);
        fill(province, path);
        Cost[] run = new Cost[ROUNDS];
        Cost[] again = new Cost[ROUNDS];
        Cost[] bare = new Cost[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            // A month of its own for each, so that both fill an empty partition of the same table.
            LocalDate month = LocalDate.of(2024, 7, 1).plusMonths(round);
            LocalDate twin = LocalDate.of(2034, 7, 1).plusMonths(round);
            federation.transaction(connection -> {
                Sql.of("SELECT open_charge_month(?), open_charge_month(?)", month, twin).run(connection);
                Sql.of("INSERT INTO pay_record (month, member_no, version, unit_id, si_salary, net_pay, import_no) SELECT ?::date, no, 1, unit_id, "
                        + "5000000 + no * 317 % 50000000, 7000000 + no * 311 % 80000000, 0 FROM member_ref", month).run(connection);
            });
            run[round] = cost(month, range, FIRST_RUN + round);
            again[round] = cost(month, range, FIRST_RUN + 100 + round);
            bare[round] = cost(connection -> Sql.of("INSERT INTO charge (month, member_no, run_no, kind, unit_id, amount, excess, amount_delta, "
                    + "excess_delta, pay_delta, base, rule_no) SELECT ?::date, member_no, run_no, kind, unit_id, amount, excess, amount_delta, excess_delta, pay_delta, "
                    + "base, rule_no FROM charge WHERE month = ?", twin, month).run(connection));
        }
        double cpu = (double) median(run, Cost::cpu) / median(bare, Cost::cpu);
        System.out.printf("dues run of %,d members, ms wall/CPU/MB of the session: run %s, again (changes nothing) %s, bare INSERT..SELECT %s; medians of CPU %d / %d / %d, "
                + "run : bare = %.2f of CPU, %.2f of wall%n", MEMBERS, Arrays.toString(run), Arrays.toString(again), Arrays.toString(bare),
                median(run, Cost::cpu), median(again, Cost::cpu), median(bare, Cost::cpu), cpu, (double) median(run, Cost::wall) / median(bare, Cost::wall));
        assertThat(federation.number("SELECT count(*) FROM charge WHERE month = '2024-07-01' AND run_no = ?", FIRST_RUN)).isEqualTo(MEMBERS);
        assertThat(cpu).isLessThanOrEqualTo(MOST);
    }

    /** Milliseconds, by the clock and of the database session's processor time: a busy machine stretches only the first. Its own memory at its highest, in MB. */
    private record Cost(long wall, long cpu, long memory) {
        @Override
        public String toString() {
            return wall + "/" + cpu + "/" + memory;
        }
    }

    private Cost cost(LocalDate month, UnitScope range, long runNo) {
        return cost(connection -> batch.run(connection, new DuesBatch.Run(runNo, range, month, true, "benchmark")));
    }

    private Cost cost(Federation.Work work) {
        long[] cpu = new long[2];
        AtomicLong memory = new AtomicLong();
        long begin = System.nanoTime();
        federation.transaction(connection -> {
            long session = Sql.of("SELECT pg_backend_pid()").first(connection, row -> row.getLong(1)).orElseThrow();
            cpu[0] = cpuMillis(session);
            Thread watch = new Thread(() -> watch(session, memory));
            watch.setDaemon(true);
            watch.start();
            work.on(connection);
            cpu[1] = cpuMillis(session);
            watch.interrupt();
        });
        return new Cost((System.nanoTime() - begin) / 1_000_000, cpu[1] - cpu[0], memory.get());
    }

    /** Linux says of each process what memory it shares with none, as the buffers of the database. */
    private static void watch(long session, AtomicLong highest) {
        Path status = Path.of("/proc/" + session + "/status");
        try {
            while (Files.exists(status)) {
                long now = Files.readAllLines(status).stream().filter(line -> line.startsWith("RssAnon:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10).sum();
                highest.accumulateAndGet(now, Math::max);
                Thread.sleep(100);
            }
        } catch (InterruptedException end) {
            return;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static long cpuMillis(long process) {
        return ProcessHandle.of(process).flatMap(each -> each.info().totalCpuDuration()).orElseThrow().toMillis();
    }

    /** As the listeners would have written them, but set by set: a fact each would take longer than all that is measured. */
    private void fill(UUID province, String path) {
        federation.transaction(connection -> Sql.of("INSERT INTO unit_ref (id, code, name, search_name, kind, level, jurisdiction, parent_id, path, valid_from, version) "
                + "SELECT uuidv7(), 'BENCH' || i, 'Unit ' || i, 'unit', 'grass-roots-union', 'grass-roots', 'vn', ?, ? || i || '/', '2010-01-01', 1 "
                + "FROM generate_series(1, ?) i", province, path, UNITS).run(connection));
        for (int first = 0; first < MEMBERS; first += AT_ONCE) {
            int last = Math.min(MEMBERS, first + AT_ONCE);
            int begin = first;
            federation.transaction(connection -> Sql.of("""
                    WITH unit AS MATERIALIZED (
                      SELECT id, substr(code, 6)::int - 1 AS place FROM unit_ref WHERE code LIKE 'BENCH%'
                    ), made AS (
                      INSERT INTO member_ref (id, unit_id, code, display_name, category, status, since, dues_kind)
                      SELECT uuidv7(), u.id, 'B' || i, 'Member B' || i, 'employee', 'active', '2010-01-01', (?::text[])[i % ? + 1]
                        FROM generate_series(?, ? - 1) i JOIN unit u ON u.place = i % ?
                      RETURNING no, since, unit_id, status, dues_kind, category
                    )
                    INSERT INTO member_span (member_no, valid_from, unit_id, status, dues_kind, category)
                    SELECT no, since, unit_id, status, dues_kind, category FROM made""", KINDS, KINDS.length, begin, last, UNITS).run(connection));
        }
    }

    private static long median(Cost[] costs, ToLongFunction<Cost> of) {
        return Arrays.stream(costs).mapToLong(of).sorted().skip(costs.length / 2).findFirst().orElseThrow();
    }
}
