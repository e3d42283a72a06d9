package org.doanket.membership.statistics;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.rule.ParameterQueries;
import org.doanket.membership.rule.ParameterView;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Asks for the freezing of statistics, once for a tree and a cut-off, and says on which days of the year they are taken. */
@ApplicationScoped
@Transactional
public class StatisticsService {

    static final String SMALL_CELL = "small-cell";

    private final AgroalDataSource dataSource;
    private final StatisticsQueries queries;
    private final ParameterQueries parameters;
    private final DatedRules rules;
    private final UnitTree tree;
    private final Jobs jobs;
    private final AuditTrail audit;
    private final Clock clock;

    StatisticsService(AgroalDataSource dataSource, StatisticsQueries queries, ParameterQueries parameters, DatedRules rules, UnitTree tree, Jobs jobs,
            AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.parameters = parameters;
        this.rules = rules;
        this.tree = tree;
        this.jobs = jobs;
        this.audit = audit;
        this.clock = clock;
    }

    /** @return the job */
    public UUID freeze(LocalDate cutOff, UUID unitId, UnitScope scope) {
        UnitRef top = tree.require(unitId, scope);
        if (top.parentId() != null) {
            throw StatisticsProblems.wholeTreeOnly();
        }
        if (!cutOff.isBefore(today(top.jurisdiction()))) {
            throw StatisticsProblems.toCome(cutOff);
        }
        if (queries.cutOffs(top.jurisdiction(), cutOff).stream().noneMatch(day -> day.month() == cutOff.getMonthValue()
                && day.day() == cutOff.getDayOfMonth())) {
            throw StatisticsProblems.noCutOff(cutOff);
        }
        if (tree.pathAsOf(top.id(), cutOff).isEmpty()) {
            throw StatisticsProblems.notThere(cutOff);
        }
        if (queries.isFrozen(top.id(), cutOff)) {
            throw StatisticsProblems.frozenAlready(cutOff);
        }
        ParameterView.Value smallCell = parameters.value(top.jurisdiction(), SMALL_CELL, cutOff)
                .orElseThrow(() -> StatisticsProblems.noThreshold(cutOff));
        audit.record("statistics-freezing-asked", "statistics", cutOff, top.id(), null);
        return jobs.submit(SnapshotJob.KIND, top.id(), new SnapshotJob.Parameters(top.id(), top.jurisdiction(), cutOff, smallCell.value(),
                smallCell.citation()));
    }

    public UUID setCutOff(StatisticsCommand.SetCutOff command) {
        rules.requireTop(command.jurisdiction());
        List<Fault> faults = new ArrayList<>(rules.faults(command.validFrom(), command.jurisdiction(), "/validFrom"));
        try {
            if (MonthDay.of(command.month(), command.day()).equals(MonthDay.of(2, 29))) {
                faults.add(Fault.at("/day", "no-day-of-every-year"));
            }
        } catch (DateTimeException none) {
            faults.add(Fault.at("/day", "no-day-of-every-year"));
        }
        Problem.refuse(faults);
        if (Sql.of("SELECT 1 FROM statistic_cut_off WHERE jurisdiction = ? AND code = ? AND valid_from = ? AND cancelled_at IS NULL", command.jurisdiction(), command.code(),
                command.validFrom()).first(dataSource, row -> true).isPresent()) {
            throw StatisticsProblems.cutOffTaken(command.validFrom());
        }
        UUID id = Ids.next();
        Sql.of("INSERT INTO statistic_cut_off (id, jurisdiction, code, month, day, valid_from, citation, verified) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", id,
                command.jurisdiction(), command.code(), command.month(), command.day(), command.validFrom(), command.citation(), command.verified())
                .run(dataSource);
        audit.record("statistics-cut-off-set", "rule", id, null, command.citation());
        return id;
    }

    public StatisticsView.CutOff cancelCutOff(UUID id, RuleCancellation command) {
        return rules.cancel(StatisticsView.CutOff.TABLE, id, command);
    }

    private LocalDate today(String jurisdiction) {
        return Zones.today(clock, jurisdiction);
    }
}
