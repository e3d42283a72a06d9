package org.doanket.membership.roster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.member.MemberService;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sql.Sql;

/**
 * What a roster says of the rest of a member's file. What is not sensitive is compared and taken in by one statement; what is sealed is opened
 * and sealed again under the member's own key, some thousand rows at a time. An empty cell leaves what is known as it is.
 */
final class RosterProfiles {

    private static final int AT_ONCE = 2_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SEALED = """
            SELECT r.number, r.member_id, r.key, r.profile_sealed, r.sealed_differs, m.id AS owner, k.wrapped, f.plain, f.sealed
            FROM roster_row r JOIN member m ON m.id = r.match_id JOIN person_key k ON k.person_id = m.id
            LEFT JOIN member_profile f ON f.member_id = m.id
            WHERE r.import_id = ? AND r.number > ? AND r.profile_sealed IS NOT NULL AND %s ORDER BY r.number LIMIT ?""";

    /** New members' is sealed under their own key already. */
    private static final String ADMIT = """
            INSERT INTO member_profile (member_id, plain, sealed, sealed_fields)
            SELECT member_id, coalesce(profile, '{}'), profile_sealed, coalesce(profile_sealed_fields, '{}') FROM roster_row
            WHERE import_id = ? AND state = 'new' AND (profile IS NOT NULL OR profile_sealed IS NOT NULL)""";

    private static final String KEEP_BEFORE = """
            UPDATE roster_row r SET profile_before = to_jsonb(f) FROM member_profile f
            WHERE r.import_id = ? AND r.state IN ('changed', 'moved') AND (r.profile IS NOT NULL OR r.profile_sealed IS NOT NULL)
              AND f.member_id = r.match_id""";

    private static final String CHANGE = """
            INSERT INTO member_profile AS p (member_id, plain, sealed_fields) SELECT r.match_id, r.profile, '{}'
            FROM roster_row r WHERE r.import_id = ? AND r.state IN ('changed', 'moved') AND r.profile IS NOT NULL
            ON CONFLICT (member_id) DO UPDATE SET plain = p.plain || excluded.plain WHERE NOT p.plain @> excluded.plain""";

    /** Which fields that changed is kept with the row, for the history: their names tell nothing of what they say. */
    private static final String RESEAL = """
            WITH s AS MATERIALIZED (
              SELECT * FROM unnest(?::bigint[], ?::uuid[], ?::bytea[], ?::text[], ?::text[]) AS s (number, member_id, sealed, fields, changed)
            ), told AS (
              UPDATE roster_row r SET sealed_changed = string_to_array(s.changed, ',') FROM s WHERE r.import_id = ? AND r.number = s.number
            )
            INSERT INTO member_profile AS p (member_id, plain, sealed, sealed_fields)
            SELECT s.member_id, '{}', s.sealed, string_to_array(s.fields, ',') FROM s
            ON CONFLICT (member_id) DO UPDATE SET sealed = excluded.sealed, sealed_fields = excluded.sealed_fields,
              plain = p.plain - excluded.sealed_fields""";

    private static final String RESTORE = """
            UPDATE member_profile f SET plain = b.plain, sealed = b.sealed, sealed_fields = b.sealed_fields
            FROM roster_row r, jsonb_populate_record(NULL::member_profile, r.profile_before) b
            WHERE r.import_id = ? AND r.state IN ('changed', 'moved') AND r.profile_before IS NOT NULL AND f.member_id = r.match_id""";

    private static final String TAKE_BACK = """
            DELETE FROM member_profile f USING roster_row r
            WHERE r.import_id = ? AND r.state IN ('changed', 'moved') AND (r.profile IS NOT NULL OR r.profile_sealed IS NOT NULL)
              AND r.profile_before IS NULL AND f.member_id = r.match_id""";

    private final Connection connection;
    private final UUID roster;
    private final FieldVault vault;

    RosterProfiles(Connection connection, UUID roster, FieldVault vault) {
        this.connection = connection;
        this.roster = roster;
        this.vault = vault;
    }

