package org.doanket.finance.relief;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.doanket.finance.Gift;
import org.doanket.platform.money.Money;

/** Relief drives as they are shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ReliefView {

    /** One kind of money or goods. @param count how many times; @param recipients people, of what went out */
    record DriveTotal(String kind, Money amount, BigDecimal quantity, String goods, String measure, long count, Long recipients)
            implements ReliefView {

        static DriveTotal of(ResultSet row) throws SQLException {
            Gift gift = Gift.of(row);
            return new DriveTotal(gift.kind(), gift.amount(), gift.quantity(), gift.goods(), gift.measure(), row.getLong("count"),
                    row.getObject("recipients", Long.class));
        }
    }

    /** What a place has received of one kind; {@code place} is null where places with too few people are put together. */
    record Cell(String place, String kind, Money amount, BigDecimal quantity, String goods, String measure, long recipients)
            implements ReliefView {

        static Cell of(ResultSet row) throws SQLException {
            Gift gift = Gift.of(row);
            return new Cell(row.getString("place"), gift.kind(), gift.amount(), gift.quantity(), gift.goods(), gift.measure(),
                    row.getLong("recipients"));
        }

        boolean isOfTheKindOf(Cell other) {
            return kind.equals(other.kind) && Objects.equals(goods, other.goods) && Objects.equals(measure, other.measure);
        }

        Cell withoutPlaceAnd(Cell other) {
            return new Cell(null, kind, amount == null ? null : amount.plus(other.amount), quantity == null ? null
                    : quantity.add(other.quantity), goods, measure, recipients + other.recipients);
        }
    }

    /**
     * What anybody may see.
     *
     * @param accountApproved whether a second person has held the account against the bank's letter
     * @param state           planned, open or closed
     * @param rule            by which nothing is taken in outside of the time
     */
    record Drive(UUID id, UUID unit, String unitName, String name, String purpose, String beneficiaries, UUID movement, String bankBin,
            String account, String holder, boolean accountApproved, OffsetDateTime opensAt, OffsetDateTime closesAt, String state,
            String closedEarly, String rule, List<DriveTotal> received, List<DriveTotal> given, Money left, List<Cell> distribution, @JsonIgnore String currency,
            @JsonIgnore String jurisdiction, @JsonIgnore long version) implements ReliefView {

        Drive with(List<DriveTotal> in, List<DriveTotal> out, Money rest, List<Cell> cells) {
            return new Drive(id, unit, unitName, name, purpose, beneficiaries, movement, bankBin, account, holder, accountApproved, opensAt, closesAt,
                    state, closedEarly, rule, in, out, rest, cells, currency, jurisdiction, version);
        }

        static Drive of(ResultSet row) throws SQLException {
            return new Drive(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("unit_name"),
                    row.getString("name"), row.getString("purpose"), row.getString("beneficiaries"), row.getObject("movement_id",
                    UUID.class), row.getString("bank_bin"), row.getString("bank_account"), row.getString("bank_holder"),
                    row.getBoolean("account_approved"),
                    row.getObject("opens_at", OffsetDateTime.class), row.getObject("closes_at", OffsetDateTime.class),
                    row.getString("state"), row.getString("closed_early"), row.getString("rule"), null, null, null, null,
                    row.getString("currency"), row.getString("jurisdiction"), row.getLong("version"));
        }
    }

    /** @param reversal the entry that took it back, of money, and by whom and why */
    record Distribution(UUID id, UUID drive, UUID unit, String place, Gift gift, int recipients, LocalDate givenOn, String paidFrom,
            String state, String note, String createdBy, String decidedBy, UUID entry, UUID reversal, String reversedBy, String reversedWhy,
            @JsonIgnore long version) implements ReliefView {

        static Distribution of(ResultSet row) throws SQLException {
            return new Distribution(row.getObject("id", UUID.class), row.getObject("drive_id", UUID.class), row.getObject("unit_id",
                    UUID.class), row.getString("place"), Gift.of(row), row.getInt("recipients"), row.getObject("given_on", LocalDate.class),
                    row.getString("paid_from"), row.getString("state"), row.getString("note"), row.getString("created_by"),
                    row.getString("decided_by"), row.getObject("entry_id", UUID.class), row.getObject("reversal_id", UUID.class),
                    row.getString("reversed_by"), row.getString("reversed_why"), row.getLong("version"));
        }
    }

    /** The sub-ledger of a unit's drives beside account 4314 of its books. */
    record Control(UUID unit, Money subLedger, Money control, boolean isEqual) implements ReliefView {
    }

    record ReliefRule(UUID id, String jurisdiction, String kind, LocalDate validFrom, Integer value, String citation, boolean verified)
            implements ReliefView {

        static ReliefRule of(ResultSet row) throws SQLException {
            return new ReliefRule(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("kind"),
                    row.getObject("valid_from", LocalDate.class), row.getObject("value", Integer.class), row.getString("citation"),
                    row.getBoolean("verified"));
        }
    }
}
