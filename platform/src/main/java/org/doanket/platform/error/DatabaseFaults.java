package org.doanket.platform.error;

import java.sql.SQLException;

/** What PostgreSQL's SQLSTATE means to a client; see appendix A of its manual. */
final class DatabaseFaults {

    private DatabaseFaults() {
    }

    /** The problem to answer, or null where it is a defect of ours. */
    static Problem known(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            // Agroal: no connection within the acquisition timeout.
            return failure.getMessage() != null && failure.getMessage().contains("acquisition timeout")
                    ? new Problem(503, "busy") : null;
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return new Problem(503, "busy");
        }
        return switch (state) {
            case "40001", "40P01", "55P03" -> Problem.conflict("concurrent-change");
            case "23505" -> Problem.conflict("already-exists");
            default -> null;
        };
    }
}
