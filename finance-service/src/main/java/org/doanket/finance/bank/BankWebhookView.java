package org.doanket.finance.bank;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * Where the bank tells of money by itself. {@code secret} only in the answer that made it; {@code earlierUntil} how long the one before it
 * holds; {@code lastHeardAt} when the bank last told something.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BankWebhookView(UUID id, UUID unit, String address, String secret, OffsetDateTime createdAt, OffsetDateTime changedAt,
        OffsetDateTime earlierUntil, OffsetDateTime lastHeardAt, @JsonIgnore long version) {

    static BankWebhookView of(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new BankWebhookView(id, row.getObject("unit_id", UUID.class), "/finance/v1/bank-webhooks/" + id, null,
                row.getObject("created_at", OffsetDateTime.class), row.getObject("changed_at", OffsetDateTime.class),
                row.getObject("earlier_until", OffsetDateTime.class), row.getObject("last_heard_at", OffsetDateTime.class),
                row.getLong("version"));
    }

    BankWebhookView with(String shownOnce) {
        return new BankWebhookView(id, unit, address, shownOnce, createdAt, changedAt, earlierUntil, lastHeardAt, version);
    }

    @Override
    public String toString() {
        return "BankWebhookView[" + id + "]";
    }
}
