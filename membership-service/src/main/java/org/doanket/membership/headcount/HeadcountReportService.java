package org.doanket.membership.headcount;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Filing head counts by the units themselves, inside the window, and deciding on them by the unit above. */
@ApplicationScoped
@Transactional
public class HeadcountReportService {

    private final HeadcountReportRepository reports;
    private final HeadcountReportQueries queries;
    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final AuditTrail audit;
    private final Caller caller;
    private final ObjectMapper json;
    private final Clock clock;

    HeadcountReportService(HeadcountReportRepository reports, HeadcountReportQueries queries, AgroalDataSource dataSource, UnitTree tree,
            AuditTrail audit, Caller caller, ObjectMapper json, Clock clock) {
        this.reports = reports;
        this.queries = queries;
        this.dataSource = dataSource;
        this.tree = tree;
        this.audit = audit;
        this.caller = caller;
        this.json = json;
        this.clock = clock;
    }

    public UUID file(HeadcountCommand.File command, UnitScope scope) {
        UnitRef unit = tree.require(command.unitId(), scope);
        HeadcountPeriodView period = period(command.periodId());
        String above = tree.pathAsOf(period.unitId(), period.cutOff()).orElse(null);
        String path = tree.pathAsOf(unit.id(), period.cutOff()).orElseThrow(() -> HeadcountProblems.notThere(unit.code(), period.cutOff()));
        if (above == null || !path.startsWith(above)) {
            throw HeadcountProblems.notAsked(unit.code(), period.code());
        }
        mustBeOpen(period, unit.jurisdiction());
        refuse(faults(command.count(), unit, period.cutOff(), "/count"));
        if (reports.isFiled(period.id(), unit.id())) {
            throw HeadcountProblems.filedAlready();
        }
        HeadcountReport report = new HeadcountReport(Ids.next(), command, written(command.count().figures()), caller.subject(), clock.instant());
        reports.persist(report);
        return recorded("headcount-filed", report, null);
    }

    public void edit(UUID id, HeadcountCommand.Figures count, String ifMatch, UnitScope scope) {
        HeadcountReport report = require(id, scope);
        Revision.require(ifMatch, report.version());
        UnitRef unit = tree.require(report.unitId(), scope);
        report.mustNotBeApproved();
        HeadcountPeriodView period = period(report.periodId());
        mustBeOpen(period, unit.jurisdiction());
        refuse(faults(count, unit, period.cutOff(), ""));
        report.edit(count, written(count.figures()), caller.subject(), clock.instant());
        recorded("headcount-edited", report, null);
    }

    public void delete(UUID id, String ifMatch, UnitScope scope) {
        HeadcountReport report = require(id, scope);
        Revision.require(ifMatch, report.version());
        report.mustNotBeApproved();
        mustBeOpen(period(report.periodId()), tree.require(report.unitId(), scope).jurisdiction());
        reports.delete(report);
        recorded("headcount-deleted", report, null);
    }

    public void submit(UUID id, UnitScope scope) {
        HeadcountReport report = require(id, scope);
        mustBeOpen(period(report.periodId()), tree.require(report.unitId(), scope).jurisdiction());
        report.submit(caller.subject(), clock.instant());
        recorded("headcount-submitted", report, null);
    }

    public void approve(UUID id, HeadcountCommand.Approve command, UnitScope scope) {
        HeadcountReport report = requireBelow(id, scope);
        report.approve(command.note(), caller.subject(), clock.instant());
        recorded("headcount-approved", report, null);
    }

    public void reject(UUID id, HeadcountCommand.Reject command, UnitScope scope) {
        HeadcountReport report = requireBelow(id, scope);
        report.reject(command.note(), caller.subject(), clock.instant());
        recorded("headcount-rejected", report, command.note());
    }

    private HeadcountReport require(UUID id, UnitScope scope) {
        HeadcountReport report = reports.forUpdate(id).orElseThrow(() -> Problem.notFound("headcount-report"));
        if (tree.find(report.unitId()).filter(unit -> scope.contains(unit.path())).isEmpty()) {
            throw Problem.notFound("headcount-report");
        }
        return report;
    }

    private HeadcountReport requireBelow(UUID id, UnitScope scope) {
        HeadcountReport report = require(id, scope);
        if (report.unitId().equals(scope.unit())) {
            throw HeadcountProblems.aboveDecides();
        }
        return report;
    }

    private HeadcountPeriodView period(UUID id) {
        return Sql.of("SELECT * FROM headcount_period WHERE id = ?", id).first(dataSource, HeadcountPeriodView::of)
                .orElseThrow(() -> Problem.notFound("headcount-period"));
    }

    private void mustBeOpen(HeadcountPeriodView period, String jurisdiction) {
        LocalDate today = Zones.today(clock, jurisdiction);
        if (today.isBefore(period.opensOn()) || today.isAfter(period.closesOn())) {
            throw HeadcountProblems.outsideWindow(period.opensOn(), period.closesOn());
        }
    }

    private List<Fault> faults(HeadcountCommand.Figures count, UnitRef unit, LocalDate cutOff, String at) {
        List<Fault> faults = new ArrayList<>();
        if (count.members().women() > count.members().total()) {
            faults.add(Fault.at(at + "/members/women", "women-above-total"));
        }
        if (count.workers() != null && count.workers().women() > count.workers().total()) {
            faults.add(Fault.at(at + "/workers/women", "women-above-total"));
        }
        boolean hasEmployer = Sql.of("SELECT has_employer FROM unit_kind WHERE jurisdiction = ? AND code = ?", unit.jurisdiction(), unit.kind())
                .first(dataSource, row -> row.getBoolean(1)).orElseThrow();
        if (hasEmployer && count.workers() == null) {
            faults.add(Fault.at(at + "/workers", "workers-missing"));
        }
        if (hasEmployer && count.workers() != null && count.members().total() > count.workers().total()) {
            faults.add(Fault.at(at + "/members/total", "members-above-workers"));
        }
        faults.addAll(FigureRule.faults(queries.figureRules(unit.jurisdiction(), cutOff), count, at + "/figures"));
        return faults;
    }

    /** Flushed at once: the answer is read by SQL in the same transaction. */
    private UUID recorded(String action, HeadcountReport report, String why) {
        reports.flush();
        audit.record(action, "headcount-report", report.id(), report.unitId(), why);
        return report.id();
    }

    private String written(Map<String, Long> figures) {
        try {
            return json.writeValueAsString(new TreeMap<>(figures));
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }
}
