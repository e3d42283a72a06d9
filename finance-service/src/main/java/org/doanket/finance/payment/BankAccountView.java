package org.doanket.finance.payment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * An account on which a unit receives money.
 *
 * @param main    whether it is the one to which payments are asked for, unless they are of a purpose that has its own
 * @param purpose general, fund or drive
 * @param account only its last digits
 * @param validTo the first day on which it is the unit's no more
 * @param state   waiting for another person, open or refused
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BankAccountView(UUID id, UUID unit, boolean main, String purpose, UUID drive, String bankBin, String account, String holder,
        String currency, LocalDate validFrom, LocalDate validTo, String state, String madeBy, OffsetDateTime madeAt, String decidedBy,
        OffsetDateTime decidedAt, String reason, @JsonIgnore long version) {

    static BankAccountView of(ResultSet row) throws SQLException {
        return new BankAccountView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getBoolean("main"),
                row.getString("purpose"), row.getObject("drive_id", UUID.class), row.getString("bank_bin"), row.getString("masked"),
                row.getString("holder"), row.getString("currency"), row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class), row.getString("state"), row.getString("made_by"),
                row.getObject("made_at", OffsetDateTime.class), row.getString("decided_by"), row.getObject("decided_at", OffsetDateTime.class),
                row.getString("reason"), row.getLong("version"));
    }
}
