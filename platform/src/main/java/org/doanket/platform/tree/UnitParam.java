package org.doanket.platform.tree;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;

/** {@code ?unit=} means that unit, with {@code &scope=subtree} all below it as well; without it, all that the caller reaches. */
public class UnitParam {

    @QueryParam("unit")
    public UUID unit;

    @QueryParam("scope")
    @DefaultValue("unit")
    @Pattern(regexp = "unit|subtree")
    public String scope;

    /** @throws Problem 404 if the unit lies outside the caller's scope */
    public UnitScope range(UnitTree tree, Caller caller) {
        if (unit == null) {
            return caller.scope();
        }
        UnitRef ref = tree.require(unit, caller.scope());
        return new UnitScope(ref.id(), ref.path());
    }

    /** For sums that everybody may read. @throws Problem 404 if there is no such unit */
    public UnitScope publicRange(UnitTree tree) {
        return unit == null ? UnitScope.ROOT
                : tree.find(unit).map(ref -> new UnitScope(ref.id(), ref.path())).orElseThrow(() -> Problem.notFound("unit"));
    }

    /** The day it is where the unit asked for lies; for the whole range of somebody who is not in one place, where a day begins first. */
    public LocalDate today(UnitTree tree, Caller caller, Clock clock) {
        return tree.today(clock, unit == null ? caller.scope().unit() : unit);
    }

    /** The one unit asked for, or null for the whole range. */
    public UUID only() {
        return scope.equals("subtree") ? null : unit;
    }
}
