package org.doanket.finance.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.doanket.finance.Api;
import org.doanket.finance.Books;
import org.doanket.finance.Federation;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.trace.Traces;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

/** Entries that others were making while the books were closed, and while what came in late was passed on. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ClosingUnderWayTest {

    private static final String ENDS_ON = "2025-08-21";

    @Inject
    Federation federation;
    @Inject
    Endings endings;
    @Inject
    Books books;

    @Test
    void anEntryThatWasUnderWayWhenTheBooksWereFrozenIsStatedAndMovedToo() throws Exception {
        Federation.Tree tree = federation.tree();
        UUID unit = tree.unit();
        CountDownLatch made = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Void> under = CompletableFuture.runAsync(() -> federation.transaction(connection -> {
            insert(connection, unit, "test", "1111", 5_000, "5111");
            made.countDown();
            hold(end);
        }));
        try {
            assertThat(made.await(30, TimeUnit.SECONDS)).isTrue();
            endings.end(unit, ENDS_ON, tree.sibling());
            await().until(() -> federation.number("SELECT count(*) FROM closing_freeze WHERE unit_id = ?", unit) == 1);
            Thread.sleep(1_500);
            assertThat(federation.text("SELECT state FROM unit_closing WHERE unit_id = ?", unit)).as("it waits").isEqualTo("running");
        } finally {
            end.countDown();
        }
        under.get(30, TimeUnit.SECONDS);
        String closing = endings.await(unit, "closed").getString("id");
        assertThat(federation.number("SELECT balance FROM closing_balance WHERE closing_id = ?::uuid AND account = '1111'", closing)).isEqualTo(5_000);
        assertThat(Api.balance(unit, "1111")).isZero();
        assertThat(Api.balance(tree.sibling(), "1111")).isEqualTo(5_000);
    }

    @Test
    void aLateReceiptThatIsCommittedAfterOneOfAHigherNumberIsPassedOnAsWell() throws Exception {
        Federation.Tree tree = federation.tree();
        UUID unit = tree.unit();
        // The month is there: who books first in a new one is waited for anyway.
        books.post(unit, "test", "2025-08-20", "1111", 1, "5111");
        endings.closed(unit, ENDS_ON, tree.sibling());
        CountDownLatch made = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Void> statement = CompletableFuture.runAsync(() -> federation.transaction(connection -> {
            insert(connection, unit, "receipt", "1121", 70_000, "3384");
            made.countDown();
            hold(end);
        }));
        try {
            assertThat(made.await(30, TimeUnit.SECONDS)).isTrue();
            books.post(unit, "receipt", "2025-08-20", "1121", 3_000, "3384");
            endings.sweep();
            assertThat(Api.balance(tree.sibling(), "1121")).isEqualTo(3_000);
        } finally {
            end.countDown();
        }
        statement.get(30, TimeUnit.SECONDS);
        endings.sweep();
        assertThat(Api.balance(unit, "1121")).isZero();
        assertThat(Api.balance(tree.sibling(), "1121")).isEqualTo(73_000);
        assertThat(federation.number("SELECT count(*) FROM closing_late WHERE unit_id = ?", unit)).as("nothing to look for").isZero();
    }

    @Test
    void oneThatCannotBePassedOnHoldsUpNoOther() throws Exception {
        Federation.Tree tree = federation.tree();
        Federation.Tree other = federation.tree();
        endings.closed(tree.unit(), ENDS_ON, tree.sibling());
        endings.closed(other.unit(), ENDS_ON, other.sibling());
        federation.number("UPDATE closing_heir SET parts = 0 WHERE unit_id = ? RETURNING 1", tree.unit());
        books.post(tree.unit(), "receipt", "2025-08-20", "1121", 3_000, "3384");
        books.post(other.unit(), "receipt", "2025-08-20", "1121", 4_000, "3384");
        endings.sweep();
        assertThat(Api.balance(other.sibling(), "1121")).isEqualTo(4_000);
        federation.number("UPDATE closing_heir SET parts = 1 WHERE unit_id = ? RETURNING 1", tree.unit());
        endings.sweep();
        assertThat(Api.balance(tree.sibling(), "1121")).isEqualTo(3_000);
    }

    @Test
    void itsJobsAreOfTheTraceOfTheFactThatTheyComeOf() throws Exception {
        Federation.Tree tree = federation.tree();
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        inTrace(trace, () -> endings.end(tree.unit(), ENDS_ON, tree.sibling()));
        endings.await(tree.unit(), "closed");
        inTrace(trace, () -> endings.restore(tree.unit()));
        endings.await(tree.unit(), "undone");
        assertThat(federation.text("SELECT string_agg(kind || ' ' || traceparent, ', ' ORDER BY kind) FROM job WHERE unit_id = ?", tree.unit()))
                .isEqualTo("unit-closing " + trace + ", unit-closing-undo " + trace);
    }

    /** As a fact is heard: outside any request. */
    private static void inTrace(String trace, Runnable heard) throws Exception {
        CompletableFuture.runAsync(() -> {
            Traces.atWork(trace);
            try {
                heard.run();
            } finally {
                Traces.atWork(null);
            }
        }).get(30, TimeUnit.SECONDS);
    }

    private static void hold(CountDownLatch until) {
        try {
            assertThat(until.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void insert(Connection connection, UUID unit, String kind, String debit, long amount, String credit) throws SQLException {
        Sql.of("WITH e AS (INSERT INTO journal_entry (unit_id, kind, effective_date, recorded_by) VALUES (?, ?, '2025-08-20', 't') "
                + "RETURNING no, unit_id, effective_date) INSERT INTO posting SELECT no, l.line, unit_id, effective_date, l.account, l.amount, 'VND' "
                + "FROM e, (VALUES (1, ?, ?::bigint), (2, ?, ?::bigint)) l (line, account, amount)", unit, kind, debit, amount, credit, -amount)
                .run(connection);
    }
}
