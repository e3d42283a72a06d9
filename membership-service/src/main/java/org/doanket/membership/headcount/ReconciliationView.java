package org.doanket.membership.headcount;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a unit has reported beside what the register counts in it and below on the cut-off.
 *
 * @param state        of the report, or missing
 * @param reported     null without a report that is pending or approved
 * @param counted      members in the register as of the cut-off
 * @param countedOfNoSex those of whom the register does not know the sex
 * @param gap          reported less counted; without a report what is counted is all gap
 */
@Schema(name = "HeadcountReconciliation")
public record ReconciliationView(UUID unitId, String code, String name, String kind, String state, Long reported, Long reportedWomen, long counted,
        long countedWomen, long countedOfNoSex, long gap, long womenGap) {

    /** A page of them; only says to readers of the API what a {@code Page} of this is. */
    @Schema(name = "PageReconciliationView")
    record Listed(List<ReconciliationView> items, String next) {
    }

    /** All of it together. @param gap with its sign; {@code absoluteGap} does not let one unit's gap fill another's */
    @Schema(name = "HeadcountReconciliationSum")
    public record Sum(UUID periodId, LocalDate cutOff, long units, long reportingUnits, long reported, long reportedWomen, long counted,
            long countedWomen, long countedOfNoSex, long gap, long absoluteGap, long unitsWithGap) {
    }

    static ReconciliationView of(ResultSet row) throws SQLException {
        return new ReconciliationView(row.getObject("unit_id", UUID.class), row.getString("code"), row.getString("name"), row.getString("kind"),
                row.getString("state"), row.getObject("reported", Long.class), row.getObject("reported_women", Long.class),
                row.getLong("counted"), row.getLong("counted_women"), row.getLong("counted_of_no_sex"), row.getLong("gap"),
                row.getLong("women_gap"));
    }
}
