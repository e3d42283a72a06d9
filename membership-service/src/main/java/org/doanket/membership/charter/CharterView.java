package org.doanket.membership.charter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rule of membership, from a day on until another of the same begins. {@code verified}: somebody has read it in the source that is cited. */
public sealed interface CharterView {

    LocalDate validFrom();

    String jurisdiction();

    OffsetDateTime cancelledAt();

    /** @param unitKind null: of all kinds that have no row of their own */
    @Schema(name = "AdmissionRule")
    record Admission(UUID id, String jurisdiction, String category, String unitKind, LocalDate validFrom, boolean taken,
            String citation, boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) implements CharterView {

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

        static OfficeRoles of(ResultSet row) throws SQLException {
            return new OfficeRoles(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("body_kind"), row.getString("position"),
                    row.getString("level"), row.getObject("valid_from", LocalDate.class), List.of((String[]) row.getArray("roles").getArray()),
                    row.getString("citation"), row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class),
                    row.getString("cancelled_why"));
        }
    }

    @Schema(name = "ReturnRule")
    record Return(UUID id, String jurisdiction, String formerStatus, LocalDate validFrom, boolean mayReturn, boolean yearsCount, String citation,
            boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) implements CharterView {

        static Return of(ResultSet row) throws SQLException {
            return new Return(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("former_status"),
                    row.getObject("valid_from", LocalDate.class), row.getBoolean("may_return"), row.getBoolean("years_count"), row.getString("citation"),
                    row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
        }
    }
}
