package org.doanket.campaign.plan;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import org.doanket.platform.http.Revision;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Sets the days of reporting for a unit and all below it. */
@ApplicationScoped
@Transactional
public class ReportingDateService {

    private final AgroalDataSource dataSource;
    private final ReportingDateQueries dates;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    ReportingDateService(AgroalDataSource dataSource, ReportingDateQueries dates, UnitTree tree, Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.dates = dates;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    /** The first time without {@code If-Match}; a change needs it. */
    public void set(UUID unit, int year, String period, ProgressReportCommand.SetDates command, String ifMatch) {
        UnitRef ref = tree.require(unit, caller.scope());
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?, 1977))", unit + "/" + year + "/" + period).run(dataSource);
        Sql.of("SELECT version FROM reporting_date WHERE unit_id = ? AND year = ? AND period = ? FOR UPDATE", unit, year, period)
                .first(dataSource, row -> row.getLong(1)).ifPresent(version -> Revision.require(ifMatch, version));
        ReportingDateView above = dates.above(ref, year, period);
        if (ref.parentId() != null && (command.due().isAfter(above.due()) || command.cutOff().isBefore(above.cutOff()))) {
            throw PlanProblems.datesLooser(above);
        }
        Sql.of("INSERT INTO reporting_date (unit_id, year, period, cut_off, due, citation, set_by, set_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
                + "ON CONFLICT (unit_id, year, period) DO UPDATE SET cut_off = excluded.cut_off, due = excluded.due, citation = excluded.citation, "
                + "version = reporting_date.version + 1, set_by = excluded.set_by, set_at = excluded.set_at", unit, year, period, command.cutOff(), command.due(),
                command.citation(), caller.subject(), clock.instant()).run(dataSource);
        audit.record("reporting-dates-set", "reporting-dates", unit + "/" + year + "/" + period, unit, command.citation());
    }
}
