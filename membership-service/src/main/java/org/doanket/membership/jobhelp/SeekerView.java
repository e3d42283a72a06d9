package org.doanket.membership.jobhelp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.Mask;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Somebody who looks for work. The phone is masked but to the seeker himself; a seeker who has withdrawn has neither name nor phone.
 *
 * @param memberId null: no member
 * @param restrictedSince from when on the member has the file only kept, not used, or null
 * @param state    looking | placed | withdrawn
 */
@Schema(name = "JobSeeker")
public record SeekerView(UUID id, UUID unitId, UUID memberId, String fullName, String phone, List<String> trades, String area, String wish,
        int consentVersion, String consentChannel, OffsetDateTime consentAt, String state, OffsetDateTime enteredAt,
        OffsetDateTime restrictedSince, long version) {

    /** A phone in the clear, once. */
    @Schema(name = "RevealedPhone")
    public record Contact(String phone) {
        @Override
        public String toString() {
            return "Contact[" + Mask.phone(phone) + "]";
        }
    }

    static SeekerView of(ResultSet row, FieldVault vault, boolean whole) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] wrapped = row.getBytes("key");
        FieldVault.Key key = wrapped == null ? null : vault.key(wrapped);
        String phone = key == null ? null : key.openText(SeekerService.phonePlace(id), row.getBytes("phone"));
        return new SeekerView(id, row.getObject("unit_id", UUID.class), row.getObject("member_id", UUID.class),
                key == null ? null : key.openText(SeekerService.namePlace(id), row.getBytes("full_name")), whole ? phone : Mask.phone(phone),
                List.of((String[]) row.getArray("trades").getArray()), row.getString("area"), row.getString("wish"), row.getInt("consent_version"),
                row.getString("consent_channel"), row.getObject("consent_at", OffsetDateTime.class), row.getString("state"),
                row.getObject("entered_at", OffsetDateTime.class), row.getObject("restricted_since", OffsetDateTime.class), row.getLong("version"));
    }

    @Override
    public String toString() {
        return "SeekerView[id=" + id + ", state=" + state + "]";
    }
}
