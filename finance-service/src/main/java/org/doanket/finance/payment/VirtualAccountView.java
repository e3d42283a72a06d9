package org.doanket.finance.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

/** An account number that stands for one payer. @param number only its last digits; {@code member} absent where it is the unit's own */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VirtualAccountView(UUID id, UUID unit, UUID member, String number, OffsetDateTime createdAt, OffsetDateTime endedAt) {

    static VirtualAccountView of(ResultSet row) throws SQLException {
        return new VirtualAccountView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getObject("member",
                UUID.class),
                row.getString("masked"), row.getObject("created_at", OffsetDateTime.class), row.getObject("ended_at",
                OffsetDateTime.class));
    }
}
