package org.doanket.finance.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.doanket.platform.money.Ratio;
import org.doanket.platform.rule.RuleTable;

/** Rows of the rules as they are shown. {@code verified}: read in the source that is cited. What is decided of money may hold from a day that is past. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface RuleView {

    UUID id();

    record PartOf(String parameter, Ratio part) {
    }

    record DuesRuleView(UUID id, String jurisdiction, String code, String duesKind, String category, LocalDate validFrom, String method,
            String baseKind, long baseStep, Ratio rate, PartOf cap, PartOf floor, boolean ownRate, String citation, boolean verified,
            OffsetDateTime cancelledAt, String cancelledWhy) implements RuleView {

        static final RuleTable<DuesRuleView> TABLE = RuleTable.of("dues_rule", List.of("jurisdiction", "dues_kind", "category"), DuesRuleView::of).backDated();

        static DuesRuleView of(ResultSet row) throws SQLException {
            return new DuesRuleView(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("code"),
                    row.getString("dues_kind"), row.getString("category"), row.getObject("valid_from", LocalDate.class), row.getString("method"),
                    row.getString("base_kind"), row.getLong("base_step"), ratio(row, "rate"), part(row, "cap"),
                    part(row, "floor"), row.getBoolean("own_rate"), row.getString("citation"), row.getBoolean("verified"),
                    row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
        }
    }

    record ParameterView(UUID id, String jurisdiction, String name, String region, LocalDate validFrom, Money amount,
            String citation, boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) implements RuleView {

        static final RuleTable<ParameterView> TABLE = RuleTable.of("parameter", List.of("jurisdiction", "name", "region"), ParameterView::of).backDated();

        static ParameterView of(ResultSet row) throws SQLException {
            String region = row.getString("region");
            return new ParameterView(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("name"),
                    region.isEmpty() ? null : region, row.getObject("valid_from", LocalDate.class),
                    new Money(row.getLong("amount"), row.getString("currency")), row.getString("citation"),
                    row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
        }
    }

    record FigureView(UUID id, String jurisdiction, String name, LocalDate validFrom, Ratio value, String citation, boolean verified,
            OffsetDateTime cancelledAt, String cancelledWhy) implements RuleView {

        static final RuleTable<FigureView> TABLE = RuleTable.of("figure", List.of("jurisdiction", "name"), FigureView::of).backDated();

        static FigureView of(ResultSet row) throws SQLException {
            return new FigureView(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("name"),
                    row.getObject("valid_from", LocalDate.class), new Ratio(row.getLong("num"), row.getLong("den")), row.getString("citation"),
                    row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
        }
    }

    /** {@code origin}: of what a unit receives itself, or of what comes from below; cross, between province and sector, is not applied. Without level or group it is the common one. */
    record SharingRatioView(UUID id, String jurisdiction, String stream, String origin, String level, String group, boolean provisional,
            LocalDate validFrom, LocalDate validTo, Ratio up, LocalDate decidedOn, String citation, boolean verified,
            OffsetDateTime cancelledAt,
            String cancelledWhy) implements RuleView {

        static final RuleTable<SharingRatioView> TABLE = RuleTable.of("sharing_ratio", List.of("jurisdiction", "stream", "origin", "level", "employer_group", "provisional"), SharingRatioView::of).ending().backDated();

        static SharingRatioView of(ResultSet row) throws SQLException {
            String level = row.getString("level");
            String group = row.getString("employer_group");
            return new SharingRatioView(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("stream"),
                    row.getString("origin"), level.isEmpty() ? null : level, group.isEmpty() ? null : group, row.getBoolean("provisional"),
                    row.getObject("valid_from", LocalDate.class), row.getObject("valid_to", LocalDate.class), ratio(row, "up"),
                    row.getObject("decided_on", LocalDate.class), row.getString("citation"), row.getBoolean("verified"),
                    row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
        }
    }

    /** {@code validTo}: the first day on which it holds no more. */
    record ExemptionView(UUID id, String jurisdiction, String reason, String category, String parameter, int minMonths, LocalDate validFrom,
            LocalDate validTo, String citation, boolean verified, String endedWhy, OffsetDateTime cancelledAt, String cancelledWhy)
            implements RuleView {

        static final RuleTable<ExemptionView> TABLE = RuleTable.of("exemption_rule", List.of("jurisdiction", "reason", "category"), ExemptionView::of).ending().backDated();

        static ExemptionView of(ResultSet row) throws SQLException {
            return new ExemptionView(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("reason"),
                    row.getString("category"), row.getString("parameter"), row.getInt("min_months"),
                    row.getObject("valid_from", LocalDate.class), row.getObject("valid_to", LocalDate.class), row.getString("citation"),
                    row.getBoolean("verified"), row.getString("ended_why"), row.getObject("cancelled_at", OffsetDateTime.class),
                    row.getString("cancelled_why"));
        }
    }

    record OwingView(UUID id, String jurisdiction, String status, boolean owes, LocalDate validFrom, String citation, boolean verified,
            OffsetDateTime cancelledAt, String cancelledWhy) implements RuleView {

        static final RuleTable<OwingView> TABLE = RuleTable.of("owing_rule", List.of("jurisdiction", "status"), OwingView::of).backDated();

        static OwingView of(ResultSet row) throws SQLException {
            return new OwingView(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("status"),
                    row.getBoolean("owes"), row.getObject("valid_from", LocalDate.class), row.getString("citation"),
                    row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
        }
    }

    /** {@code days} since the dues were due. */
    record ArrearsPhaseView(UUID id, String jurisdiction, int phase, int days, String action, RuleCommand.Names names, LocalDate validFrom,
            String citation, boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) implements RuleView {

        static final RuleTable<ArrearsPhaseView> TABLE = RuleTable.of("arrears_phase", List.of("jurisdiction", "phase"), ArrearsPhaseView::of).backDated();

        static ArrearsPhaseView of(ResultSet row) throws SQLException {
            return new ArrearsPhaseView(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getInt("phase"), row.getInt("days"),
                    row.getString("action"), new RuleCommand.Names(row.getString("name_vi"), row.getString("name_en"), row.getString("name_zh")),
                    row.getObject("valid_from", LocalDate.class), row.getString("citation"), row.getBoolean("verified"),
                    row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
        }
    }

    /** A word by which registers call a dues kind. */
    record DuesKindView(UUID id, String jurisdiction, String word, String kind, String citation) implements RuleView {

        static DuesKindView of(ResultSet row) throws SQLException {
            return new DuesKindView(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("word"),
                    row.getString("kind"), row.getString("citation"));
        }
    }

    private static Ratio ratio(ResultSet row, String name) throws SQLException {
        Long numerator = row.getObject(name + "_num", Long.class);
        return numerator == null ? null : new Ratio(numerator, row.getLong(name + "_den"));
    }

    private static PartOf part(ResultSet row, String name) throws SQLException {
        String parameter = row.getString(name + "_parameter");
        return parameter == null ? null : new PartOf(parameter, ratio(row, name));
    }
}
