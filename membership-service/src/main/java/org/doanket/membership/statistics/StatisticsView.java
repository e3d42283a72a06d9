package org.doanket.membership.statistics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.rule.RuleTable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A unit with all below it, as the tree and the register were on the cut-off.
 *
 * @param by       members by sex, category, status, duesKind, kind of unit and ownership
 * @param unitsBy  units by kind and ownership
 * @param reported what approved head counts about that day said; null where there is none
 * @param figures  the further figures of these head counts, added up
 */
@Schema(name = "Statistics")
public record StatisticsView(Snapshot snapshot, UUID unitId, String code, String name, String kind, long units, long members, long women, long men,
        long ofNoSex, Map<String, Map<String, Long>> by, Map<String, Map<String, Long>> unitsBy, Reported reported, Map<String, Long> figures) {

    /**
     * A frozen count of a whole tree.
     *
     * @param rowHash   SHA-256 over its rows
     * @param smallCell figures below it are not public
     */
    @Schema(name = "StatisticsSnapshot")
    public record Snapshot(UUID id, UUID unitId, String code, String name, String jurisdiction, LocalDate cutOff, long units, long smallCell,
            String smallCellSource, String rowHash, OffsetDateTime takenAt) {

        static Snapshot of(ResultSet row) throws SQLException {
            return new Snapshot(row.getObject("snapshot_id", UUID.class), row.getObject("top_id", UUID.class), row.getString("top_code"),
                    row.getString("top_name"), row.getString("jurisdiction"), row.getObject("cut_off", LocalDate.class), row.getLong("all_units"),
                    row.getLong("small_cell"), row.getString("small_cell_source"), HexFormat.of().formatHex(row.getBytes("row_hash")),
                    row.getObject("taken_at", OffsetDateTime.class));
        }
    }

    /** @param units that have reported; their workers, and the members that they say they have */
    @Schema(name = "StatisticsReported")
    public record Reported(long units, long members, long women, long workers, long workersWomen) {
    }

    /** A unit directly below another, with all below itself. */
    @Schema(name = "StatisticsPart")
    public record Part(UUID unitId, String code, String name, String kind, long units, long members, long women, long men, long ofNoSex,
            long workers, long workersWomen) {

        static Part of(ResultSet row) throws SQLException {
            long members = row.getLong("members");
            long women = row.getLong("women");
            long ofNoSex = row.getLong("of_no_sex");
            return new Part(row.getObject("unit_id", UUID.class), row.getString("code"), row.getString("name"), row.getString("kind"),
                    row.getLong("units"), members, women, members - women - ofNoSex, ofNoSex, row.getLong("workers"), row.getLong("workers_women"));
        }
    }

    /** Whether the rows still are those that were frozen. */
    @Schema(name = "StatisticsVerification")
    public record Verification(UUID snapshotId, String frozen, String found, boolean intact) {
    }

    /**
     * What anybody may see.
     *
     * @param members null where not published
     * @param by      members by dimension and value; null where not published: too few, or so many that others could be told from it
     * @param rest    of them, those in units directly below that are not published by themselves; null where there are none such
     */
    @Schema(name = "PublicStatistics")
    public record Public(LocalDate cutOff, UUID unitId, String code, String name, long units, long smallCell, Long members,
            Map<String, Map<String, Long>> by, Rest rest) {

        @Schema(name = "PublicStatisticsRest")
        public record Rest(Long members, Map<String, Map<String, Long>> by) {
        }
    }

    /** A day of the year about which a jurisdiction counts. */
    @Schema(name = "StatisticsCutOff")
    public record CutOff(UUID id, String jurisdiction, String code, int month, int day, LocalDate validFrom, String citation, boolean verified,
            OffsetDateTime cancelledAt, String cancelledWhy) {

        static final RuleTable<CutOff> TABLE = RuleTable.of("statistic_cut_off", List.of("jurisdiction", "code"), CutOff::of);

        static CutOff of(ResultSet row) throws SQLException {
            return new CutOff(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("code"), row.getInt("month"),
                    row.getInt("day"), row.getObject("valid_from", LocalDate.class), row.getString("citation"), row.getBoolean("verified"),
                    row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
        }
    }
}
