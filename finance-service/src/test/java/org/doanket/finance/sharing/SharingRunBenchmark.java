package org.doanket.finance.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.doanket.finance.Federation;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

/** A year of 1,000 units (or as many as {@code -Dbenchmark} says) shared, and shared anew by another ratio. Not part of ./test: see benchmarks/README.md for how to start it. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class SharingRunBenchmark {

    private static final int UNITS = Integer.getInteger("benchmark", 1_000);
    private static final int MONTHS = 12;

    @Inject
    Federation federation;
    @Inject
    Shares shares;

    @Test
    void sharesAYearAnew() {
        UUID province = federation.unit(null, "vn");
        String path = federation.path(province);
        federation.transaction(connection -> {
            Sql.of("INSERT INTO unit_ref (id, code, name, search_name, kind, level, jurisdiction, parent_id, path, valid_from, version) "
                    + "SELECT uuidv7(), 'SHARE' || i, 'Unit ' || i, 'unit', 'grass-roots-union', 'share-benchmark', 'vn', ?, ? || i || "
                    + "'/', '2010-01-01', 1 "
                    + "FROM generate_series(1, ?) i", province, path, UNITS).run(connection);
            Sql.of("INSERT INTO unit_placement (unit_id, path, parent_id, valid_from) SELECT id, path, parent_id, valid_from FROM unit_ref "
                    + "WHERE level = 'share-benchmark'").run(connection);
            Sql.of("INSERT INTO unit_month (unit_id, month, currency, version, fund_collected) SELECT u.id, m::date, 'VND', 1, "
                    + "10000003 FROM unit_ref u, "
                    + "generate_series('2024-01-01'::date, '2024-12-01', '1 month') m WHERE u.level = 'share-benchmark'").run(connection);
        });
        shares.ratio("fund", "own", "share-benchmark", "2024-01-01", 25, false);
        long first = millis(province);
        shares.ratio("fund", "own", "share-benchmark", "2024-01-02", 30, false);
        long anew = millis(province);
        long again = millis(province);
        System.out.printf("sharing of %,d unit-months: first %d ms, anew by another ratio (11 of 12 months) %d ms, again (changes "
                + "nothing) %d ms%n",
                UNITS * MONTHS, first, anew, again);
        assertThat(federation.number("SELECT count(*) FROM income_share WHERE upper_id = ?", province)).isEqualTo((long) UNITS * (MONTHS
                + MONTHS - 1));
    }

    private long millis(UUID province) {
        long begin = System.nanoTime();
        shares.again(province);
        return (System.nanoTime() - begin) / 1_000_000;
    }
}
