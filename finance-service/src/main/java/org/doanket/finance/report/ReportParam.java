package org.doanket.finance.report;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Caller;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Of which unit, alone or with all below it, and for which year or half of it. */
public class ReportParam {

    @QueryParam("unit")
    public UUID unit;

    @QueryParam("scope")
    @DefaultValue("unit")
    @Pattern(regexp = "unit|subtree")
    public String scope;

    @QueryParam("year")
    @NotNull
    @Min(2011)
    @Max(2199)
    public Integer year;

    @QueryParam("period")
    @DefaultValue("year")
    @Pattern(regexp = "year|h1|h2")
    public String period;

    /** The unit asked for, else the caller's own. @throws Problem 404 outside the caller's scope */
    UnitRef unit(UnitTree tree, Caller caller) {
        UUID asked = unit == null ? caller.unit() : unit;
        if (asked == null) {
            throw Problem.notFound("unit");
        }
        return tree.require(asked, caller.scope());
    }

    boolean isSubtree() {
        return scope.equals("subtree");
    }

    LocalDate from() {
        return LocalDate.of(year, period.equals("h2") ? 7 : 1, 1);
    }

    LocalDate to() {
        return period.equals("h1") ? LocalDate.of(year, 6, 30) : LocalDate.of(year, 12, 31);
    }
}
