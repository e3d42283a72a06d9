package org.doanket.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Whose rows a caller may change: officers of campaigns and of a federation those of their subtree, a unit's own officer that unit's alone. */
@ApplicationScoped
public class OwnUnit {

    private final UnitTree tree;
    private final Caller caller;
    private final Clock clock;

    OwnUnit(UnitTree tree, Caller caller, Clock clock) {
        this.tree = tree;
        this.caller = caller;
        this.clock = clock;
    }

    /** @throws Problem 404 outside the caller's scope, 403 where it is another unit's */
    public UnitRef require(UUID unit, String what) {
        UnitRef ref = tree.find(unit).filter(found -> caller.scope().contains(found.path())).orElseThrow(() -> Problem.notFound(what));
        requireOwn(ref);
        return ref;
    }

    /** For a unit that is known to be in the caller's scope. @throws Problem 403 where it is another unit's */
    public void requireOwn(UnitRef unit) {
        if (!caller.is(Roles.CAMPAIGN_OFFICER) && !caller.is(Roles.FEDERATION_OFFICER) && !unit.id().equals(caller.unit())) {
            throw Problem.forbidden("own-unit-only");
        }
    }

    /** For what begins or is done on a day: nothing new comes of a unit that has ended. @throws Problem 409 */
    public void requireNotEnded(UnitRef unit, LocalDate day) {
        if (isEnded(unit, day)) {
            throw Problem.conflict("unit-ended", unit.validTo());
        }
    }

    /** For what has been done on a day. @param pointer to that day in the request. @throws Problem 422 where it has not come */
    public void requireCome(UnitRef unit, LocalDate day, String pointer) {
        if (day.isAfter(today(unit))) {
            throw Problem.invalid(List.of(Fault.at(pointer, "in-future")));
        }
    }

    public static boolean isEnded(UnitRef unit, LocalDate day) {
        return unit.validTo() != null && !day.isBefore(unit.validTo());
    }

    /** Whether it has not seen the end of a time: by now it is there no more, and was not there on the last day of it. */
    public boolean hasEndedWithin(UnitRef unit, LocalDate last) {
        return isEnded(unit, today(unit)) && isEnded(unit, last);
    }

    /** The same in a statement, of a unit and the last day of that time. */
    public static String endedWithin(String unit, String last) {
        return "(%1$s.valid_to IS NOT NULL AND %1$s.valid_to <= least(legal_day(%1$s.jurisdiction, now()), %2$s))".formatted(unit, last);
    }

    /** For what is judged from above. @throws Problem 403 if it is to be left to those above */
    public void requireAbove(UUID unit) {
        if (isLeftToThoseAbove(unit)) {
            throw Problem.forbidden("judged-by-the-unit-above");
        }
    }

    /** Whether the caller holds his role at that very unit. Above the topmost there is nobody, so that it judges itself. */
    public boolean isLeftToThoseAbove(UUID unit) {
        return unit.equals(caller.unit()) && tree.find(unit).filter(found -> found.parentId() == null).isEmpty();
    }

    /** The day that it is where the unit is. */
    public LocalDate today(UnitRef unit) {
        return Zones.today(clock, unit.jurisdiction());
    }
}
