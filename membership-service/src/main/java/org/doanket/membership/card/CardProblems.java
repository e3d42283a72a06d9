package org.doanket.membership.card;

import java.time.LocalDate;
import org.doanket.platform.error.Problem;

final class CardProblems {

    private CardProblems() {
    }

    static Problem membershipOver(LocalDate since) {
        return Problem.conflict("card-membership-over", since);
    }

    static Problem keysAreTheInstallations() {
        return Problem.forbidden("card-keys-root-only");
    }
}
