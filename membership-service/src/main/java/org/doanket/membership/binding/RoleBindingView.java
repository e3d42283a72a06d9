package org.doanket.membership.binding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A role that somebody has at a unit by an office.
 *
 * @param subject the identity provider's name of the person, or null where it is not known
 * @param validTo the first moment at which it no longer holds, or null
 */
@Schema(name = "RoleBinding")
public record RoleBindingView(UUID id, UUID officerId, UUID memberId, String subject, String role, UUID unitId, OffsetDateTime validFrom,
        OffsetDateTime validTo) {

    static RoleBindingView of(ResultSet row) throws SQLException {
        return new RoleBindingView(row.getObject("id", UUID.class), row.getObject("officer_id", UUID.class),
                row.getObject("member_id", UUID.class), row.getString("subject"), row.getString("role"), row.getObject("unit_id", UUID.class),
                row.getObject("valid_from", OffsetDateTime.class), row.getObject("valid_to", OffsetDateTime.class));
    }
}
