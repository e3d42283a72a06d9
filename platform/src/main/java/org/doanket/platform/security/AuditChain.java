package org.doanket.platform.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** Each link's hash covers the one before it and every column of its entry: flipped, cut or reordered entries show. */
final class AuditChain {

    static final byte[] START = new byte[32];
    private static final String[] COLUMNS = {"id", "at", "actor", "action", "subject_type", "subject_id", "unit_id", "purpose", "trace_id"};

    private AuditChain() {
    }

    /** @param entry a row of audit_entry */
    static byte[] next(byte[] previous, ResultSet entry) throws SQLException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(previous);
            for (String column : COLUMNS) {
                String value = column.equals("at")
                        ? entry.getObject("at", java.time.OffsetDateTime.class).toInstant().toString() : entry.getString(column);
                byte[] bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
                // The length before each value: "ab","c" must not hash as "a","bc".
                digest.update((value == null ? "-" : bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** @param broken the first position that does not follow from what is before it, or 0 @param last the last that was looked at @param more whether there are others behind it */
    record Checked(long broken, long last, boolean more) {
    }

    /** @param after from behind this position on, whose own hash is taken for granted: 0 from the start @param most so many links */
    static Checked check(Connection connection, long after, int most) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        // Streamed: without a fetch size the driver would load the whole trail.
        try (PreparedStatement select = connection.prepareStatement("SELECT l.position, l.hash, e.* FROM audit_link l "
                + "LEFT JOIN audit_entry e ON e.id = l.entry_id WHERE l.position > ? ORDER BY l.position LIMIT ?")) {
            select.setFetchSize(1_000);
            select.setLong(1, after);
            select.setLong(2, most + 1L);
            byte[] hash = after == 0 ? START : hashAt(connection, after);
            if (hash == null) {
                return new Checked(after, after, false);
            }
            long reached = after;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long position = row.getLong("position");
                    if (reached == after + most) {
                        return new Checked(0, reached, true);
                    }
                    if (position != reached + 1 || row.getObject("id") == null) {
                        return new Checked(reached + 1, reached + 1, false);
                    }
                    hash = next(hash, row);
                    if (!Arrays.equals(hash, row.getBytes("hash"))) {
                        return new Checked(position, position, false);
                    }
                    reached = position;
                }
            }
            return new Checked(0, reached, false);
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }

    private static byte[] hashAt(Connection connection, long position) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT hash FROM audit_link WHERE position = ?")) {
            select.setLong(1, position);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        }
    }
}
