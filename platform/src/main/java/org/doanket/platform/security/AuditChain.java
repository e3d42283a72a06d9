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

    /** The first position that does not follow from what is before it, or 0 when the chain is whole. */
    static long firstBroken(Connection connection) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        // Streamed: without a fetch size the driver would load the whole trail.
        try (PreparedStatement select = connection.prepareStatement("SELECT l.position, l.hash, e.* FROM audit_link l "
                + "LEFT JOIN audit_entry e ON e.id = l.entry_id ORDER BY l.position")) {
            select.setFetchSize(1_000);
            byte[] hash = START;
            long expected = 1;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long position = row.getLong("position");
                    if (position != expected || row.getObject("id") == null) {
                        return expected;
                    }
                    hash = next(hash, row);
                    if (!Arrays.equals(hash, row.getBytes("hash"))) {
                        return position;
                    }
                    expected++;
                }
            }
            return 0;
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }
}
