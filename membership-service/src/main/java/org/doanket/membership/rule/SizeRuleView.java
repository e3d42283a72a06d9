package org.doanket.membership.rule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.rule.RuleTable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many seats a body of such a unit may have. @param bands by the members of the unit, smallest first */
@Schema(name = "BodySizeRule")
public record SizeRuleView(UUID id, String jurisdiction, String bodyKind, String unitKind, LocalDate validFrom, List<Band> bands,
        String citation, boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) {

    static final RuleTable<SizeRuleView> TABLE = RuleTable.of("size_rule", List.of("jurisdiction", "body_kind", "unit_kind"), SizeRuleView::of)
            .reading(bands("members_from")).reading(bands("seats_from")).reading(bands("seats_to"));

    /** From so many members on, until the next band. */
    @Schema(name = "BodySizeBand")
    public record Band(long membersFrom, int seatsFrom, int seatsTo) {
    }

    static SizeRuleView of(ResultSet row) throws SQLException {
        Long[] membersFrom = (Long[]) row.getArray("members_from").getArray();
        Integer[] seatsFrom = (Integer[]) row.getArray("seats_from").getArray();
        Integer[] seatsTo = (Integer[]) row.getArray("seats_to").getArray();
        List<Band> bands = new ArrayList<>();
        for (int i = 0; i < membersFrom.length; i++) {
            bands.add(new Band(membersFrom[i], seatsFrom[i], seatsTo[i]));
        }
        return new SizeRuleView(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("body_kind"),
                row.getString("unit_kind"), row.getObject("valid_from", LocalDate.class), bands, row.getString("citation"),
                row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
    }

    private static String bands(String column) {
        return "ARRAY(SELECT b." + column + " FROM size_band b WHERE b.rule_id = r.id ORDER BY b.members_from) AS " + column;
    }

    /** The band of a unit with so many members; the first one begins at none. */
    public Band bandFor(long members) {
        return bands.stream().filter(band -> band.membersFrom() <= members).reduce((smaller, larger) -> larger).orElse(bands.get(0));
    }
}
