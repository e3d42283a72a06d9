package org.doanket.campaign.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.doanket.platform.money.Ratio;
import org.doanket.platform.rule.RuleTable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rule of a jurisdiction, from a day on until another of the same begins. {@code verified}: somebody has read it in the source that is cited. */
public sealed interface RuleView {

    UUID id();

    /** Where a rule stands, and whether it was taken back before it began. */
    @Schema(name = "RuleOrigin")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Origin(String jurisdiction, LocalDate validFrom, String citation, boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) {

        public static Origin of(ResultSet row) throws SQLException {
            return new Origin(row.getString("jurisdiction"), row.getObject("valid_from", LocalDate.class), row.getString("citation"),
                    row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
        }
    }

    @Schema(name = "LightRule")
    record Lights(UUID id, Origin source, BigDecimal amberFrom, BigDecimal greenFrom) implements RuleView {

        static final RuleTable<Lights> TABLE = RuleTable.of("light_rule", List.of("jurisdiction"), Lights::of);

        static Lights of(ResultSet row) throws SQLException {
            return new Lights(row.getObject("id", UUID.class), Origin.of(row), row.getBigDecimal("amber_from"), row.getBigDecimal("green_from"));
        }
    }

    @Schema(name = "ReportingRule")
    record Reporting(UUID id, Origin source, String period, String cutOff, int dueAfter) implements RuleView {

        static final RuleTable<Reporting> TABLE = RuleTable.of("reporting_rule", List.of("jurisdiction", "period"), Reporting::of);

        static Reporting of(ResultSet row) throws SQLException {
            return new Reporting(row.getObject("id", UUID.class), Origin.of(row), row.getString("period"), row.getString("cut_off"),
                    row.getInt("due_after"));
        }
    }

    /** @param majorityCitation where the majority stands; the source's where one text says both */
    @Schema(name = "MeetingRule")
    record Meeting(UUID id, Origin source, String kind, Ratio quorum, Ratio majority, String majorityCitation) implements RuleView {

        static final RuleTable<Meeting> TABLE = RuleTable.of("meeting_rule", List.of("jurisdiction", "kind"), Meeting::of);

        static Meeting of(ResultSet row) throws SQLException {
            return new Meeting(row.getObject("id", UUID.class), Origin.of(row), row.getString("kind"),
                    new Ratio(row.getLong("quorum_num"), row.getLong("quorum_den")), new Ratio(row.getLong("majority_num"), row.getLong("majority_den")),
                    Objects.requireNonNullElse(row.getString("majority_citation"), row.getString("citation")));
        }
    }

    /**
     * Which models a scorer does not score.
     *
     * @param ownUnit those of the unit where he holds his role, or is a member
     * @param held    those of which he is the holder
     */
    @Schema(name = "InterestRule")
    record Interest(UUID id, Origin source, boolean ownUnit, boolean held) implements RuleView {

        static final RuleTable<Interest> TABLE = RuleTable.of("interest_rule", List.of("jurisdiction"), Interest::of);

        static Interest of(ResultSet row) throws SQLException {
            return new Interest(row.getObject("id", UUID.class), Origin.of(row), row.getBoolean("own_unit"), row.getBoolean("held"));
        }
    }
}