    /** What a row brings sealed, and what its member has: both under keys of their own. */
    private record Row(long number, UUID staged, byte[] stagedKey, byte[] brought, boolean differed, UUID member, byte[] memberKey, String plain,
            byte[] sealed) {
    }

    private record Resealed(long number, UUID member, byte[] sealed, String fields, String changed) {
    }

    @FunctionalInterface
    private interface Step {
        int take(List<Row> rows) throws SQLException;
    }

    /** Of rows about known members: whether what they bring sealed is something else than what is known. @return of how many that changed */
    int compare() throws SQLException {
        return each("true", rows -> {
            List<Row> otherwise = rows.stream().filter(row -> differs(row) != row.differed()).toList();
            return otherwise.isEmpty() ? 0 : Sql.of("UPDATE roster_row SET sealed_differs = NOT sealed_differs WHERE import_id = ? "
                    + "AND number = ANY (?::bigint[])", roster, Sql.column(otherwise, Row::number)).run(connection);
        });
    }

    void admit() throws SQLException {
        Sql.of(ADMIT, roster).run(connection);
    }

    void keepBefore() throws SQLException {
        Sql.of(KEEP_BEFORE, roster).run(connection);
    }

    void change() throws SQLException {
        Sql.of(CHANGE, roster).run(connection);
        each("r.state IN ('changed', 'moved') AND r.sealed_differs", rows -> {
            List<Resealed> resealed = rows.stream().map(this::reseal).toList();
            return Sql.of(RESEAL, Sql.column(resealed, Resealed::number), Sql.column(resealed, Resealed::member),
                    Sql.column(resealed, row -> "\\x" + HexFormat.of().formatHex(row.sealed())), Sql.column(resealed, Resealed::fields),
                    Sql.column(resealed, Resealed::changed), roster).run(connection);
        });
    }

    void restore() throws SQLException {
        Sql.of(RESTORE, roster).run(connection);
        Sql.of(TAKE_BACK, roster).run(connection);
    }

    private boolean differs(Row row) {
        return !differing(row, brought(row)).isEmpty();
    }

    /** The names of fields that say something else than what is known. */
    private List<String> differing(Row row, ObjectNode brought) {
        ObjectNode known = row.plain() == null ? JSON.createObjectNode() : read(row.plain());
        known.setAll(known(row));
        return brought.properties().stream().filter(field -> !field.getValue().equals(known.get(field.getKey()))).map(Map.Entry::getKey).toList();
    }

    private Resealed reseal(Row row) {
        ObjectNode brought = brought(row);
        ObjectNode whole = known(row).setAll(brought);
        List<String> fields = new ArrayList<>();
        whole.fieldNames().forEachRemaining(fields::add);
        return new Resealed(row.number(), row.member(), vault.key(row.memberKey()).seal(MemberService.profilePlace(row.member()), whole.toString()),
                String.join(",", fields), String.join(",", differing(row, brought)));
    }

    private ObjectNode brought(Row row) {
        return read(vault.key(row.stagedKey()).openText(MemberService.profilePlace(row.staged()), row.brought()));
    }

    private ObjectNode known(Row row) {
        return row.sealed() == null ? JSON.createObjectNode()
                : read(vault.key(row.memberKey()).openText(MemberService.profilePlace(row.member()), row.sealed()));
    }

    private static ObjectNode read(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("a kept profile cannot be read"); // without the cause: it quotes the text
        }
    }

    private int each(String which, Step step) throws SQLException {
        int sum = 0;
        long after = Long.MIN_VALUE;
        List<Row> rows;
        do {
            rows = Sql.of(SEALED.formatted(which), roster, after, AT_ONCE).list(connection, row -> new Row(row.getLong("number"),
                    row.getObject("member_id", UUID.class), row.getBytes("key"), row.getBytes("profile_sealed"), row.getBoolean("sealed_differs"),
                    row.getObject("owner", UUID.class), row.getBytes("wrapped"), row.getString("plain"), row.getBytes("sealed")));
            if (!rows.isEmpty()) {
                sum += step.take(rows);
                after = rows.get(rows.size() - 1).number();
            }
        } while (rows.size() == AT_ONCE);
        return sum;
    }
}
