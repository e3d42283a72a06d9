package org.doanket.finance.closing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.doanket.finance.Federation;
import org.doanket.platform.sql.Sql;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

/** Real processes die at each step of a closing, before and after its commit; the next one goes on, and nothing is booked twice. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ClosingCrashTest {

    @Inject
    Federation federation;

    @Test
    void aClosingThatDiesAtAnyStepGoesOnAndBooksOnce() throws Exception {
        UUID province = federation.unit(null, "vn");
        UUID unit = federation.unit(province, "vn");
        UUID closing = UUID.randomUUID();
        federation.transaction(connection -> {
            Sql.of("WITH e AS (INSERT INTO journal_entry (unit_id, kind, effective_date, recorded_by) VALUES (?, 'test', '2025-08-20', "
                    + "'t') "
                    + "RETURNING no, unit_id, effective_date) INSERT INTO posting SELECT no, l.line, unit_id, effective_date, l.account, "
                    + "l.amount, 'VND' "
                    + "FROM e, (VALUES (1, '1121', 70), (2, '5112', -70)) l (line, account, amount)", unit).run(connection);
            // A day on which the service itself leaves it alone.
            Sql.of("INSERT INTO unit_closing (id, unit_id, ends_on, state) VALUES (?, ?, '2099-01-01', 'running')", closing, unit)
                    .run(connection);
        });
        for (ClosingStep step : ClosingStep.values()) {
            assertThat(ClosingProcess.run(closing, "before-" + step.word())).as("before %s", step).isEqualTo(137);
            assertThat(steps(closing)).as("steps when it died before the commit of %s", step).isEqualTo(step.no() - 1);
            assertThat(ClosingProcess.run(closing, "after-" + step.word())).as("after %s", step).isEqualTo(137);
            assertThat(steps(closing)).as("steps when it died after the commit of %s", step).isEqualTo(step.no());
        }
        assertThat(ClosingProcess.run(closing, "none")).isZero();
        assertThat(federation.number("SELECT count(*) FROM journal_entry WHERE source LIKE 'closing %' AND unit_id IN (?, ?)", unit,
                province)).isEqualTo(2);
        assertThat(money(unit)).isZero();
        assertThat(money(province)).isEqualTo(70);
        assertThat(federation.text("SELECT state FROM unit_closing WHERE id = ?", closing)).isEqualTo("closed");
    }

    /** Whenever it takes effect. */
    private long money(UUID unit) {
        return federation.number("SELECT coalesce(sum(amount), 0) FROM posting WHERE account = '1121' AND unit_id = ?", unit);
    }

    private long steps(UUID closing) {
        return federation.number("SELECT count(*) FROM closing_step WHERE closing_id = ?", closing);
    }
}
