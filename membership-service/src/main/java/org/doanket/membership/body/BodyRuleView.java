package org.doanket.membership.body;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.charter.CharterCommand;
import org.doanket.platform.rule.RuleTable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is said of a kind of body, or of a position in it, from a day on. */
public sealed interface BodyRuleView {

    UUID id();

    /** @param levels of units that have such a body. @param used false: none is formed from that day on */
    @Schema(name = "BodyKindRule")
    record Kind(UUID id, String jurisdiction, String code, LocalDate validFrom, List<String> levels, CharterCommand.Names name, boolean used, String citation,
            boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) implements BodyRuleView {

        static final RuleTable<Kind> TABLE = RuleTable.of("body_kind_rule", List.of("jurisdiction", "code"), Kind::of);

        private static Kind of(ResultSet row) throws SQLException {
            return new Kind(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("code"), row.getObject("valid_from", LocalDate.class),
                    List.of((String[]) row.getArray("levels").getArray()), names(row), row.getBoolean("is_used"), row.getString("citation"),
                    row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
        }
    }

    /** @param single one holder at a time. @param takesSeat counts as a member of the body. @param used false: given to nobody from that day on */
    @Schema(name = "BodyPositionRule")
    record Position(UUID id, String jurisdiction, String bodyKind, String code, LocalDate validFrom, boolean single, boolean takesSeat, int rank,
            CharterCommand.Names name, boolean used, String citation, boolean verified, OffsetDateTime cancelledAt, String cancelledWhy)
            implements BodyRuleView {

        static final RuleTable<Position> TABLE = RuleTable.of("body_position_rule", List.of("jurisdiction", "body_kind", "code"), Position::of);

        private static Position of(ResultSet row) throws SQLException {
            return new Position(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("body_kind"), row.getString("code"),
                    row.getObject("valid_from", LocalDate.class), row.getBoolean("is_single"), row.getBoolean("takes_seat"), row.getInt("rank"), names(row),
                    row.getBoolean("is_used"), row.getString("citation"), row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class),
                    row.getString("cancelled_why"));
        }
    }

    private static CharterCommand.Names names(ResultSet row) throws SQLException {
        return new CharterCommand.Names(row.getString("name_vi"), row.getString("name_en"), row.getString("name_zh"));
    }
}
