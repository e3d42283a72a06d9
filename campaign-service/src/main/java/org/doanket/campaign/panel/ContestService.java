package org.doanket.campaign.panel;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Announces contests and opens their rounds, one after the other: into each go those who passed the one before. */
@ApplicationScoped
@Transactional
public class ContestService {

    private final AgroalDataSource dataSource;
    private final ContestQueries queries;
    private final PanelService panels;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    ContestService(AgroalDataSource dataSource, ContestQueries queries, PanelService panels, UnitTree tree, Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.panels = panels;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    public PanelView.Contest announce(PanelCommand.Announce command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        for (int i = 0; i < command.rounds().size(); i++) {
            panels.setOf(command.rounds().get(i).rule(), "/rounds/" + i + "/rule");
        }
        UUID id = Ids.next();
        Sql.of("INSERT INTO contest (id, unit_id, name, year, created_by, changed_at) VALUES (?, ?, ?, ?, ?, ?)", id, unit.id(), command.name(),
                command.year(), caller.subject(), clock.instant()).run(dataSource);
        List<PanelCommand.Round> rounds = command.rounds();
        Sql.of("INSERT INTO contest_round (contest_id, number, title, set_id, combination, ties, passing) SELECT ?, r.number, r.title, r.set_id, r.combination, "
                + "string_to_array(r.ties, ','), r.passing FROM unnest(?::text[], ?::uuid[], ?::text[], ?::text[], ?::int[]) WITH ORDINALITY "
                + "AS r (title, set_id, combination, ties, passing, number)", id, Sql.column(rounds, PanelCommand.Round::title),
                Sql.column(rounds, round -> round.rule().criteriaSet()), Sql.column(rounds, round -> round.rule().combination()),
                Sql.column(rounds, round -> String.join(",", round.rule().ties())), Sql.column(rounds, round -> round.rule().passing())).run(dataSource);
        audit.record("contest-announced", "contest", id, unit.id(), null);
        return queries.one(caller.scope(), id);
    }

    /** The next round, and no other. */
    public PanelView.Contest open(UUID id, int number, PanelCommand.OpenRound command) {
        PanelView.Contest contest = underWay(id);
        PanelView.RoundView round = contest.rounds().stream().filter(each -> each.number() == number).findFirst()
                .orElseThrow(() -> Problem.notFound("contest-round"));
        boolean isFirst = number == 1;
        if (!round.state().equals("waiting") || !isFirst && !contest.rounds().get(number - 2).state().equals("closed")) {
            throw PanelProblems.roundNotNext(number);
        }
        refuseBad(command, isFirst);
        List<UUID> models = isFirst ? command.models() : passed(contest.rounds().get(number - 2).panel());
        panels.convene(new PanelCommand.Convene(contest.unit(), contest.name() + " - " + round.title(), round.rule(), command.scorers(), models), id, number);
        Sql.of("UPDATE contest SET version = version + 1, changed_at = ? WHERE id = ?", clock.instant(), id).run(dataSource);
        audit.record("contest-round-opened", "contest", id, contest.unit(), null);
        return queries.one(caller.scope(), id);
    }

    /** With the panel of the round that is open, if one is. */
    public PanelView.Contest cancel(UUID id, PanelCommand.Cancel command) {
        PanelView.Contest contest = underWay(id);
        contest.rounds().stream().filter(round -> round.state().equals("open")).forEach(round -> panels.cancel(round.panel(), command));
        Sql.of("UPDATE contest SET state = 'cancelled', cancelled_for = ?, version = version + 1, changed_at = ? WHERE id = ?", command.reason(),
                clock.instant(), id).run(dataSource);
        audit.record("contest-cancelled", "contest", id, contest.unit(), null);
        return queries.one(caller.scope(), id);
    }

    private PanelView.Contest underWay(UUID id) {
        Sql.of("SELECT FROM contest WHERE id = ? FOR UPDATE", id).run(dataSource);
        PanelView.Contest contest = queries.one(caller.scope(), id);
        if (!contest.state().equals("open")) {
            throw PanelProblems.contestOver();
        }
        return contest;
    }

    private List<UUID> passed(UUID panel) {
        return Sql.of("SELECT e.model_id FROM panel_entry e JOIN good_practice_model m ON m.id = e.model_id WHERE e.panel_id = ? AND e.passed "
                + "AND m.state NOT IN ('draft', 'returned') AND NOT m.is_over ORDER BY e.place, e.position", panel)
                .list(dataSource, row -> row.getObject(1, UUID.class));
    }

    private static void refuseBad(PanelCommand.OpenRound command, boolean isFirst) {
        List<Fault> faults = new ArrayList<>();
        if (command.scorers().stream().filter(PanelCommand.Scorer::chair).count() != 1
                || command.scorers().stream().map(PanelCommand.Scorer::subject).distinct().count() != command.scorers().size()) {
            faults.add(Fault.at("/scorers", "assert-true"));
        }
        if (isFirst == command.models().isEmpty()) {
            faults.add(Fault.at("/models", isFirst ? "not-empty" : "not-of-its-kind"));
        }
        PanelProblems.raise(faults);
    }
}
