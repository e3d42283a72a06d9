package org.doanket.membership.congress;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A delegate to a congress.
 *
 * @param memberName      null where the member is elsewhere by now; for others than officers also, with the code, where the file is restricted
 * @param restrictedSince from when on the member has the file only kept, not used, or null
 * @param fromUnitId      where elected, or null
 * @param attended        null before the congress was held
 * @param withdrawReason  as it was put, or why it ended by itself: {@code membership-over}, {@code member-elsewhere}, {@code right-lost}
 */
@Schema(name = "CongressDelegate")
public record DelegateView(UUID id, UUID congressId, UUID memberId, String memberCode, String memberName, OffsetDateTime restrictedSince, String basis,
        UUID fromUnitId, String fromUnitName, String actNumber, LocalDate chosenOn, Boolean attended, LocalDate withdrawnOn, String withdrawReason,
        String withdrawAct) {

    static DelegateView of(ResultSet row, boolean withRestricted) throws SQLException {
        OffsetDateTime restrictedSince = row.getObject("restricted_since", OffsetDateTime.class);
        boolean isNamed = withRestricted || restrictedSince == null;
        return new DelegateView(row.getObject("id", UUID.class), row.getObject("congress_id", UUID.class), row.getObject("member_id", UUID.class),
                isNamed ? row.getString("member_code") : null, isNamed ? row.getString("member_name") : null, isNamed ? restrictedSince : null,
                row.getString("basis"), row.getObject("from_unit", UUID.class), row.getString("from_name"), row.getString("act_number"),
                row.getObject("chosen_on", LocalDate.class), row.getObject("attended", Boolean.class), row.getObject("withdrawn_on", LocalDate.class),
                row.getString("withdraw_reason"), row.getString("withdraw_act"));
    }

    /** The name stays out of logs. */
    @Override
    public String toString() {
        return "DelegateView[id=" + id + "]";
    }
}
