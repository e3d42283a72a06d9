package org.doanket.finance.dues;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.doanket.finance.Federation;
import org.doanket.platform.event.BatchFactListener;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.id.Ids;
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
    private static final int AT_ONCE = 500;
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
                    + "excess_delta, base, rule_no) SELECT ?::date, member_no, run_no, kind, unit_id, amount, excess, amount_delta, excess_delta, base, "
                    + "rule_no FROM charge WHERE month = ?", twin, month).run(connection));
        }
        double cpu = (double) median(run, Cost::cpu) / median(bare, Cost::cpu);
        System.out.printf("dues run of %,d members, ms wall/CPU: run %s, again (changes nothing) %s, bare INSERT..SELECT %s; medians of CPU %d / %d / %d, "
                + "run : bare = %.2f of CPU, %.2f of wall%n", MEMBERS, Arrays.toString(run), Arrays.toString(again), Arrays.toString(bare),
                median(run, Cost::cpu), median(again, Cost::cpu), median(bare, Cost::cpu), cpu, (double) median(run, Cost::wall) / median(bare, Cost::wall));
        assertThat(federation.number("SELECT count(*) FROM charge WHERE month = '2024-07-01' AND run_no = ?", FIRST_RUN)).isEqualTo(MEMBERS);
        assertThat(cpu).isLessThanOrEqualTo(MOST);
    }

    /** Milliseconds, by the clock and of the database session's processor time: a busy machine stretches only the first. */
    private record Cost(long wall, long cpu) {
        @Override
        public String toString() {
            return wall + "/" + cpu;
        }
    }

    private Cost cost(LocalDate month, UnitScope range, long runNo) {
        return cost(connection -> batch.run(connection, new DuesBatch.Run(runNo, range, month, true, "benchmark")));
    }

    private Cost cost(Federation.Work work) {
        long[] cpu = new long[2];
        long begin = System.nanoTime();
        federation.transaction(connection -> {
            long session = Sql.of("SELECT pg_backend_pid()").first(connection, row -> row.getLong(1)).orElseThrow();
            cpu[0] = cpuMillis(session);
            work.on(connection);
            cpu[1] = cpuMillis(session);
        });
        return new Cost((System.nanoTime() - begin) / 1_000_000, cpu[1] - cpu[0]);
    }

    private static long cpuMillis(long process) {
        return ProcessHandle.of(process).flatMap(each -> each.info().totalCpuDuration()).orElseThrow().toMillis();
    }

    /** As the inbox does it: a transaction for each batch. */
    private void fill(UUID province, String path) {
        federation.transaction(connection -> Sql.of("INSERT INTO unit_ref (id, code, name, search_name, kind, level, jurisdiction, parent_id, path, valid_from, version) "
                + "SELECT uuidv7(), 'BENCH' || i, 'Unit ' || i, 'unit', 'grass-roots-union', 'grass-roots', 'vn', ?, ? || i || '/', '2010-01-01', 1 "
                + "FROM generate_series(1, ?) i", province, path, UNITS).run(connection));
        List<UUID> units = new ArrayList<>();
        federation.transaction(connection -> units.addAll(Sql.of("SELECT id FROM unit_ref WHERE code LIKE 'BENCH%' ORDER BY code")
                .list(connection, row -> row.getObject(1, UUID.class))));
        for (int first = 0; first < MEMBERS; first += AT_ONCE) {
            List<ReceivedFact> facts = IntStream.range(first, Math.min(MEMBERS, first + AT_ONCE)).mapToObj(i -> federation.fact(
                    Ids.next(), LocalDate.of(2024, 1, 1), units.get(i % UNITS), "B" + i, "active", KINDS[i % KINDS.length])).toList();
            federation.transaction(connection -> ((BatchFactListener) federation.members()).onAll(facts, connection));
        }
    }

    private static long median(Cost[] costs, ToLongFunction<Cost> of) {
        return Arrays.stream(costs).mapToLong(of).sorted().skip(costs.length / 2).findFirst().orElseThrow();
    }
}
