package org.doanket.campaign.plan;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** When reports are due: as units above have set it, else by the rule of the jurisdiction. */
@ApplicationScoped
public class ReportingDateQueries {

    private final AgroalDataSource worker;
    private final UnitTree tree;

    ReportingDateQueries(@DataSource("worker") AgroalDataSource worker, UnitTree tree) {
        this.worker = worker;
        this.tree = tree;
    }

    public ReportingDateView of(UnitScope scope, UUID unit, int year, String period) {
        return of(tree.require(unit, scope), year, period);
    }

    /** Read on the worker's login: what a unit above has set holds for those below, who need not see that unit. */
    @Unscoped("days that units above have set for those below")
    ReportingDateView of(UnitRef unit, int year, String period) {
        return of(unit, year, period, true);
    }

    /** What a unit has to keep to, whatever it says itself. */
    @Unscoped("as above")
    ReportingDateView above(UnitRef unit, int year, String period) {
        return of(unit, year, period, false);
    }

    /** From the top down: each unit may ask sooner than the one above it, and what would be looser by now is passed over. */
    private ReportingDateView of(UnitRef unit, int year, String period, boolean withOwn) {
        ReportingDateView holds = byRule(unit.jurisdiction(), year, period);
        for (Dated set : Sql.of("SELECT d.*, u.parent_id IS NULL AS top FROM reporting_date d JOIN unit_ref u ON u.id = d.unit_id "
                + "WHERE starts_with(?, u.path) AND d.year = ? AND d.period = ?", unit.path(), year, period).add(withOwn ? "" : "AND u.path <> ?",
                withOwn ? new Object[0] : new Object[] {unit.path()}).add("ORDER BY length(u.path)").list(worker, row -> new Dated(
                        new ReportingDateView(row.getObject("unit_id", UUID.class), year, period, row.getObject("cut_off", LocalDate.class),
                                row.getObject("due", LocalDate.class), row.getString("citation"), true, row.getLong("version")), row.getBoolean("top")))) {
            if (set.isOfTheTop() || !set.dates().isLooserThan(holds)) {
                holds = set.dates();
            }
        }
        return holds;
    }

    private record Dated(ReportingDateView dates, boolean isOfTheTop) {
    }

    private ReportingDateView byRule(String jurisdiction, int year, String period) {
        return Sql.of("SELECT * FROM reporting_rule WHERE jurisdiction = ? AND period = ? AND cancelled_at IS NULL "
                + "ORDER BY valid_from <= make_date(?, 12, 31) DESC, abs(valid_from - make_date(?, 12, 31)) LIMIT 1", jurisdiction, period, year, year).first(worker, row -> {
                    LocalDate cutOff = LocalDate.parse(year + "-" + row.getString("cut_off"));
                    return new ReportingDateView(null, year, period, cutOff, cutOff.plusDays(row.getInt("due_after")), row.getString("citation"),
                            row.getBoolean("verified"), 0);
                }).orElseThrow(() -> new IllegalStateException("no reporting_rule in " + jurisdiction));
    }
}
