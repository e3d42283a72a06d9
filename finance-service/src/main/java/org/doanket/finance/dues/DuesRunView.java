package org.doanket.finance.dues;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.UUID;

/**
 * A run over the members of a subtree. {@code changed} counts the charges that it added: none when nothing changed since the
 * run before. {@code total} is in minor units of the jurisdiction.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DuesRunView(UUID id, UUID unit, YearMonth month, String mode, String state, Long members, Long exempt,
        Long outOfScope, Long problems, Long units, Long changed, Long total, OffsetDateTime createdAt) {

    static DuesRunView of(ResultSet row) throws SQLException {
        return new DuesRunView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class),
                YearMonth.from(row.getObject("month", LocalDate.class)), row.getString("mode"), row.getString("state"),
                row.getObject("members", Long.class), row.getObject("exempt", Long.class), row.getObject("out_of_scope", Long.class),
                row.getObject("problems", Long.class), row.getObject("units", Long.class), row.getObject("changed", Long.class),
                row.getObject("total", Long.class), row.getObject("created_at", OffsetDateTime.class));
    }

    /** A member for whom nothing could be worked out, and why. */
    public record ProblemView(UUID member, String memberCode, String name, UUID unit, String code, String title, String rule) {
    }
}
