package org.doanket.membership.reorganisation;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.doanket.membership.reorganisation.ReorganisationPlan.Findings;

/** Where each unit of a plan will stand: beneath its new parent, or where it was, seen from the next one above that moves. */
final class ReorganisationPlaces {

    private final Collection<PlannedUnit> units;
    private final Findings findings;
    private final Map<String, PlannedUnit> byPath = new HashMap<>();
    private final Set<PlannedUnit> beingPlaced = new HashSet<>();

    ReorganisationPlaces(Collection<PlannedUnit> units, Findings findings) {
        this.units = units;
        this.findings = findings;
        units.stream().filter(unit -> unit.known != null).forEach(unit -> byPath.put(unit.known.path(), unit));
    }

    void settle() {
        units.forEach(this::place);
    }

    private String place(PlannedUnit unit) {
        if (unit.pathAfter != null) {
            return unit.pathAfter;
        }
        if (!beingPlaced.add(unit)) {
            findings.add(unit.step, unit.code, "unit-circle", Map.of());
            return unit.pathAfter = unit.known == null ? "/" + unit.number + "/" : unit.known.path();
        }
        String path = path(unit);
        beingPlaced.remove(unit);
        return unit.pathAfter = unit.pathAfter == null ? path : unit.pathAfter;
    }

    private String path(PlannedUnit unit) {
        if (unit.changesPlace() && unit.parent != null) {
            return place(unit.parent) + unit.number + "/";
        }
        if (unit.known == null) {
            return "/" + unit.number + "/";
        }
        PlannedUnit above = nextAbove(unit.known.path());
        return above == null ? unit.known.path() : place(above) + unit.known.path().substring(above.known.path().length());
    }

    private PlannedUnit nextAbove(String path) {
        for (int end = path.lastIndexOf('/', path.length() - 2); end > 0; end = path.lastIndexOf('/', end - 1)) {
            PlannedUnit above = byPath.get(path.substring(0, end + 1));
            if (above != null) {
                return above;
            }
        }
        return null;
    }
}
