package org.doanket.campaign.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.OwnUnit;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;

/** Reports of half-years and years: drafted from the data, completed in words, sent up, accepted or returned. */
@ApplicationScoped
@Transactional
public class ProgressReportService {

    private final AgroalDataSource dataSource;
    private final ProgressReportQueries queries;
    private final PlanRepository plans;
    private final TargetQueries targets;
    private final ReportingDateQueries dates;
    private final OwnUnit own;
    private final Caller caller;
    private final MergePatch patches;
    private final Clock clock;

    ProgressReportService(AgroalDataSource dataSource, ProgressReportQueries queries, PlanRepository plans, TargetQueries targets,
            ReportingDateQueries dates, OwnUnit own, Caller caller, MergePatch patches, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.plans = plans;
        this.targets = targets;
        this.dates = dates;
        this.own = own;
        this.caller = caller;
        this.patches = patches;
        this.clock = clock;
    }

    public UUID draft(ProgressReportCommand.Draft command) {
        ActionPlan plan = plans.forChange(command.plan());
        UnitRef unit = ownUnit(plan.unitId());
        if (Sql.of("SELECT 1 FROM plan_report WHERE plan_id = ? AND period = ?", plan.id(), command.period()).first(dataSource, row -> true).isPresent()) {
            throw PlanProblems.reportedBefore();
        }
        ReportingDateView days = dates.of(unit, plan.year(), command.period());
        if (today(unit).isBefore(plan.starts())) {
            throw PlanProblems.notYet(plan.starts());
        }
        if (own.hasEndedWithin(unit, days.cutOff())) {
            throw Problem.conflict("unit-ended", unit.validTo());
        }
        UUID id = Ids.next();
        Sql.of("INSERT INTO plan_report (id, plan_id, unit_id, year, period, cut_off, due, state, figures_at, created_by, version) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, 'draft', ?, ?, 0)", id, plan.id(), unit.id(), plan.year(), command.period(), days.cutOff(), days.due(),
                clock.instant(), caller.subject()).run(dataSource);
        takeFigures(id, plan.id(), unit, days.cutOff());
        return id;
    }

    /** Takes the figures anew, as they are known now; the words stay. */
    public void refresh(UUID id) {
        ProgressReportView report = forChange(id, "draft", "returned");
        takeFigures(id, report.plan(), ownUnit(report.unit()), report.cutOff());
    }

