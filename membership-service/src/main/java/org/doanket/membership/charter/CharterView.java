package org.doanket.membership.charter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.rule.RuleTable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rule of membership, from a day on until another of the same begins. {@code verified}: somebody has read it in the source that is cited. */
public sealed interface CharterView {

    UUID id();

    /** @param unitKind null: of all kinds that have no row of their own */
    @Schema(name = "AdmissionRule")
    record Admission(UUID id, String jurisdiction, String category, String unitKind, LocalDate validFrom, boolean taken,
            String citation, boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) implements CharterView {

        static final RuleTable<Admission> TABLE = RuleTable.of("admission_rule", List.of("jurisdiction", "category", "unit_kind"), Admission::of);

        static Admission of(ResultSet row) throws SQLException {
            String kind = row.getString("unit_kind");
            return new Admission(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("category"), kind.isEmpty() ? null : kind,
                    row.getObject("valid_from", LocalDate.class), row.getBoolean("is_taken"),
                    row.getString("citation"), row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
        }
    }

    /** @param fromStatuses after which it may be given */
    @Schema(name = "StatusRule")
    record Status(UUID id, String jurisdiction, String status, LocalDate validFrom, List<String> fromStatuses, boolean needsAct, boolean needsReminder,
            String citation, boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) implements CharterView {

        static final RuleTable<Status> TABLE = RuleTable.of("status_rule", List.of("jurisdiction", "status"), Status::of);

        static Status of(ResultSet row) throws SQLException {
            return new Status(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("status"),
                    row.getObject("valid_from", LocalDate.class), List.of((String[]) row.getArray("from_statuses").getArray()), row.getBoolean("needs_act"),
                    row.getBoolean("needs_reminder"), row.getString("citation"), row.getBoolean("verified"),
                    row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
        }
    }

    /** @param roles that the office brings to whoever takes it at that level */
    @Schema(name = "OfficeRoleRule")
    record OfficeRoles(UUID id, String jurisdiction, String bodyKind, String position, String level, LocalDate validFrom, List<String> roles,
            String citation, boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) implements CharterView {

        static final RuleTable<OfficeRoles> TABLE = RuleTable.of("office_role_rule", List.of("jurisdiction", "body_kind", "position", "level"), OfficeRoles::of);

        static OfficeRoles of(ResultSet row) throws SQLException {
            return new OfficeRoles(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("body_kind"), row.getString("position"),
                    row.getString("level"), row.getObject("valid_from", LocalDate.class), List.of((String[]) row.getArray("roles").getArray()),
                    row.getString("citation"), row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class),
                    row.getString("cancelled_why"));
        }
    }

    /** A word for why a status was given. @param used false: given to nobody from that day on */
    @Schema(name = "StatusReason")
    record Reason(UUID id, String jurisdiction, String status, String code, LocalDate validFrom, int rank, CharterCommand.Names name, boolean used,
            String citation, boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) implements CharterView {

        static final RuleTable<Reason> TABLE = RuleTable.of("status_reason", List.of("jurisdiction", "status", "code"), Reason::of);

        static Reason of(ResultSet row) throws SQLException {
            return new Reason(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("status"), row.getString("code"),
                    row.getObject("valid_from", LocalDate.class), row.getInt("rank"), names(row, "name_"), row.getBoolean("is_used"),
                    row.getString("citation"), row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
        }
    }

    /** What an erasure leaves. @param months null: as long as its purpose lasts. @param kept false: from that day on it goes too */
    @Schema(name = "RetentionRule")
    record Retention(UUID id, String jurisdiction, String code, LocalDate validFrom, CharterCommand.Names what, Integer months, boolean kept,
            String citation, boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) implements CharterView {

        static final RuleTable<Retention> TABLE = RuleTable.of("retention_rule", List.of("jurisdiction", "code"), Retention::of);

        static Retention of(ResultSet row) throws SQLException {
            return new Retention(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("code"),
                    row.getObject("valid_from", LocalDate.class), names(row, "what_"), row.getObject("months", Integer.class), row.getBoolean("is_kept"),
                    row.getString("citation"), row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
        }
    }

    /** A kind of unit. Its level, which never changes, stands in unit-kinds. @param used false: no unit becomes of it from that day on */
    @Schema(name = "UnitKindRule")
    record UnitKind(UUID id, String jurisdiction, String code, LocalDate validFrom, CharterCommand.Names name, String defaultCategory,
            String defaultDuesKind, boolean hasEmployer, boolean used, String citation, boolean verified, OffsetDateTime cancelledAt,
            String cancelledWhy) implements CharterView {

        static final RuleTable<UnitKind> TABLE = RuleTable.of("unit_kind_rule", List.of("jurisdiction", "code"), UnitKind::of);

        static UnitKind of(ResultSet row) throws SQLException {
            return new UnitKind(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("code"),
                    row.getObject("valid_from", LocalDate.class), names(row, "name_"), row.getString("default_category"), row.getString("default_dues_kind"),
                    row.getBoolean("has_employer"), row.getBoolean("is_used"), row.getString("citation"), row.getBoolean("verified"),
                    row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
        }
    }

    /** What a national id looks like. @param used false: none of this form is taken in from that day on */
    @Schema(name = "NationalIdRule")
    record NationalId(UUID id, String jurisdiction, String code, LocalDate validFrom, String pattern, String checkAlgorithm, boolean used,
            String citation, boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) implements CharterView {

        static final RuleTable<NationalId> TABLE = RuleTable.of("national_id_rule", List.of("jurisdiction", "code"), NationalId::of);

        static NationalId of(ResultSet row) throws SQLException {
            return new NationalId(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("code"),
                    row.getObject("valid_from", LocalDate.class), row.getString("pattern"), row.getString("check_algorithm"), row.getBoolean("is_used"),
                    row.getString("citation"), row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
        }
    }

    /** What the number of a card looks like. @param used false: none of this form is taken in from that day on */
    @Schema(name = "CardNumberRule")
    record CardNumber(UUID id, String jurisdiction, String code, LocalDate validFrom, String pattern, boolean used, String citation, boolean verified,
            OffsetDateTime cancelledAt, String cancelledWhy) implements CharterView {

        static final RuleTable<CardNumber> TABLE = RuleTable.of("card_number_rule", List.of("jurisdiction", "code"), CardNumber::of);

        static CardNumber of(ResultSet row) throws SQLException {
            return new CardNumber(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("code"),
                    row.getObject("valid_from", LocalDate.class), row.getString("pattern"), row.getBoolean("is_used"), row.getString("citation"),
                    row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
        }
    }

    /** A post that applicants are asked for. @param barred whether who holds it is kept from being a member */
    @Schema(name = "BarredPostRule")
    record BarredPost(UUID id, String jurisdiction, String code, LocalDate validFrom, CharterCommand.Names name, boolean barred, String citation,
            boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) implements CharterView {

        static final RuleTable<BarredPost> TABLE = RuleTable.of("barred_post_rule", List.of("jurisdiction", "code"), BarredPost::of);

        static BarredPost of(ResultSet row) throws SQLException {
            return new BarredPost(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("code"),
                    row.getObject("valid_from", LocalDate.class), names(row, "name_"), row.getBoolean("is_barred"), row.getString("citation"),
                    row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
        }
    }

    private static CharterCommand.Names names(ResultSet row, String columns) throws SQLException {
        return new CharterCommand.Names(row.getString(columns + "vi"), row.getString(columns + "en"), row.getString(columns + "zh"));
    }

    @Schema(name = "ReturnRule")
    record Return(UUID id, String jurisdiction, String formerStatus, LocalDate validFrom, boolean mayReturn, boolean yearsCount, boolean needsAct,
            boolean byAbove, String citation, boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) implements CharterView {

        static final RuleTable<Return> TABLE = RuleTable.of("return_rule", List.of("jurisdiction", "former_status"), Return::of);

        static Return of(ResultSet row) throws SQLException {
            return new Return(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("former_status"),
                    row.getObject("valid_from", LocalDate.class), row.getBoolean("may_return"), row.getBoolean("years_count"), row.getBoolean("needs_act"),
                    row.getBoolean("by_above"), row.getString("citation"), row.getBoolean("verified"),
                    row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
        }
    }
}
