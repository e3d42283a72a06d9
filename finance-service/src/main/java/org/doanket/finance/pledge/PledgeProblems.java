package org.doanket.finance.pledge;

import java.sql.SQLException;
import org.doanket.finance.relief.ReliefView;
import org.doanket.platform.error.Problem;

final class PledgeProblems {

    /** SQLSTATEs of the trigger {@code intake}. */
    private static final String NOT_OPEN = "DK055";
    private static final String NOT_BELIEVABLE = "DK056";

    private PledgeProblems() {
    }

    static Problem notOpen(ReliefView.Drive drive) {
        return Problem.rule("drive-not-open", drive.rule(), drive.opensAt(), drive.closesAt());
    }

    static Problem cashIsForTheTreasurer() {
        return Problem.forbidden("cash-for-treasurer");
    }

    static Problem anotherUnitsDrive() {
        return new Problem(422, "drive-of-another-unit");
    }

    static Problem lineDiffers() {
        return new Problem(422, "contribution-line-differs");
    }

    static Problem lineTaken() {
        return Problem.conflict("line-assigned-already");
    }

    static Problem pledgeOfAnotherKind() {
        return new Problem(422, "pledge-of-another-kind");
    }

    static Problem notFrom(String state) {
        return Problem.conflict("contribution-step-not-from", state);
    }

    static Problem spentAlready() {
        return Problem.conflict("contribution-given-out");
    }

    /** The refusals of the database that a person can act on. */
    static RuntimeException of(RuntimeException failure, ReliefView.Drive drive) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && NOT_OPEN.equals(sql.getSQLState())) {
                return notOpen(drive);
            }
            if (cause instanceof SQLException sql && NOT_BELIEVABLE.equals(sql.getSQLState())) {
                return new Problem(422, "receipt-not-now");
            }
        }
        return failure;
    }
}
