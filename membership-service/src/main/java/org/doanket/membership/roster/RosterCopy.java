package org.doanket.membership.roster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.member.MemberService;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.FieldVault;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows on their way into the staging table, sealed as they pass: PostgreSQL takes in one block while the next is sealed. */
final class RosterCopy implements AutoCloseable {

    private static final String COPY = "COPY roster_row (import_id, number, member_id, key, unit_id, code, full_name, birth_date, sex, "
            + "national_id, national_id_index, former_national_id, phone, phone_index, phone_end, email, card_number, external_source, external_id, "
            + "joined_on, position, category, dues_kind, "
            + "status, status_since, status_reason, reason_code, unit_named, profile, profile_sealed, profile_sealed_fields, cell_faults, state) FROM STDIN";
    private static final HexFormat HEX = HexFormat.of();
    private static final int BLOCK = 1 << 16;

    private final Connection connection;
    private final UUID id;
    private final FieldVault vault;
    private final String duesKind;
    private final StringBuilder buffer = new StringBuilder(2 * BLOCK);
    private CopyIn copy;
    private int rows;

    /** @param duesKind of rows that name none */
    RosterCopy(Connection connection, UUID id, FieldVault vault, String duesKind) {
        this.connection = connection;
        this.id = id;
        this.vault = vault;
        this.duesKind = duesKind;
    }

    void add(RosterRow row) throws SQLException {
        UUID member = Ids.next();
        FieldVault.Key key = vault.newKey();
        text(id).text(row.number()).text(member).bytes(key.wrapped()).text(row.unit).text(row.code).text(row.fullName).text(row.birthDate)
                .text(row.sex)
                .bytes(key.seal(MemberService.nationalIdPlace(member), row.nationalId))
                .bytes(row.nationalId == null ? null : vault.blindIndex("national-id", row.nationalId)).text(row.isFormerNationalId)
                .bytes(key.seal(MemberService.phonePlace(member), row.phone))
                .bytes(row.phone == null ? null : vault.blindIndex("phone", row.phone)).bytes(MemberService.phoneEnd(vault, row.phone))
                .text(row.email).text(row.cardNumber).text(row.externalSource).text(row.externalId).text(row.joinedOn).text(row.position).text(row.category)
                .text(row.duesKind == null ? duesKind : row.duesKind).text(row.status).text(row.statusSince).text(row.statusReason)
                .text(row.reasonCode).text(row.isUnitNamed).text(row.profile.plain());
        sealed(row.profile.sealed(), key, member).array(row.faults());
        buffer.append(row.faults().isEmpty() ? "new\n" : "faulty\n");
        rows++;
        if (buffer.length() > BLOCK) {
            write();
        }
    }

    int rows() {
        return rows;
    }

    /** All rows so far are in the table, of the transaction at hand. */
    void flush() throws SQLException {
        if (rows > 0) {
            write();
            copy.endCopy();
            copy = null;
            rows = 0;
        }
    }

    /** Gives up what is not in the table yet: until then the connection would take no other statement. */
    @Override
    public void close() throws SQLException {
        if (copy != null && copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void write() throws SQLException {
        if (copy == null) {
            copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        }
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        buffer.setLength(0);
    }

    private RosterCopy text(Object value) {
        if (value == null) {
            buffer.append("\\N");
        } else {
            escaped(value.toString());
        }
        buffer.append('\t');
        return this;
    }

    private RosterCopy bytes(byte[] value) {
        if (value == null) {
            buffer.append("\\N");
        } else {
            HEX.formatHex(buffer.append("\\\\x"), value);
        }
        buffer.append('\t');
        return this;
    }

    /** What is sensitive together, and beside it which fields they are. */
    private RosterCopy sealed(ObjectNode fields, FieldVault.Key key, UUID member) {
        if (fields == null) {
            return text(null).text(null);
        }
        List<String> names = new ArrayList<>();
        fields.fieldNames().forEachRemaining(names::add);
        return bytes(key.seal(MemberService.profilePlace(member), fields.toString())).array(names);
    }

    /** Of our own words and numbers only, so nothing in it needs quoting. */
    private RosterCopy array(List<String> values) {
        buffer.append('{').append(String.join(",", values)).append("}\t");
        return this;
    }

    private void escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> buffer.append("\\\\");
                case '\t' -> buffer.append("\\t");
                case '\n' -> buffer.append("\\n");
                case '\r' -> buffer.append("\\r");
                case '\0' -> buffer.append(' ');
                default -> buffer.append(c);
            }
        }
    }
}
