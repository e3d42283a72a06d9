package org.doanket.platform.error;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What PostgreSQL's SQLSTATE means to a client; see appendix A of its manual. */
final class DatabaseFaults {

    /** A service's own trigger refuses: the constraint that it names is the problem's code, its detail the rule. */
    private static final String OWN_REFUSAL = "DK100";

    private DatabaseFaults() {
    }

    /**
     * The problem that a failure comes from: one of ours, or what the database said. A transaction that could not commit has
     * that among the suppressed, not among the causes. Empty where it is a defect.
     */
    static Optional<Problem> in(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> left = new ArrayDeque<>(List.of(failure));
        while (!left.isEmpty()) {
            Throwable one = left.remove();
            if (!seen.add(one)) {
                continue;
            }
            Problem known = one instanceof Problem problem ? problem : one instanceof SQLException sql ? known(sql) : null;
            if (known != null) {
                return Optional.of(known);
            }
            Optional.ofNullable(one.getCause()).ifPresent(left::add);
            Collections.addAll(left, one.getSuppressed());
        }
        return Optional.empty();
    }

    private static Problem known(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            // Agroal: no connection within the acquisition timeout.
            return failure.getMessage() != null && failure.getMessage().contains("acquisition timeout")
                    ? new Problem(503, "busy") : null;
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return new Problem(503, "busy");
        }
        if (state.equals(OWN_REFUSAL) && failure instanceof PSQLException refusal && refusal.getServerErrorMessage() != null) {
            ServerErrorMessage said = refusal.getServerErrorMessage();
            return Problem.rule(said.getConstraint(), said.getDetail());
        }
        return switch (state) {
            case "40001", "40P01", "55P03" -> Problem.conflict("concurrent-change");
            case "23505" -> Problem.conflict("already-exists");
            // NUL in a text, and times beyond the calendar: only a client can have sent them. Borders refuse them with more to say.
            case "22021", "22P05", "22007", "22008" -> Problem.malformed();
            default -> null;
        };
    }
}
