package org.doanket.membership.jobhelp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What came of bringing an opening and a seeker together.
 *
 * @param state contact | intent | hired | ended (came to nothing) | annulled (said hired, and was not)
 */
@Schema(name = "Placement")
public record PlacementView(UUID id, UUID unitId, UUID openingId, UUID seekerId, String employer, String title, String state,
        LocalDate contactedOn, LocalDate intentOn, LocalDate hiredOn, LocalDate endedOn, String reason, long version) {

    /**
     * The figures by which job help is reported, of a unit and all below it, both days included.
     *
     * @param employers different employers of the openings that were published in the time
     * @param posts     openings that were published in the time
     * @param openings  people they look for
     * @param contacts  seekers brought together with an opening; {@code intents}: of both sides; {@code hired}
     */
    @Schema(name = "JobHelpFigures")
    public record Figures(UUID unitId, LocalDate from, LocalDate to, long employers, long posts, long openings, long contacts, long intents,
            long hired) {
    }

    static PlacementView of(ResultSet row) throws SQLException {
        return new PlacementView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getObject("opening_id", UUID.class),
                row.getObject("seeker_id", UUID.class), row.getString("employer"), row.getString("title"), row.getString("state"),
                row.getObject("contacted_on", LocalDate.class), row.getObject("intent_on", LocalDate.class),
                row.getObject("hired_on", LocalDate.class), row.getObject("ended_on", LocalDate.class), row.getString("reason"),
                row.getLong("version"));
    }
}
