package org.doanket.finance.ledger;

import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.doanket.finance.budget.BudgetView.Finding;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Messages;

final class LedgerProblems {

    /** By the SQLSTATEs of the triggers {@code whole_and_open} and {@code zero_sum}. */
    private static final Map<String, String> REFUSALS = Map.of("DK004", "period-closed", "DK005", "account-not-open", "DK006",
            "entry-mixes-memo",
            "DK007", "account-other-measure");

    private LedgerProblems() {
    }

    static Problem reversedAlready() {
        return Problem.conflict("entry-reversed-already");
    }

    static Problem ownedBySubLedger(String kind) {
        return Problem.conflict("entry-of-sub-ledger", kind);
    }

    static Problem closedAlready() {
        return Problem.conflict("period-closed-already");
    }

    static Problem earlierOpen(YearMonth month) {
        return Problem.conflict("period-earlier-open", month);
    }

    static Problem notOver(YearMonth month) {
        return Problem.conflict("period-not-over", month);
    }

    static Problem periodClosed() {
        return Problem.conflict("period-closed");
    }

    static Problem openAlready() {
        return Problem.conflict("period-open-already");
    }

    static Problem laterClosed(YearMonth month) {
        return Problem.conflict("period-later-closed", month);
    }

    static Problem noBankAccount() {
        return new Problem(422, "line-bank-account");
    }

    static Problem inFuture() {
        return new Problem(422, "entry-in-future");
    }

    static Problem unbalanced(String difference) {
        return new Problem(422, "entry-not-zero-sum", difference);
    }

    static Problem manyCurrencies() {
        return new Problem(422, "entry-of-many-currencies");
    }

    /** All that is not covered, at once. */
    static Problem notCovered(List<Finding> broken) {
        return Problem.rule("money-not-covered", broken.stream().map(Finding::citation).distinct().collect(Collectors.joining("; ")),
                broken.stream().map(Finding::title).collect(Collectors.joining(" "))).with("findings", broken);
    }

    static Problem mixesMemo() {
        return new Problem(422, "entry-mixes-memo");
    }

    static Problem accountEnded(String code, String citation) {
        return Problem.rule("account-not-open", citation, code);
    }

    static Problem accountKnown(String code) {
        return Problem.conflict("account-known", code);
    }

    static Problem accountEndedAlready() {
        return Problem.conflict("account-ended-already");
    }

    static Problem accountEndsInPast() {
        return new Problem(422, "account-ends-in-past");
    }

    static Problem badAccount() {
        return new Problem(422, "account-does-not-fit");
    }

    /** @param document the one by which alone the account moves */
    static Problem controlled(String code, String document) {
        return new Problem(422, "control-account", code, Messages.text(Language.current(), "control-account." + document));
    }

    /** @param brought by the lines that are named, in minor units; {@code cleared} what the entry takes out of suspense */
    static Problem suspenseDiffers(long brought, String currency, long cleared, String ofEntry) {
        return new Problem(422, "suspense-of-lines", cleared + " " + ofEntry, brought + " " + currency);
    }

    static Problem hasLines() {
        return Problem.conflict("entry-has-lines");
    }

    static Problem proposedAlready() {
        return Problem.conflict("entry-proposed-already");
    }

    static Problem decidedAlready() {
        return Problem.conflict("entry-proposal-decided");
    }

    /** The refusals of the database that a person can act on. */
    static RuntimeException of(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null && REFUSALS.containsKey(sql.getSQLState())) {
                return Problem.conflict(REFUSALS.get(sql.getSQLState()));
            }
        }
        return failure;
    }
}
