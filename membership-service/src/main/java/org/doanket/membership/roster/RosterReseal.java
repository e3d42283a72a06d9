package org.doanket.membership.roster;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.member.MemberService;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sql.Sql;

/**
 * Seals what a roster brings anew of known members, under each member's own key, which only the service can. Some thousand rows at a time:
 * a sheet may bring a new phone to a million.
 */
final class RosterReseal {

    private static final int AT_ONCE = 2_000;

    private static final String DIFFERING = """
            SELECT r.*, m.id AS owner, k.wrapped FROM roster_row r JOIN member m ON m.id = r.match_id JOIN person_key k ON k.person_id = m.id
            WHERE r.import_id = ? AND r.number > ? AND r.state IN ('changed', 'moved')
              AND (r.national_id_index <> m.national_id_index OR r.phone_index <> m.phone_index
                OR r.national_id_index IS NOT NULL AND m.national_id_index IS NULL OR r.phone_index IS NOT NULL AND m.phone_index IS NULL)
            ORDER BY r.number LIMIT ?""";

    private static final String WRITE = """
            UPDATE member m SET national_id = coalesce(s.national_id, m.national_id), phone = coalesce(s.phone, m.phone),
              national_id_index = coalesce(r.national_id_index, m.national_id_index), phone_index = coalesce(r.phone_index, m.phone_index),
              phone_end = coalesce(r.phone_end, m.phone_end)
            FROM unnest(?::bigint[], ?::bytea[], ?::bytea[]) AS s (number, national_id, phone)
            JOIN roster_row r ON r.import_id = ? AND r.number = s.number WHERE m.id = r.match_id""";

    private final Connection connection;
    private final UUID roster;
    private final FieldVault vault;

    RosterReseal(Connection connection, UUID roster, FieldVault vault) {
        this.connection = connection;
        this.roster = roster;
        this.vault = vault;
    }

    /** A row whose sealed fields differ from the member's, or of which the member had none. */
    private record Differing(long number, UUID staged, byte[] stagedKey, UUID member, byte[] memberKey, byte[] nationalId, byte[] phone) {
    }

    private record Resealed(long number, byte[] nationalId, byte[] phone) {
    }

    void run() throws SQLException {
        long after = Long.MIN_VALUE;
        List<Differing> rows;
        do {
            rows = Sql.of(DIFFERING, roster, after, AT_ONCE).list(connection, row -> new Differing(row.getLong("number"),
                    row.getObject("member_id", UUID.class), row.getBytes("key"), row.getObject("owner", UUID.class), row.getBytes("wrapped"),
                    row.getBytes("national_id"), row.getBytes("phone")));
            if (!rows.isEmpty()) {
                write(rows.stream().map(this::reseal).toList());
                after = rows.get(rows.size() - 1).number();
            }
        } while (rows.size() == AT_ONCE);
    }

    private Resealed reseal(Differing row) {
        FieldVault.Key from = vault.key(row.stagedKey());
        FieldVault.Key to = vault.key(row.memberKey());
        return new Resealed(row.number(),
                to.seal(MemberService.nationalIdPlace(row.member()), from.openText(MemberService.nationalIdPlace(row.staged()), row.nationalId())),
                to.seal(MemberService.phonePlace(row.member()), from.openText(MemberService.phonePlace(row.staged()), row.phone())));
    }

    private void write(List<Resealed> rows) throws SQLException {
        Sql.of(WRITE, Sql.column(rows, Resealed::number), Sql.column(rows, row -> literal(row.nationalId())), Sql.column(rows, row -> literal(row.phone())),
                roster).run(connection);
    }

    private static String literal(byte[] bytes) {
        return bytes == null ? null : "\\x" + HexFormat.of().formatHex(bytes);
    }
}
