package org.doanket.finance.ledger;

import java.sql.SQLException;
import java.time.YearMonth;
import org.doanket.platform.error.Problem;

final class LedgerProblems {

    /** SQLSTATE of the trigger {@code whole_and_open}. */
    private static final String PERIOD_CLOSED = "DK004";

    private LedgerProblems() {
    }

    static Problem reversedAlready() {
        return Problem.conflict("entry-reversed-already");
    }

    static Problem ownedBySubLedger(String kind) {
        return Problem.conflict("entry-of-sub-ledger", kind);
    }

    static Problem closedAlready() {
        return Problem.conflict("period-closed-already");
    }

    static Problem earlierOpen(YearMonth month) {
        return Problem.conflict("period-earlier-open", month);
    }

    static Problem notOver(YearMonth month) {
        return Problem.conflict("period-not-over", month);
    }

    /** The refusals of the database that a person can act on. */
    static RuntimeException of(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && PERIOD_CLOSED.equals(sql.getSQLState())) {
                return Problem.conflict("period-closed");
            }
        }
        return failure;
    }
}
