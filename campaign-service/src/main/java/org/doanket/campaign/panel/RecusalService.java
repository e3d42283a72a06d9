package org.doanket.campaign.panel;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Keeps scorers from what is their own: by the rule of interest where they cast, and by their word where no rule can know it. */
@ApplicationScoped
@Transactional
public class RecusalService {

    private final AgroalDataSource dataSource;
    private final InterestQueries interests;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    RecusalService(AgroalDataSource dataSource, InterestQueries interests, UnitTree tree, Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.interests = interests;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Problem 422 by the rule of interest, 409 for one who stood back from the model */
    void refuseInterested(PanelView panel, PanelView.Entry entry) {
        if (isRecused(panel, entry.model(), caller.subject())) {
            throw PanelProblems.recusedBefore();
        }
        UnitRef unit = tree.find(panel.unit()).orElseThrow(() -> Problem.notFound("panel"));
        InterestQueries.Rule rule = interests.rule(unit.jurisdiction(), Zones.today(clock, unit.jurisdiction()));
        if (rule.ownUnit() && (entry.unit().equals(caller.unit()) || interests.isMemberOf(caller.member(), entry.unit()))) {
            throw PanelProblems.ofInterest(rule, "own-unit");
        }
        if (rule.held() && interests.holds(caller.member(), entry.model())) {
            throw PanelProblems.ofInterest(rule, "held");
        }
    }

    /** Once said it stays. Another is named by those alone who may replace him as well. */
    void recuse(PanelView panel, PanelCommand.Recuse command) {
        String scorer = command.scorer() == null ? caller.subject() : command.scorer();
        boolean maySpeakForOthers = (caller.is(Roles.CAMPAIGN_OFFICER) || caller.is(Roles.FEDERATION_OFFICER))
                && tree.find(panel.unit()).filter(unit -> caller.scope().contains(unit.path())).isPresent();
        if (!isScorer(panel, scorer) || !scorer.equals(caller.subject()) && !maySpeakForOthers) {
            throw PanelProblems.notAScorer();
        }
        if (panel.entries().stream().noneMatch(entry -> entry.model().equals(command.model()))) {
            throw Problem.notFound("model");
        }
        if (isRecused(panel, command.model(), scorer)) {
            throw PanelProblems.recusedBefore();
        }
        Sql.of("INSERT INTO panel_recusal (panel_id, model_id, subject, reason, declared_by, declared_at) VALUES (?, ?, ?, ?, ?, ?)", panel.id(),
                command.model(), scorer, command.reason(), caller.subject(), clock.instant()).run(dataSource);
    }

    /** How many ballots the panel still waits for. @throws Problem 409 where all have stood back from a model */
    static long missing(PanelView panel) {
        List<PanelView.Entry> standing = panel.entries().stream().filter(entry -> !entry.over()).toList();
        List<UUID> unscored = standing.stream().filter(entry -> awaited(panel, entry.model()) == 0).map(PanelView.Entry::model).toList();
        if (!unscored.isEmpty()) {
            throw PanelProblems.nobodyScores(unscored);
        }
        return standing.stream().mapToLong(entry -> awaited(panel, entry.model()) - entry.ballots()).sum();
    }

    private static long awaited(PanelView panel, UUID model) {
        return panel.scorers().stream().filter(scorer -> !isRecused(panel, model, scorer.subject())).count();
    }

    private static boolean isScorer(PanelView panel, String subject) {
        return panel.scorers().stream().anyMatch(scorer -> scorer.subject().equals(subject));
    }

    private static boolean isRecused(PanelView panel, UUID model, String subject) {
        return panel.recusals().stream().anyMatch(recusal -> recusal.model().equals(model) && recusal.scorer().equals(subject));
    }
}
