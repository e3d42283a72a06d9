package org.doanket.campaign.activity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something that a unit does with its members. @param report what came of it, or why it was cancelled */
@Schema(name = "Activity")
public record ActivityView(UUID id, UUID unit, String unitCode, String unitName, String kind, String name, String place, OffsetDateTime startsAt,
        OffsetDateTime endsAt, List<String> partners, Integer expected, String state, Integer attended, Integer women, String report, long version) {

    static ActivityView of(ResultSet row) throws SQLException {
        return new ActivityView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("unit_code"), row.getString("unit_name"),
                row.getString("kind"), row.getString("name"), row.getString("place"), row.getObject("starts_at", OffsetDateTime.class),
                row.getObject("ends_at", OffsetDateTime.class), List.of((String[]) row.getArray("partners").getArray()),
                row.getObject("expected", Integer.class), row.getString("state"), row.getObject("attended", Integer.class),
                row.getObject("women", Integer.class), row.getString("report"), row.getLong("version"));
    }

    /** Activities of one kind that were held. */
    @Schema(name = "ActivityTally")
    public record OfKind(String kind, int planned, int held, long attended, long women) {
    }
}
