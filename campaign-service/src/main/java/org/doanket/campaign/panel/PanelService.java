package org.doanket.campaign.panel;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.campaign.criteria.CriteriaCommand;
import org.doanket.campaign.criteria.CriteriaQueries;
import org.doanket.campaign.criteria.CriteriaView;
import org.doanket.campaign.model.ModelQueries;
import org.doanket.campaign.model.ScoreService;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Convenes panels, takes ballots in, and closes: places follow from the ballots by the panel's rule, and stand from then on. */
@ApplicationScoped
@Transactional
public class PanelService {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int SCALE = 4;

    private final AgroalDataSource dataSource;
    private final PanelQueries queries;
    private final CriteriaQueries criteria;
    private final ModelQueries modelQueries;
    private final ScoreService scores;
    private final RecusalService recusals;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    PanelService(AgroalDataSource dataSource, PanelQueries queries, CriteriaQueries criteria, ModelQueries modelQueries, ScoreService scores,
            RecusalService recusals, UnitTree tree, Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.criteria = criteria;
        this.modelQueries = modelQueries;
        this.scores = scores;
        this.recusals = recusals;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    public PanelView convene(PanelCommand.Convene command) {
        return convene(command, null, null);
    }

    /** @param contest whose round it is, or null */
    PanelView convene(PanelCommand.Convene command, UUID contest, Integer round) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        CriteriaView set = setOf(command.rule(), "/rule");
        List<Fault> faults = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        Map<UUID, ModelQueries.Judged> judged = modelQueries.judged(caller.scope(), command.models());
        for (int i = 0; i < command.models().size(); i++) {
            ModelQueries.Judged model = judged.get(command.models().get(i));
            if (!seen.add(command.models().get(i))) {
                faults.add(Fault.at("/models/" + i, "model-twice"));
            } else if (!set.subjectKind().equals("model-" + model.subjectKind())) {
                faults.add(Fault.at("/models/" + i, "not-of-its-kind"));
            } else if (!model.handedIn()) {
                faults.add(Fault.at("/models/" + i, "model-not-handed-in"));
            }
        }
        PanelProblems.raise(faults);
        UUID id = Ids.next();
        Sql.of("INSERT INTO panel (id, unit_id, title, set_id, combination, ties, passing, contest_id, round, created_by, changed_at) "
                + "VALUES (?, ?, ?, ?, ?, string_to_array(?, ','), ?, ?, ?, ?, ?)", id, unit.id(), command.title(), set.id(), command.rule().combination(),
                String.join(",", command.rule().ties()), command.rule().passing(), contest, round, caller.subject(), clock.instant()).run(dataSource);
        Sql.of("INSERT INTO panel_scorer (panel_id, subject, chair) SELECT ?, s.subject, s.chair FROM unnest(?::text[], ?::boolean[]) AS s (subject, chair)",
                id, Sql.column(command.scorers(), PanelCommand.Scorer::subject), Sql.column(command.scorers(), PanelCommand.Scorer::chair)).run(dataSource);
        Sql.of("INSERT INTO panel_entry (panel_id, model_id, position) SELECT ?, m.id, m.position FROM unnest(?::uuid[]) WITH ORDINALITY AS m (id, position)",
                id, Sql.column(command.models(), model -> model)).run(dataSource);
        audit.record("panel-convened", "panel", id, unit.id(), null);
        return queries.one(caller.scope(), id);
    }

    /** The set of a rule, if people can score models by it, and the rule's ties are rules of it. */
    CriteriaView setOf(PanelCommand.Rule rule, String at) {
        CriteriaView set = criteria.one(rule.criteriaSet());
        List<String> codes = set.criteria().stream().map(CriteriaCommand.Criterion::code).toList();
        List<Fault> faults = new ArrayList<>();
        if (set.subjectKind().equals("unit") || set.criteria().stream().anyMatch(criterion -> !criterion.how().equals("judged"))) {
            faults.add(Fault.at(at + "/criteriaSet", "not-of-its-kind"));
        }
        for (int i = 0; i < rule.ties().size(); i++) {
            if (!Ranking.isRule(rule.ties().get(i), codes)) {
                faults.add(Fault.at(at + "/ties/" + i, "unknown-criterion"));
            }
        }
        PanelProblems.raise(faults);
        return set;
    }

