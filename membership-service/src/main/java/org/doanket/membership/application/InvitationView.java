package org.doanket.membership.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A unit's invitation to apply.
 *
 * @param code    as it stands on paper
 * @param address of the form: what its QR code says
 * @param used    how many have applied by it
 */
@Schema(name = "ApplicationInvitation")
public record InvitationView(UUID id, UUID unitId, String code, String address, LocalDate opensOn, LocalDate closesOn, int most, int used,
        OffsetDateTime openedAt, OffsetDateTime revokedAt, String revokeReason, long version) {

    static InvitationView of(ResultSet row, String publicAddress) throws SQLException {
        String code = row.getString("code");
        return new InvitationView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), SecretCode.grouped(code),
                publicAddress + "/membership/v1/application-forms/" + code, row.getObject("opens_on", LocalDate.class),
                row.getObject("closes_on", LocalDate.class), row.getInt("most"), row.getInt("used"),
                row.getObject("opened_at", OffsetDateTime.class), row.getObject("revoked_at", OffsetDateTime.class),
                row.getString("revoke_reason"), row.getLong("version"));
    }
}
