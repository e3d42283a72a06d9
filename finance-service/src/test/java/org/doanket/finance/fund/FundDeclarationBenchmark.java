package org.doanket.finance.fund;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

/** A month of 10,000 employers by sheet. Not part of ./test: see benchmarks/README.md for how to start it. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class FundDeclarationBenchmark {

    private static final int EMPLOYERS = 10_000;

    @Inject
    Federation federation;

    @Test
    void declaresAMonth() throws InterruptedException {
        UUID province = federation.unit(null, "vn");
        federation.transaction(connection -> Sql.of("WITH e AS (INSERT INTO employer (id, jurisdiction, tax_code, name, search_name, unit_id) "
                + "SELECT uuidv7(), 'vn', '99' || lpad(i::text, 8, '0'), 'E' || i, 'e' || i, ? FROM generate_series(1, ?) i RETURNING *) "
                + "INSERT INTO employer_state (employer_no, valid_from, name, employer_group, unit_id, status, recorded_by) "
                + "SELECT no, '2010-01-01', name, '', unit_id, 'active', 'benchmark' FROM e", province, EMPLOYERS).run(connection));
        federation.transaction(connection -> Sql.of("INSERT INTO fund_receipt (id, employer_no, unit_id, amount, currency, day, source, account, booked_by) "
                + "SELECT uuidv7(), no, unit_id, 1000000, 'VND', '2025-07-01', 'benchmark ' || no, '1121', 'benchmark' FROM employer "
                + "WHERE unit_id = ? AND no % 10 = 0", province).run(connection));
        long preview = load(province, "preview", 500_000_000, "added", EMPLOYERS);
        long first = load(province, "commit", 500_000_000, "added", EMPLOYERS);
        long settled = settled();
        long again = load(province, "commit", 500_000_000, "unchanged", EMPLOYERS);
        long corrected = load(province, "commit", 600_000_000, "changed", EMPLOYERS);
        System.out.printf("declarations of %,d employers by sheet: preview %d ms, first %d ms (then settled, a tenth of them with money: %d ms), "
                + "again (changes nothing) %d ms, all corrected %d ms%n", EMPLOYERS, preview, first, settled, again, corrected);
    }

    private long load(UUID unit, String mode, long payroll, String count, long expected) throws InterruptedException {
        StringBuilder sheet = new StringBuilder("tax code,month,payroll,staff\n");
        for (int i = 1; i <= EMPLOYERS; i++) {
            sheet.append("99%08d,2025-07,%d,100%n".formatted(i, payroll + i));
        }
        long begin = System.nanoTime();
        JsonPath job = Api.done(unit, Api.treasurer(unit).contentType("text/csv").body(sheet.toString().getBytes(StandardCharsets.UTF_8))
                .post("/fund-declaration-imports?unit=" + unit + "&mode=" + mode).then());
        long millis = (System.nanoTime() - begin) / 1_000_000;
        assertThat(job.getLong("result." + count)).isEqualTo(expected);
        return millis;
    }

    private long settled() {
        long begin = System.nanoTime();
        Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> federation.number("SELECT count(*) FROM job WHERE kind = 'fund-sheet-settlement' "
                + "AND state IN ('waiting', 'running')") == 0);
        return (System.nanoTime() - begin) / 1_000_000;
    }
}
