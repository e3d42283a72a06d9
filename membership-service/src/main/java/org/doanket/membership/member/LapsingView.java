package org.doanket.membership.member;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A member whose dues have been missing for as long as the rule of lapsing asks.
 *
 * @param restrictedSince from when on the member has the file only kept, not used, or null
 * @param paidUpTo   the last month that is paid, as finance tells it; null where it has told of none
 * @param remindedOn null where nobody has reminded the member yet: nothing lapses unwarned
 * @param lapsesFrom the first day on which the status may be given; null as long as nobody has reminded the member
 */
@Schema(name = "LapsingMember")
public record LapsingView(UUID memberId, String memberCode, String fullName, OffsetDateTime restrictedSince, UUID unitId, String status,
        YearMonth paidUpTo, LocalDate remindedOn, LocalDate lapsesFrom, String citation, boolean verified) {

    static LapsingView of(ResultSet row, StatusRule rule) throws SQLException {
        LocalDate paid = row.getObject("paid_up_to", LocalDate.class);
        return new LapsingView(row.getObject("id", UUID.class), row.getString("code"), row.getString("full_name"),
                row.getObject("restricted_since", OffsetDateTime.class), row.getObject("unit_id", UUID.class),
                row.getString("status"), paid == null ? null : YearMonth.from(paid), row.getObject("reminded", LocalDate.class),
                row.getObject("lapses_from", LocalDate.class), rule.citation(), rule.verified());
    }

    @Override
    public String toString() {
        return "LapsingView[memberId=" + memberId + "]";
    }
}
