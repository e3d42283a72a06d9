package org.doanket.membership.me;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.doanket.membership.member.MemberService;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.Mask;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A member's own file, in full but for the national id, which is shown on asking and on record.
 *
 * @param endedOn the first day on which the membership was over, or null
 * @param restrictedSince from when on the file is only kept, by a request for a restriction, or null
 */
@Schema(name = "OwnFile")
public record OwnFileView(UUID id, UUID unitId, String unitCode, String unitName, String code, String fullName, LocalDate birthDate, String sex,
        String nationalId, String phone, String email, String cardNumber, LocalDate joinedOn, String position, String category,
        String categoryName, String duesKind, String status, String statusName, LocalDate statusSince, String statusReason, LocalDate endedOn,
        OffsetDateTime restrictedSince, long version) {

    static OwnFileView of(ResultSet row, FieldVault vault) throws SQLException {
        return of(row, vault, false);
    }

    /** @param whole with the national id in the clear: for what is on the audit trail */
    static OwnFileView of(ResultSet row, FieldVault vault, boolean whole) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] wrapped = row.getBytes("wrapped");
        FieldVault.Key key = wrapped == null ? null : vault.key(wrapped);
        String nationalId = key == null ? null : key.openText(MemberService.nationalIdPlace(id), row.getBytes("national_id"));
        return new OwnFileView(id, row.getObject("unit_id", UUID.class), row.getString("unit_code"), row.getString("unit_name"),
                row.getString("code"), row.getString("full_name"), row.getObject("birth_date", LocalDate.class), row.getString("sex"),
                whole ? nationalId : Mask.nationalId(nationalId),
                key == null ? null : key.openText(MemberService.phonePlace(id), row.getBytes("phone")), row.getString("email"),
                row.getString("card_number"), row.getObject("joined_on", LocalDate.class), row.getString("position"), row.getString("category"),
                row.getString("category_name"), row.getString("dues_kind"), row.getString("status"), row.getString("status_name"),
                row.getObject("status_since", LocalDate.class), row.getString("status_reason"), row.getObject("ended_on", LocalDate.class),
                row.getObject("restricted_since", OffsetDateTime.class), row.getLong("version"));
    }

    @Override
    public String toString() {
        return "OwnFileView[id=" + id + ", version=" + version + "]";
    }
}
