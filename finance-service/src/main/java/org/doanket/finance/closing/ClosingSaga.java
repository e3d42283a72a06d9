package org.doanket.finance.closing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.doanket.platform.sql.Sql;

/**
 * Closes the books of a unit that ended, step by step. Each step is one transaction that also writes the step down, so whoever dies on
 * the way leaves whole steps behind and the next one goes on after the last of them. It needs nothing but a connection of the worker's
 * login.
 */
@ApplicationScoped
class ClosingSaga {

    /** Ends the transaction at hand. */
    interface Commit {
        void after(ClosingStep step) throws SQLException;
    }

    private record Closing(long no, UUID unit, LocalDate endsOn, String state) {
    }

    /** Who writes into the books, or asks for what is owed there, at this moment. */
    private static final String WRITERS = "SELECT DISTINCT l.virtualtransaction FROM pg_locks l WHERE l.locktype = 'relation' "
            + "AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()) AND l.mode = 'RowExclusiveLock' "
            + "AND l.relation IN ('journal_entry'::regclass, 'payment_request'::regclass) AND l.granted "
            + "AND l.pid <> pg_backend_pid()";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final String MARK = "INSERT INTO closing_step (closing_id, no, unit_id, step, rows) VALUES (?, ?, ?, ?, ?)";

    private final ClosingClaims claims;

    ClosingSaga(ClosingClaims claims) {
        this.claims = claims;
    }

    /** Up to the last step, or to where somebody has to decide first. @param today in the unit's jurisdiction */
    void run(Connection connection, UUID id, LocalDate today, String by, Commit commit) throws SQLException {
        for (ClosingStep step : ClosingStep.values()) {
            if (isDone(connection, id, step)) {
                continue;
            }
            if (step == ClosingStep.STATEMENT) {
                awaitWriters(connection);
            }
            Closing closing = lock(connection, id);
            if (!closing.state().equals("running")) {
                return;
            }
            if (isDone(connection, id, step)) {
                continue;
            }
            long rows = perform(connection, id, closing, step, today, by);
            if (rows < 0) {
                Sql.of("UPDATE unit_closing SET state = ?, version = version + 1 WHERE id = ?",
                        step == ClosingStep.HEIRS ? "no-heir" : "waiting-for-shares", id).run(connection);
                commit.after(step);
                return;
            }
            Sql.of(MARK, id, step.no(), closing.unit(), step.word(), rows).run(connection);
            Sql.of("UPDATE unit_closing SET version = version + 1 WHERE id = ?", id).run(connection);
            commit.after(step);
        }
    }

