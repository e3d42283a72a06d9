package org.doanket.platform.error;

import java.sql.SQLException;
import java.util.Set;

/** Tells failures apart and describes them without their messages: those of a database or a parser quote values, and so persons. */
public final class Failures {
    /** Connection lost, server going down or out of means, primary changed, victim of a deadlock: not the event's fault. */
    private static final Set<String> AWAY_CLASSES = Set.of("08", "53", "40", "58");
    private static final Set<String> AWAY_STATES = Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "25006", "55P03");

    /** Of the class of lost connections, but a statement with too many parameters gives it too, and would for ever. */
    private static final String PROTOCOL = "08P01";

    private Failures() {}

    /** Whether the database, and not what was asked of it, is the trouble: then one waits and counts no tries. */
    public static boolean isDatabaseAway(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause() == t ? null : t.getCause()) {
            if (t instanceof DatabaseAway) return true;
            String state = t instanceof SQLException e ? e.getSQLState() : null;
            if (state != null && state.length() == 5 && !state.equals(PROTOCOL) && (AWAY_STATES.contains(state) || AWAY_CLASSES.contains(state.substring(0, 2)))) return true;
        }
        return false;
    }

    /** Classes from the outside to the cause, SQL states, and the first place in our own code. */
    public static String describe(Throwable failure) {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        for (Throwable t = failure; t != null && depth < 5; t = t.getCause(), depth++) {
            if (depth > 0) text.append(" < ");
            text.append(t.getClass().getSimpleName());
            if (t instanceof SQLException e) text.append(' ').append(e.getSQLState());
            for (StackTraceElement place : t.getStackTrace()) {
                if (!place.getClassName().startsWith("org.doanket.")) continue;
                text.append(" at ").append(place.getFileName()).append(':').append(place.getLineNumber());
                break;
            }
        }
        return text.toString();
    }

    /** The same with every place of each, for a defect that somebody will look for. */
    public static String trace(Throwable failure) {
        StringBuilder text = new StringBuilder(describe(failure));
        int depth = 0;
        for (Throwable t = failure; t != null && depth < 5; t = t.getCause(), depth++) {
            text.append("\n").append(t.getClass().getName());
            for (StackTraceElement place : t.getStackTrace()) {
                text.append("\n\tat ").append(place);
            }
        }
        return text.toString();
    }

    public static final class DatabaseAway extends RuntimeException {
        public DatabaseAway(Throwable cause) {
            super(cause);
        }
    }
}