    public List<PanelView.Ballot> cast(UUID id, PanelCommand.Cast command) {
        PanelView panel = openToScorers(id);
        if (panel.scorers().stream().noneMatch(scorer -> scorer.subject().equals(caller.subject()))) {
            throw PanelProblems.notAScorer();
        }
        PanelView.Entry scored = panel.entries().stream().filter(entry -> entry.model().equals(command.model())).findFirst()
                .orElseThrow(() -> Problem.notFound("model"));
        if (scored.over()) {
            throw PanelProblems.modelOver();
        }
        recusals.refuseInterested(panel, scored);
        Map<String, BigDecimal> most = criteria.one(panel.rule().criteriaSet()).criteria().stream()
                .collect(Collectors.toMap(CriteriaCommand.Criterion::code, CriteriaCommand.Criterion::points));
        List<Fault> faults = new ArrayList<>();
        Set<String> given = new HashSet<>();
        for (int i = 0; i < command.points().size(); i++) {
            PanelCommand.Points points = command.points().get(i);
            if (!most.containsKey(points.code()) || !given.add(points.code())) {
                faults.add(Fault.at("/points/" + i + "/code", most.containsKey(points.code()) ? "code-twice" : "unknown-criterion"));
            } else if (points.points().compareTo(most.get(points.code())) > 0) {
                faults.add(Fault.at("/points/" + i + "/points", "above-its-points"));
            }
        }
        most.keySet().stream().filter(code -> !given.contains(code)).sorted().forEach(code -> faults.add(Fault.at("/points/" + code, "points-missing")));
        PanelProblems.raise(faults);
        Sql.of("INSERT INTO panel_ballot (panel_id, model_id, subject, code, points, cast_at) SELECT ?, ?, ?, b.code, b.points, ? "
                + "FROM unnest(?::text[], ?::numeric[]) AS b (code, points) ON CONFLICT (panel_id, model_id, subject, code) DO UPDATE SET "
                + "points = excluded.points, cast_at = excluded.cast_at", id, command.model(), caller.subject(), clock.instant(),
                Sql.column(command.points(), PanelCommand.Points::code), Sql.column(command.points(), PanelCommand.Points::points)).run(dataSource);
        audit.record("ballot-cast", "panel", id, panel.unit(), null);
        return queries.ballots(caller.scope(), id, caller.subject());
    }

    /**
     * With every ballot there, once and for all; a model that is over by then has no place. The scores of a panel that is no round of a contest stand with its
     * models.
     */
    public PanelView close(UUID id) {
        PanelView panel = open(id);
        long missing = RecusalService.missing(panel);
        if (missing > 0) {
            throw PanelProblems.ballotsMissing(missing);
        }
        List<Ranking.Placed> placed = Ranking.of(panel.rule().combination(), panel.rule().ties(), entries(panel));
        Sql.of("UPDATE panel_entry e SET score = p.score, place = p.place, passed = p.place <= ?::int FROM unnest(?::uuid[], ?::numeric[], ?::int[]) "
                + "AS p (model_id, score, place) WHERE e.panel_id = ? AND e.model_id = p.model_id", panel.rule().passing(),
                Sql.column(placed, Ranking.Placed::model), Sql.column(placed, Ranking.Placed::score), Sql.column(placed, Ranking.Placed::place), id)
                .run(dataSource);
        Sql.of("UPDATE panel SET state = 'closed' WHERE id = ?", id).run(dataSource);
        if (panel.contest() == null) {
            scores.keep(placed.stream().collect(Collectors.toMap(Ranking.Placed::model, Ranking.Placed::score)));
        } else {
            Sql.of("UPDATE contest c SET version = version + 1, changed_at = ?, state = CASE WHEN ? = (SELECT max(number) FROM contest_round r "
                    + "WHERE r.contest_id = c.id) THEN 'over' ELSE state END WHERE id = ?", clock.instant(), panel.round(), panel.contest()).run(dataSource);
        }
        return after("panel-closed", panel);
    }

    public PanelView recuse(UUID id, PanelCommand.Recuse command) {
        PanelView panel = openToScorers(id);
        recusals.recuse(panel, command);
        changed("panel-scorer-recused", panel);
        return queries.oneOrScored(caller.scope(), id, caller.subject());
    }

