package org.doanket.finance.dues;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

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

    /**
     * A unit in a run.
     *
     * @param members    who owe here, of a preview only
     * @param problems   of them those whose dues could not be worked out
     * @param total      what the others owe by this run, of a preview only
     * @param charged    what they were charged before it, of a preview only
     * @param changed    charges that the run adds: new, corrected or taken back
     * @param difference by how much it changes what is charged here, also below zero
     * @param excess     of that what is above the common rate, by the unit's own resolution
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record UnitView(UUID unit, String unitCode, String unitName, @JsonIgnore String path, Long members, long problems, Money total, Money charged,
            long changed, Money difference, Money excess) {

        static UnitView of(ResultSet row) throws SQLException {
            String currency = row.getString("currency");
            Long total = row.getObject("total", Long.class);
            return new UnitView(row.getObject("unit_id", UUID.class), row.getString("unit_code"), row.getString("unit_name"), row.getString("path"),
                    row.getObject("members", Long.class), row.getLong("problems"), total == null ? null : new Money(total, currency),
                    total == null ? null : new Money(row.getLong("charged"), currency), row.getLong("changed"),
                    new Money(row.getLong("difference"), currency), new Money(row.getLong("excess"), currency));
        }
    }

    /** A page of them; only says to readers of the API what a {@code Page} of these is. */
    @Schema(name = "PageDuesRunUnit")
    record Units(List<UnitView> items, String next) {
    }

    /** A member for whom nothing could be worked out, and why. @param rule citations of the rule and the parameter, all of them {@code verified} or not */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProblemView(UUID member, String memberCode, String name, UUID unit, String code, String title, String rule, Boolean verified) {
    }
}
