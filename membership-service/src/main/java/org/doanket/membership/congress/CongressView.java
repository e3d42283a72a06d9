package org.doanket.membership.congress;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A congress of a unit.
 *
 * @param places   how many delegates there are to be; null, with {@code delegates}, where all members come
 * @param closedOn the day on which it was held, or from which on it is cancelled; {@code closedAct} the minutes or the decision
 * @param summoned how many were, and how many of them came; known once it was held
 * @param bodyId   the body that it elected, where that is on record
 */
@Schema(name = "Congress")
public record CongressView(UUID id, UUID unitId, String unitName, String kind, String form, String name, LocalDate plannedOn, Integer places,
        Delegates delegates, String actNumber, LocalDate actDate, String consentAct, String postponedAct, String state, LocalDate closedOn,
        String closedAct, String cancelReason, Integer summoned, Integer present, UUID bodyId, long version) {

    /** Those who are named and have not withdrawn. @param women as far as you see whether they are */
    @Schema(name = "CongressDelegateCounts")
    public record Delegates(long elected, long byOffice, long appointed, long women) {
    }

    /** A unit whose next ordinary congress is due. @param plannedOn of the one that is planned, or null with its id */
    @Schema(name = "CongressDue")
    public record Due(UUID unitId, String unitCode, String unitName, LocalDate termEnds, UUID congressId, LocalDate plannedOn) {

        static Due of(ResultSet row) throws SQLException {
            return new Due(row.getObject("unit_id", UUID.class), row.getString("unit_code"), row.getString("unit_name"),
                    row.getObject("planned_end", LocalDate.class), row.getObject("congress_id", UUID.class), row.getObject("planned_on", LocalDate.class));
        }
    }

    static CongressView of(ResultSet row) throws SQLException {
        Integer places = row.getObject("places", Integer.class);
        return new CongressView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("unit_name"), row.getString("kind"),
                row.getString("form"), row.getString("name"), row.getObject("planned_on", LocalDate.class), places,
                places == null ? null : new Delegates(row.getLong("elected"), row.getLong("by_office"), row.getLong("appointed"), row.getLong("women")),
                row.getString("act_number"), row.getObject("act_date", LocalDate.class), row.getString("consent_act"), row.getString("postponed_act"),
                row.getString("state"), row.getObject("closed_on", LocalDate.class), row.getString("closed_act"), row.getString("cancel_reason"),
                row.getObject("summoned", Integer.class), row.getObject("present", Integer.class), row.getObject("body_id", UUID.class),
                row.getLong("version"));
    }
}
