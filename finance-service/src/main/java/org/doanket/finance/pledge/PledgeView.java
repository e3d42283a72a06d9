package org.doanket.finance.pledge;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.Gift;
import org.doanket.platform.money.Money;
import org.doanket.platform.rule.RuleTable;

/** Pledges and contributions as they are shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface PledgeView {

    /** @param given what was given of it, in the pledge's own measure: minor units, workdays or goods */
    record Pledge(UUID id, UUID unit, UUID drive, UUID movement, Gift gift, BigDecimal given, LocalDate dueOn, String donor, String state,
            String createdBy, OffsetDateTime createdAt, @JsonIgnore long version) implements PledgeView {

        static Pledge of(ResultSet row) throws SQLException {
            return new Pledge(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getObject("drive_id", UUID.class),
                    row.getObject("movement_id", UUID.class), Gift.of(row), Gift.tidy(row.getBigDecimal("given")), row.getObject("due_on",
                    LocalDate.class), row.getString("donor"), row.getString("state"), row.getString("created_by"),
                    row.getObject("created_at", OffsetDateTime.class), row.getLong("version"));
        }

        /** Without who promised it, as of what was given. */
        Pledge withoutDonor() {
            return new Pledge(id, unit, drive, movement, gift, given, dueOn, null, state, createdBy, createdAt, version);
        }
    }

    /** @param lateFor the drive that was not open when it came; @param rule why it could not be taken in then */
    record Contribution(UUID id, @JsonIgnore long no, UUID unit, UUID giver, UUID pledge, UUID drive, UUID lateFor, String rule,
            UUID movement, Gift gift, String channel, OffsetDateTime receivedAt, LocalDate receivedOn, String bankRef, UUID bankLine, String donor,
            String state, UUID entry, String recordedBy, OffsetDateTime recordedAt, @JsonIgnore long version) implements PledgeView {

        static Contribution of(ResultSet row) throws SQLException {
            return new Contribution(row.getObject("id", UUID.class), row.getLong("no"), row.getObject("unit_id", UUID.class),
                    row.getObject("giver_id", UUID.class), row.getObject("pledge_id", UUID.class), row.getObject("drive_id", UUID.class),
                    row.getObject("late_for_id", UUID.class), row.getString("rule"), row.getObject("movement_id", UUID.class), Gift.of(row),
                    row.getString("channel"), row.getObject("received_at", OffsetDateTime.class), row.getObject("received_on",
                    LocalDate.class), row.getString("bank_ref"), row.getObject("bank_line", UUID.class), row.getString("donor"),
                    row.getString("state"), row.getObject("entry_id", UUID.class), row.getString("recorded_by"), row.getObject("recorded_at", OffsetDateTime.class), row.getLong("version"));
        }

        /** Without who gave: an officer of a campaign counts, and need not know. */
        Contribution withoutDonor() {
            return new Contribution(id, no, unit, giver, pledge, drive, lateFor, rule, movement, gift, channel, receivedAt, receivedOn,
                    null, null, null, state, entry, recordedBy, recordedAt, version);
        }
    }

    /**
     * One kind, one sort, one measure: lines are never added together.
     *
     * @param units         units that gave
     * @param valued        what {@code valuedQuantity} of it is worth at the prices of its days; absent where no price was ever set
     */
    record GivenTotal(String kind, Money amount, BigDecimal quantity, String goods, String measure, long contributions, long units,
            Money valued, BigDecimal valuedQuantity) implements PledgeView {

        static GivenTotal of(ResultSet row) throws SQLException {
            Gift gift = Gift.of(row);
            BigDecimal valued = row.getBigDecimal("valued");
            return new GivenTotal(gift.kind(), gift.amount(), gift.quantity(), gift.goods(), gift.measure(), row.getLong("contributions"),
                    row.getLong("units"), valued == null ? null : new Money(valued.longValueExact(), row.getString("price_currency")),
                    valued == null ? null : Gift.tidy(row.getBigDecimal("valued_quantity")));
        }
    }

    /**
     * What is pledged of one kind, sort and measure, and what was given of it: {@code given} and {@code expected} in minor units, workdays
     * or the measure.
     */
    record PledgedTotal(String kind, Money amount, BigDecimal quantity, String goods, String measure, long pledges, BigDecimal given,
            BigDecimal expected) implements PledgeView {

        static PledgedTotal of(ResultSet row) throws SQLException {
            Gift gift = Gift.of(row);
            return new PledgedTotal(gift.kind(), gift.amount(), gift.quantity(), gift.goods(), gift.measure(), row.getLong("pledges"),
                    Gift.tidy(row.getBigDecimal("given")), Gift.tidy(row.getBigDecimal("expected")));
        }
    }

    /** @param sort of goods */
    record Price(UUID id, String jurisdiction, String kind, String sort, String measure, LocalDate validFrom, Money amount, String citation,
            boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) implements PledgeView {

        static final RuleTable<Price> TABLE = RuleTable.of("contribution_price", List.of("jurisdiction", "kind", "goods", "measure"), Price::of).backDated();

        static Price of(ResultSet row) throws SQLException {
            String goods = row.getString("goods");
            return new Price(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("kind"), goods.isEmpty() ? null
                    : goods, row.getString("measure"), row.getObject("valid_from", LocalDate.class), new Money(row.getLong("amount"),
                    row.getString("currency")), row.getString("citation"), row.getBoolean("verified"), row.getObject("cancelled_at",
                    OffsetDateTime.class), row.getString("cancelled_why"));
        }
    }
}
