package org.doanket.finance.refund;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.doanket.platform.money.Money;

/**
 * Money that goes back. {@code bankLine} is the line that brought it, {@code payer} who sent it, {@code payerAccount} where it came from
 * by its
 * last digits; {@code reference} is to stand in the memo of the transfer; {@code state} requested, approved, refused or paid.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RefundView(UUID id, @JsonIgnore long no, UUID unit, UUID bankLine, String payer, String payerAccount, Money amount,
        String why,
        String reference, String state, OffsetDateTime requestedAt, String requestedBy, OffsetDateTime decidedAt, String decidedBy,
        String decidedWhy, UUID paidLine, @JsonIgnore long version) {

    static RefundView of(ResultSet row) throws SQLException {
        boolean isAgreed = row.getString("state").equals("approved") || row.getString("state").equals("paid");
        return new RefundView(row.getObject("id", UUID.class), row.getLong("no"), row.getObject("unit_id", UUID.class),
                row.getObject("bank_line", UUID.class), row.getString("payer"), row.getString("payer_account"),
                new Money(row.getLong("amount"), row.getString("currency")), row.getString("why"), isAgreed ? row.getString("reference")
                : null,
                row.getString("state"), row.getObject("requested_at", OffsetDateTime.class), row.getString("requested_by"),
                row.getObject("decided_at", OffsetDateTime.class), row.getString("decided_by"), row.getString("decided_why"),
                row.getObject("paid_line_id", UUID.class), row.getLong("version"));
    }
}
