package org.doanket.membership.headcount;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.charter.CharterCommand;
import org.doanket.platform.rule.RuleTable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A figure that a head count may have, from a day on.
 *
 * @param partOf    what it cannot exceed: another figure, or workers
 * @param countedBy the persons that a sum is of
 * @param used      false: no report about that day or a later one says it
 */
@Schema(name = "HeadcountFigureRule")
public record FigureView(UUID id, String jurisdiction, String code, LocalDate validFrom, int rank, CharterCommand.Names name, String partOf, String countedBy,
        boolean used, String citation, boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) {

    static final RuleTable<FigureView> TABLE = RuleTable.of("headcount_figure_rule", List.of("jurisdiction", "code"), FigureView::of);

    private static FigureView of(ResultSet row) throws SQLException {
        return new FigureView(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("code"), row.getObject("valid_from", LocalDate.class),
                row.getInt("rank"), new CharterCommand.Names(row.getString("name_vi"), row.getString("name_en"), row.getString("name_zh")),
                row.getString("part_of"), row.getString("counted_by"), row.getBoolean("is_used"), row.getString("citation"), row.getBoolean("verified"),
                row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
    }
}
