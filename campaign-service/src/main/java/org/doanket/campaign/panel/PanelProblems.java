package org.doanket.campaign.panel;

import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;

/** The refusals of this feature. */
final class PanelProblems {

    private PanelProblems() {
    }

    static Problem closed() {
        return Problem.conflict("panel-closed");
    }

    static Problem modelOver() {
        return Problem.conflict("panel-model-over");
    }

    static Problem cancelled(String reason) {
        return Problem.conflict("panel-cancelled", reason);
    }

    static Problem contestOver() {
        return Problem.conflict("contest-over");
    }

    static Problem notAScorer() {
        return Problem.forbidden("panel-not-a-scorer");
    }

    static Problem ofInterest(InterestQueries.Rule rule, String why) {
        return Problem.rule("panel-scorer-interested", rule.citation()).with("interest", why);
    }

    static Problem recusedBefore() {
        return Problem.conflict("panel-recused-before");
    }

    static Problem nobodyScores(List<UUID> models) {
        return Problem.conflict("panel-nobody-scores", models.size()).with("models", models);
    }

    static Problem ballotsMissing(long missing) {
        return Problem.conflict("panel-ballots-missing", missing);
    }

    static Problem roundNotNext(int number) {
        return Problem.conflict("contest-round-not-next", number);
    }

    static void raise(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }
}