    public PanelView replace(UUID id, PanelCommand.Replace command) {
        PanelView panel = open(id);
        PanelCommand.Scorer leaving = panel.scorers().stream().filter(scorer -> scorer.subject().equals(command.leaves())).findFirst()
                .orElseThrow(() -> Problem.invalid(List.of(Fault.at("/leaves", "not-a-scorer"))));
        boolean scoresAlready = panel.scorers().stream().anyMatch(scorer -> scorer.subject().equals(command.joins()));
        if (command.joins() == null && leaving.chair()) {
            PanelProblems.raise(List.of(Fault.at("/joins", "chair-needed")));
        }
        if (scoresAlready && (!leaving.chair() || command.joins().equals(command.leaves()))) {
            PanelProblems.raise(List.of(Fault.at("/joins", "scores-already")));
        }
        Sql.of("UPDATE panel_scorer SET left_at = ?, left_for = ? WHERE panel_id = ? AND subject = ?", clock.instant(), command.reason(), id,
                command.leaves()).run(dataSource);
        if (command.joins() != null) {
            Sql.of("INSERT INTO panel_scorer (panel_id, subject, chair) VALUES (?, ?, ?) ON CONFLICT (panel_id, subject) DO UPDATE SET "
                    + "chair = excluded.chair, left_at = NULL, left_for = NULL", id, command.joins(), leaving.chair()).run(dataSource);
        }
        return after("panel-scorer-replaced", panel);
    }

    /** No places come of it; a round of a contest may be opened anew. */
    public PanelView cancel(UUID id, PanelCommand.Cancel command) {
        PanelView panel = open(id);
        Sql.of("UPDATE panel SET state = 'cancelled', cancelled_for = ? WHERE id = ?", command.reason(), id).run(dataSource);
        if (panel.contest() != null) {
            Sql.of("UPDATE contest SET version = version + 1, changed_at = ? WHERE id = ?", clock.instant(), panel.contest()).run(dataSource);
        }
        return after("panel-cancelled", panel);
    }

    private void changed(String what, PanelView panel) {
        Sql.of("UPDATE panel SET version = version + 1, changed_at = ? WHERE id = ?", clock.instant(), panel.id()).run(dataSource);
        audit.record(what, "panel", panel.id(), panel.unit(), null);
    }

    private PanelView after(String what, PanelView panel) {
        changed(what, panel);
        return queries.one(caller.scope(), panel.id());
    }

    private List<Ranking.Entry> entries(PanelView panel) {
        BigDecimal whole = criteria.one(panel.rule().criteriaSet()).total();
        String chair = panel.scorers().stream().filter(PanelCommand.Scorer::chair).findFirst().orElseThrow().subject();
        record Given(UUID model, String subject, String code, BigDecimal points) {
        }
        Map<UUID, List<Given>> given = Sql.of("SELECT model_id, subject, code, points FROM counted_ballot WHERE panel_id = ?", panel.id())
                .list(dataSource, row -> new Given(row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getBigDecimal(4))).stream()
                .collect(Collectors.groupingBy(Given::model));
        Map<UUID, Integer> positions = new HashMap<>();
        Sql.of("SELECT model_id, position FROM panel_entry WHERE panel_id = ?", panel.id())
                .list(dataSource, row -> positions.put(row.getObject(1, UUID.class), row.getInt(2)));
        return panel.entries().stream().filter(entry -> !entry.over()).map(entry -> {
            Map<String, BigDecimal> totals = given.get(entry.model()).stream().collect(Collectors.groupingBy(Given::subject,
                    Collectors.reducing(BigDecimal.ZERO, Given::points, BigDecimal::add)));
            totals.replaceAll((subject, points) -> points.multiply(HUNDRED).divide(whole, SCALE, RoundingMode.HALF_UP));
            Map<String, BigDecimal> byCriterion = given.get(entry.model()).stream().collect(Collectors.groupingBy(Given::code,
                    Collectors.collectingAndThen(Collectors.mapping(Given::points, Collectors.toList()), Ranking::mean)));
            return new Ranking.Entry(entry.model(), List.copyOf(totals.values()), totals.get(chair), byCriterion, positions.get(entry.model()));
        }).toList();
    }

    private PanelView open(UUID id) {
        lock(id);
        return stillOpen(queries.one(caller.scope(), id));
    }

    private PanelView openToScorers(UUID id) {
        queries.present(id, caller.subject());
        lock(id);
        return stillOpen(queries.oneOrScored(caller.scope(), id, caller.subject()));
    }

    private void lock(UUID id) {
        Sql.of("SELECT FROM panel WHERE id = ? FOR UPDATE", id).run(dataSource);
    }

    private static PanelView stillOpen(PanelView panel) {
        if (panel.state().equals("cancelled")) {
            throw PanelProblems.cancelled(panel.cancelledFor());
        }
        if (!panel.state().equals("open")) {
            throw PanelProblems.closed();
        }
        return panel;
    }
}
