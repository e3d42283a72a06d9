package org.doanket.membership.headcount;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a unit reports of itself and of all below it.
 *
 * @param workers null where there is no employer
 * @param state   draft, pending, approved or rejected
 */
@Schema(name = "HeadcountReport")
public record HeadcountReportView(UUID id, UUID periodId, UUID unitId, String unitCode, String unitName, People members, People workers,
        Map<String, Long> figures, String text, String state, String filedBy, OffsetDateTime filedAt, String decidedBy,
        OffsetDateTime decidedAt, String note, long version) {

    @Schema(name = "HeadcountPeopleView")
    public record People(long total, long women, long men) {

        static People of(long total, long women) {
            return new People(total, women, total - women);
        }
    }

    /**
     * A report beside the sum of those of the units directly below, about the same day. A check that is shown and not forced.
     *
     * @param children of the unit on the cut-off; {@code reported} of them have a report that is pending or approved
     * @param gap      what the report says more than they do
     */
    @Schema(name = "HeadcountCheck")
    public record Check(UUID reportId, long children, long reported, People members, People childrenMembers, long gap, People workers,
            People childrenWorkers, Long workersGap, boolean agrees) {
    }

    static HeadcountReportView of(ResultSet row, ObjectMapper json) throws SQLException {
        return new HeadcountReportView(row.getObject("id", UUID.class), row.getObject("period_id", UUID.class),
                row.getObject("unit_id", UUID.class), row.getString("unit_code"), row.getString("unit_name"),
                People.of(row.getLong("members"), row.getLong("members_women")),
                row.getObject("workers") == null ? null : People.of(row.getLong("workers"), row.getLong("workers_women")),
                figures(row.getString("figures"), json), row.getString("text"), row.getString("state"), row.getString("filed_by"),
                row.getObject("filed_at", OffsetDateTime.class), row.getString("decided_by"), row.getObject("decided_at", OffsetDateTime.class),
                row.getString("note"), row.getLong("version"));
    }

    private static Map<String, Long> figures(String stored, ObjectMapper json) {
        try {
            return json.readValue(stored, new TypeReference<>() { });
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
