package org.doanket.membership.card;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A member's card.
 *
 * @param validUntil the last day on which a card that is shown offline counts
 * @param statement  what the QR code carries: a compact JWS that anybody can verify against {@code card-keys}, without us
 */
@Schema(name = "MemberCard")
public record CardView(UUID memberId, String memberCode, String cardNumber, String fullName, UUID unitId, String unitCode, String unitName,
        String category, String categoryName, LocalDate joinedOn, @Schema(implementation = String.class, examples = "2026-10") YearMonth paidUpTo,
        LocalDate validUntil, String statement) {

    /** What the register knows; not signed yet. */
    record Bearer(UUID member, String code, String cardNumber, String fullName, UUID unit, String unitCode, String unitName, String jurisdiction,
            String category, String categoryName, LocalDate joinedOn, YearMonth paidUpTo, LocalDate endedOn) {

        static Bearer of(ResultSet row) throws SQLException {
            return new Bearer(row.getObject("id", UUID.class), row.getString("code"), row.getString("card_number"), row.getString("full_name"),
                    row.getObject("unit_id", UUID.class), row.getString("unit_code"), row.getString("unit_name"), row.getString("jurisdiction"),
                    row.getString("category"), row.getString("category_name"), row.getObject("joined_on", LocalDate.class),
                    Optional.ofNullable(row.getObject("paid_up_to", LocalDate.class)).map(YearMonth::from).orElse(null),
                    row.getObject("ended_on", LocalDate.class));
        }

        CardView signed(LocalDate validUntil, String statement) {
            return new CardView(member, code, cardNumber, fullName, unit, unitCode, unitName, category, categoryName, joinedOn, paidUpTo,
                    validUntil, statement);
        }
    }

    @Override
    public String toString() {
        return "CardView[memberId=" + memberId + "]";
    }
}
