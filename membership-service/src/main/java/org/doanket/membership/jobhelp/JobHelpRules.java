package org.doanket.membership.jobhelp;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.doanket.membership.administrative.AdministrativeUnitQueries;
import org.doanket.membership.unit.UnitService;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** What openings, seekers and placements are checked against alike. */
@ApplicationScoped
class JobHelpRules {

    private final AgroalDataSource dataSource;
    private final AdministrativeUnitQueries areas;
    private final UnitService units;
    private final UnitTree tree;
    private final Clock clock;

    JobHelpRules(AgroalDataSource dataSource, AdministrativeUnitQueries areas, UnitService units, UnitTree tree, Clock clock) {
        this.dataSource = dataSource;
        this.areas = areas;
        this.units = units;
        this.tree = tree;
        this.clock = clock;
    }

    /** Before anything else is held: an act that changes the tree holds it, and wants what is of its units next. */
    void holdTree() {
        units.holdTree();
    }

    /** For a caller who has held the tree. */
    UnitRef livingUnit(java.util.UUID unit, UnitScope scope) {
        UnitRef ref = tree.require(unit, scope);
        if (ref.validTo() != null) {
            throw JobHelpProblems.unitEnded(ref.code());
        }
        return ref;
    }

    List<Fault> tradeFaults(String pointer, String jurisdiction, Collection<String> trades) {
        List<String> known = Sql.of("SELECT code FROM job_trade WHERE jurisdiction = ? AND is_used AND code = ANY (?)", jurisdiction, trades.toArray(String[]::new))
                .list(dataSource, row -> row.getString(1));
        return trades.stream().allMatch(known::contains) ? List.of() : List.of(Fault.at(pointer, "unknown-trade"));
    }

    List<Fault> areaFaults(String jurisdiction, String area) {
        return area == null || !areas.known(jurisdiction, Set.of(area)).isEmpty() ? List.of()
                : List.of(Fault.at("/area", "unknown-administrative-unit", java.util.Map.of("code", area)));
    }

    /** What is on record has happened, and not before what led to it. */
    void refuseDay(LocalDate day, LocalDate before, String jurisdiction) {
        List<Fault> faults = new ArrayList<>();
        if (day.isAfter(today(jurisdiction))) {
            faults.add(Fault.at("/on", "past-or-present"));
        }
        if (before != null && day.isBefore(before)) {
            faults.add(Fault.at("/on", "before-the-step-before"));
        }
        refuse(faults);
    }

    static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    LocalDate today(String jurisdiction) {
        return Zones.today(clock, jurisdiction);
    }
}
