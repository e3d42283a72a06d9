package org.doanket.membership.body;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Somebody's office.
 *
 * @param memberName null where the member is elsewhere by now; for others than officers also, with code and account, where the file is restricted
 * @param restrictedSince from when on the member has the file only kept, not used, or null
 * @param roles      that the office brings now; none before the body is recognised and after the end
 * @param fullTime   whether the office is the person's work; null where that is not known
 * @param dismissed  against his will, {@code noticeGivenOn} the day on which he was told
 * @param plannedEnd of the body's term
 * @param endedOn    the first day on which the office was over, or null
 */
@Schema(name = "Officer")
public record OfficerView(UUID id, UUID bodyId, String bodyKind, UUID unitId, UUID memberId, String memberCode, String memberName,
        OffsetDateTime restrictedSince, String position, String positionName, String basis, String actNumber, LocalDate actDate, String account,
        Boolean fullTime, List<String> roles,
        LocalDate startsOn, LocalDate plannedEnd, LocalDate endedOn, String endReason, String endAct, boolean dismissed, LocalDate noticeGivenOn,
        long version) {

    static OfficerView of(ResultSet row, boolean withRestricted) throws SQLException {
        OffsetDateTime restrictedSince = row.getObject("restricted_since", OffsetDateTime.class);
        boolean isNamed = withRestricted || restrictedSince == null;
        return new OfficerView(row.getObject("id", UUID.class), row.getObject("body_id", UUID.class), row.getString("body_kind"),
                row.getObject("unit_id", UUID.class), row.getObject("member_id", UUID.class),
                isNamed ? row.getString("member_code") : null, isNamed ? row.getString("member_name") : null, isNamed ? restrictedSince : null,
                row.getString("position"), row.getString("position_name"), row.getString("basis"),
                row.getString("act_number"), row.getObject("act_date", LocalDate.class), isNamed ? row.getString("account") : null,
                row.getObject("full_time", Boolean.class),
                List.of((String[]) row.getArray("roles").getArray()), row.getObject("starts_on", LocalDate.class),
                row.getObject("planned_end", LocalDate.class), row.getObject("ended_on", LocalDate.class), row.getString("end_reason"),
                row.getString("end_act"), row.getBoolean("dismissed"), row.getObject("notice_on", LocalDate.class), row.getLong("version"));
    }

    /** The name and the account stay out of logs. */
    @Override
    public String toString() {
        return "OfficerView[id=" + id + ", version=" + version + "]";
    }
}