    public void write(UUID id, JsonNode patch, String ifMatch) {
        ProgressReportView report = forChange(id, "draft", "returned");
        ownUnit(report.unit());
        Revision.require(ifMatch, report.version());
        ProgressReportCommand.Words words = patches.apply(report.words(), patch);
        Sql.of("UPDATE plan_report SET summary = ?, difficulties = ?, proposals = ?, version = version + 1 WHERE id = ?", words.summary(),
                words.difficulties(), words.proposals(), id).run(dataSource);
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < words.lines().size(); i++) {
            ProgressReportCommand.LineWords line = words.lines().get(i);
            if (Sql.of("UPDATE plan_report_line SET words = ? WHERE report_id = ? AND target_id = ?", line.words(), id, line.target()).run(dataSource) == 0) {
                faults.add(Fault.at("/lines/" + i + "/target", "target-not-in-report"));
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    /** Sent up: from now on neither figures nor words change. A period is reported on when it is over, with figures that were taken then. */
    public void submit(UUID id) {
        ProgressReportView report = forChange(id, "draft", "returned");
        UnitRef unit = ownUnit(report.unit());
        if (!today(unit).isAfter(report.cutOff())) {
            throw PlanProblems.notYet(report.cutOff());
        }
        if (!LocalDate.ofInstant(report.figuresAt().toInstant(), Zones.of(unit.jurisdiction())).isAfter(report.cutOff())) {
            throw PlanProblems.figuresOld(report.cutOff());
        }
        if (report.summary() == null || report.summary().isBlank()) {
            throw Problem.invalid(List.of(Fault.at("/summary", "not-blank")));
        }
        Sql.of("UPDATE plan_report SET state = 'submitted', submitted_at = ?, submitted_by = ?, note = NULL, version = version + 1 WHERE id = ?",
                clock.instant(), caller.subject(), id).run(dataSource);
    }

    public void accept(UUID id) {
        decide(forChange(id, "submitted"), "accepted", null);
    }

    /** Also what was accepted and turned out to be wrong. */
    public void sendBack(UUID id, String note) {
        decide(forChange(id, "submitted", "accepted"), "returned", note);
    }

    private void decide(ProgressReportView report, String state, String note) {
        if (own.isLeftToThoseAbove(report.unit())) {
            throw PlanProblems.judgedAbove();
        }
        Sql.of("UPDATE plan_report SET state = ?, note = ?, decided_at = ?, decided_by = ?, version = version + 1 WHERE id = ?", state, note,
                clock.instant(), caller.subject(), report.id()).run(dataSource);
    }

    /** @return how many were reminded: all who are late today */
    public int remind(ProgressReportCommand.Remind command) {
        ownUnit(plans.forChange(command.plan()).unitId());
        List<ProgressReportView.Late> late = queries.late(caller.scope(), command.plan(), command.period(), null, null, null, null);
        if (late.isEmpty()) {
            return 0;
        }
        return Sql.of("INSERT INTO plan_reminder (id, plan_id, unit_id, period, due, text, sent_by, sent_at) SELECT uuidv7(), p, u, ?, d, ?, ?, ? "
                + "FROM unnest(?::uuid[], ?::uuid[], ?::date[]) s (p, u, d)", command.period(), command.text(), caller.subject(), clock.instant(),
                Sql.column(late, ProgressReportView.Late::plan), Sql.column(late, ProgressReportView.Late::unit),
                Sql.column(late, ProgressReportView.Late::due)).run(dataSource);
    }

    private void takeFigures(UUID id, UUID plan, UnitRef unit, LocalDate cutOff) {
        LocalDate today = today(unit);
        List<TargetView> known = targets.ofPlanOn(caller.scope(), plan, today.isBefore(cutOff) ? today : cutOff);
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            positions.add(i);
        }
        Sql.of("INSERT INTO plan_report_line (report_id, unit_id, target_id, parent_id, position, task, code, title, unit_of_measure, "
                + "aggregation, planned, actual, "
                + "numerator, denominator, percent, light, forecast, sources) SELECT ?::uuid, ?::uuid, * FROM unnest(?::uuid[], ?::uuid[], ?::int[], ?::int[], "
                + "?::text[], ?::text[], ?::text[], ?::text[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::text[], ?::numeric[], "
                + "?::bigint[]) ON CONFLICT (report_id, target_id) DO UPDATE SET position = excluded.position, task = excluded.task, code = excluded.code, "
                + "title = excluded.title, planned = excluded.planned, actual = excluded.actual, numerator = excluded.numerator, "
                + "denominator = excluded.denominator, percent = excluded.percent, light = excluded.light, forecast = excluded.forecast, "
                + "sources = excluded.sources", id, unit.id(), Sql.column(known, TargetView::id), Sql.column(known, TargetView::adopts),
                Sql.column(positions, each -> each), Sql.column(known, TargetView::task), Sql.column(known, TargetView::code),
                Sql.column(known, TargetView::title), Sql.column(known, TargetView::unitOfMeasure), Sql.column(known, TargetView::aggregation),
                Sql.column(known, TargetView::planned), Sql.column(known, target -> target.progress().actual()),
                Sql.column(known, target -> target.progress().numerator()), Sql.column(known, target -> target.progress().denominator()),
                Sql.column(known, target -> target.progress().percent()), Sql.column(known, target -> target.outlook().light()),
                Sql.column(known, target -> target.outlook().forecast() == null ? null : target.outlook().forecast().value()),
                Sql.column(known, target -> target.progress().sources())).run(dataSource);
        Sql.of("UPDATE plan_report SET figures_at = ?, version = version + 1 WHERE id = ?", clock.instant(), id).run(dataSource);
    }

    private ProgressReportView forChange(UUID id, String... states) {
        Sql.of("SELECT 1 FROM plan_report WHERE id = ? FOR UPDATE", id).first(dataSource, row -> true);
        ProgressReportView report = queries.one(caller.scope(), id);
        if (!List.of(states).contains(report.state())) {
            throw PlanProblems.reportNotFrom(report.state());
        }
        return report;
    }

    private UnitRef ownUnit(UUID id) {
        return own.require(id, "progress-report");
    }

    private LocalDate today(UnitRef unit) {
        return Zones.today(clock, unit.jurisdiction());
    }
}
