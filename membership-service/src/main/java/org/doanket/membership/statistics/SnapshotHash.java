package org.doanket.membership.statistics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.sql.Sql;

/** SHA-256 over all rows of a snapshot, in a fixed order and form: whoever has kept it can tell later whether a figure was touched. */
final class SnapshotHash {

    private static final List<String> ROWS = List.of(
            "SELECT (jsonb_build_array('unit', unit_id, code, name, kind, level, parent_id, path, ownership, members, members_women, members_of_no_sex, "
                    + "report_id, reported_members, reported_women, workers, workers_women, figures, card) "
                    + "|| CASE WHEN register IS NULL THEN '[]' ELSE jsonb_build_array(register) END)::text FROM statistic_unit WHERE snapshot_id = ? ORDER BY unit_id",
            "SELECT jsonb_build_array('cell', unit_id, sex, category, status, dues_kind, members)::text FROM statistic_cell WHERE snapshot_id = ? "
                    + "ORDER BY unit_id, sex COLLATE \"C\", category COLLATE \"C\", status COLLATE \"C\", dues_kind COLLATE \"C\"",
            "SELECT jsonb_build_array('public', unit_id, rest, dimension, value, members)::text FROM statistic_public WHERE snapshot_id = ? "
                    + "ORDER BY unit_id, rest, dimension COLLATE \"C\", value COLLATE \"C\"");

    private SnapshotHash() {
    }

    /** @param connection with autocommit off, so that the rows come some at a time */
    static byte[] of(Connection connection, UUID snapshot) throws SQLException, IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
        for (String rows : ROWS) {
            Sql.of(rows, snapshot).stream(connection, row -> {
                digest.update(row.getString(1).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) '\n');
            });
        }
        return digest.digest();
    }
}
