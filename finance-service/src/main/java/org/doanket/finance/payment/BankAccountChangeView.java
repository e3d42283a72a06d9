package org.doanket.finance.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Another account in place of a unit's account, waiting for a second person or decided on. @param account only its last digits */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BankAccountChangeView(UUID id, UUID unit, String bankBin, String account, String holder, String state, String madeBy,
        OffsetDateTime madeAt, String decidedBy, OffsetDateTime decidedAt, String reason) {

    static BankAccountChangeView of(ResultSet row) throws SQLException {
        return new BankAccountChangeView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("bank_bin"),
                row.getString("masked"), row.getString("holder"), row.getString("state"), row.getString("made_by"),
                row.getObject("made_at", OffsetDateTime.class), row.getString("decided_by"),
                row.getObject("decided_at", OffsetDateTime.class), row.getString("reason"));
    }

    long version() {
        return state.equals("waiting") ? 0 : 1;
    }
}
