package org.doanket.membership.statistics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.charter.CharterCommand;
import org.doanket.platform.rule.RuleTable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whose a workplace may be, from a day on. @param partOf a kind of enterprise over which R7 adds up. @param used false: no card says it from that day on */
@Schema(name = "OwnershipRule")
public record OwnershipView(UUID id, String jurisdiction, String code, LocalDate validFrom, CharterCommand.Names name, String partOf, boolean used,
        String citation, boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) {

    static final RuleTable<OwnershipView> TABLE = RuleTable.of("ownership_rule", List.of("jurisdiction", "code"), OwnershipView::of);

    private static OwnershipView of(ResultSet row) throws SQLException {
        return new OwnershipView(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("code"), row.getObject("valid_from", LocalDate.class),
                new CharterCommand.Names(row.getString("name_vi"), row.getString("name_en"), row.getString("name_zh")), row.getString("part_of"),
                row.getBoolean("is_used"), row.getString("citation"), row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class),
                row.getString("cancelled_why"));
    }
}
