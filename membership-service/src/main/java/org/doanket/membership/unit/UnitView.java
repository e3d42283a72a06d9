package org.doanket.membership.unit;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A unit as it stands today, or as it stood on the day asked for.
 *
 * @param kindName  the kind's name in the reader's language
 * @param territory codes of the administrative units it covers
 * @param validTo   the first day on which it was no more, or null
 * @param predecessors out of which it was made, and {@code successors} what was made of it, as of that day
 * @param version   what {@code If-Match} wants, also in collections
 */
public record UnitView(UUID id, String code, String name, String kind, String kindName, String level, String jurisdiction, UUID parentId,
        List<String> territory, LocalDate validFrom, LocalDate validTo, List<UUID> predecessors,
        List<UUID> successors, long version) {

    /** One thing that happened to a unit, and the act behind it. */
    @Schema(name = "UnitEvent")
    public record Event(long version, String fact, LocalDate effective, String actNumber, LocalDate actDate, JsonNode detail,
            OffsetDateTime recordedAt, String recordedBy) {
    }

    /** A member who founded the unit, as the register names him today. */
    @Schema(name = "UnitFounder")
    public record Founder(UUID memberId, String code, String fullName, OffsetDateTime restrictedSince) {
        @Override
        public String toString() {
            return "Founder[memberId=" + memberId + "]";
        }
    }

    static UnitView of(ResultSet row) throws SQLException {
        return new UnitView(row.getObject("id", UUID.class), row.getString("code"), row.getString("name"), row.getString("kind"),
                row.getString("kind_name"), row.getString("level"), row.getString("jurisdiction"), row.getObject("parent_id", UUID.class),
                List.of((String[]) row.getArray("territory").getArray()), row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class), uuids(row, "came_from"), uuids(row, "became"), row.getLong("version"));
    }

    private static List<UUID> uuids(ResultSet row, String column) throws SQLException {
        return List.of((UUID[]) row.getArray(column).getArray());
    }
}