    /**
     * Who was writing when the books were frozen may not have seen it: all of them end before anything is stated. Nothing is held meanwhile, so
     * that nobody waits for who waits here; and nobody is kept from writing.
     */
    private static void awaitWriters(Connection connection) throws SQLException {
        List<String> writers = Sql.of(WRITERS).list(connection, row -> row.getString(1));
        for (long end = System.nanoTime() + PATIENCE.toNanos(); !writers.isEmpty(); ) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("still being written: " + writers.size() + " transactions");
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            writers.retainAll(Sql.of(WRITERS).list(connection, row -> row.getString(1)));
        }
    }

    /** @return how many rows it made, below zero where it has to wait */
    private long perform(Connection connection, UUID id, Closing closing, ClosingStep step, LocalDate today,
            String by) throws SQLException {
        return switch (step) {
            case FREEZE -> Sql.of("INSERT INTO closing_freeze (unit_id, closing_id) VALUES (?, ?)", closing.unit(), id).run(connection);
            case STATEMENT -> Sql.of(ClosingSql.STATEMENT, id).run(connection);
            case HAND_OVER -> Sql.of(ClosingSql.HAND_OVER, by, id).run(connection);
            case HEIRS -> heirs(connection, id, closing.unit(), today);
            case SHARES -> shares(connection, id);
            case TRANSFER -> {
                long moved = move(connection, id, closing, by) + ClosingObligations.pass(connection, id);
                Sql.of("UPDATE unit_closing SET state = 'closed', closed_at = clock_timestamp() WHERE id = ?", id).run(connection);
                yield moved;
            }
        };
    }

    private static long heirs(Connection connection, UUID id, UUID unit, LocalDate today) throws SQLException {
        record Heir(UUID id, boolean known) {
        }
        List<Heir> heirs = Sql.of(ClosingSql.HEIRS, unit, today, today).list(connection,
                row -> new Heir(row.getObject("id", UUID.class), row.getBoolean("known")));
        // A successor whose own fact has not come yet is waited for: what it will be is not known.
        if (heirs.isEmpty() || !heirs.stream().allMatch(Heir::known)) {
            return -1;
        }
        return Sql.of(ClosingSql.KEEP_HEIRS, (Object) Sql.column(heirs, Heir::id)).add("WHERE c.id = ?", id).run(connection);
    }

    /** One heir takes all; several wait until their shares are agreed. */
    private static long shares(Connection connection, UUID id) throws SQLException {
        Sql.of("UPDATE unit_closing SET share_method = 'sole' WHERE id = ? AND (SELECT count(*) FROM closing_heir WHERE closing_id = ?) "
                + "= 1",
                id, id).run(connection);
        return Sql.of("UPDATE closing_heir h SET parts = coalesce(h.parts, 1) FROM unit_closing c WHERE c.id = h.closing_id AND c.id = ? "
                + "AND (c.share_method = 'sole' OR c.shares_approved_by IS NOT NULL)", id).run(connection) > 0 ? 1 : -1;
    }

    /** What came into the books of a closed unit since goes the way of all that was there. @return whether there was anything */
    boolean passOn(Connection connection, UUID id, String by) throws SQLException {
        Closing closing = lock(connection, id);
        return closing.state().equals("closed") && move(connection, id, closing, by) > 0;
    }

    private long move(Connection connection, UUID id, Closing closing, String by) throws SQLException {
        // First, so that what is moved is all that was taken out here, and more at most.
        Sql.of("DELETE FROM closing_late WHERE unit_id = ?", closing.unit()).run(connection);
        long claimed = claims.pass(connection, id);
        long moved = Sql.of(ClosingSql.MOVE, id).run(connection);
        if (moved > 0) {
            Sql.of("UPDATE unit_closing SET passes = passes + 1, version = version + 1 WHERE id = ?", id).run(connection);
            Sql.of(ClosingSql.BOOK_GIVEN, id, by).run(connection);
            Sql.of(ClosingSql.BOOK_TAKEN, id, by).run(connection);
        }
        return claimed + moved;
    }

    /**
     * All entries of the closing are reversed and the books are free again, or nothing is. Where the unit has ended once more meanwhile,
     * nothing
     * is to be done.
     *
     * @return its state after that: undone, undo-blocked where something stands in the way, or what it was
     */
    String undo(Connection connection, UUID id, String by) throws SQLException {
        Closing closing = lock(connection, id);
        if (!closing.state().equals("undoing")) {
            return closing.state();
        }
        Optional<String> obstacles = Sql.of(ClosingSql.OBSTACLES, id).first(connection, row -> Optional.ofNullable(row.getString(1)))
                .orElseThrow();
        if (obstacles.isPresent()) {
            Sql.of("UPDATE unit_closing SET state = 'undo-blocked', obstacles = ?::jsonb, version = version + 1 WHERE id = ?",
                    obstacles.get(), id).run(connection);
            return "undo-blocked";
        }
        Sql.of("DELETE FROM closing_freeze WHERE unit_id = ?", closing.unit()).run(connection);
        Sql.of("DELETE FROM closing_late WHERE unit_id = ?", closing.unit()).run(connection);
        Sql.of(ClosingSql.REVERSE, id, by).run(connection);
        ClosingObligations.giveBack(connection, id);
        claims.giveBack(connection, id);
        Sql.of("UPDATE unit_closing SET state = 'undone', obstacles = NULL, undone_at = clock_timestamp(), version = version + 1 WHERE "
                + "id = ?",
                id).run(connection);
        return "undone";
    }

    private static boolean isDone(Connection connection, UUID id, ClosingStep step) throws SQLException {
        return Sql.of("SELECT 1 FROM closing_step WHERE closing_id = ? AND no = ?", id, step.no()).first(connection, row -> true)
                .orElse(false);
    }

    /** Who closes and who undoes come one after the other. */
    private static Closing lock(Connection connection, UUID id) throws SQLException {
        return Sql.of("SELECT no, unit_id, ends_on, state FROM unit_closing WHERE id = ? FOR UPDATE", id).first(connection, row ->
                new Closing(row.getLong(1), row.getObject(2, UUID.class), row.getObject(3, LocalDate.class), row.getString(4)))
                        .orElseThrow();
    }
}
