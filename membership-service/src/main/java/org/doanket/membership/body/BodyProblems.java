package org.doanket.membership.body;

import java.time.LocalDate;
import org.doanket.membership.right.RightsView;
import org.doanket.membership.rule.ParameterView;
import org.doanket.membership.rule.SizeRuleView;
import org.doanket.platform.error.Problem;

final class BodyProblems {

    private BodyProblems() {
    }

    /** Appointing and recognising is for the unit above: nobody gives an office to their own. */
    static Problem aboveDecides() {
        return Problem.forbidden("body-above-decides");
    }

    static Problem unitEnded(String code) {
        return Problem.conflict("body-unit-ended", code);
    }

    static Problem oneWaits() {
        return Problem.conflict("body-one-waits");
    }

    static Problem notInState(String state) {
        return Problem.conflict("body-not-in-state", state);
    }

    static Problem beforeItBegan(LocalDate began) {
        return Problem.conflict("body-before-it-began", began);
    }

    static Problem beforeTheOneThatSits(LocalDate began) {
        return Problem.conflict("body-before-the-one-that-sits", began);
    }

    static Problem officeOver(LocalDate since) {
        return Problem.conflict("office-over", since);
    }

    static Problem noSeatLeft(int seats) {
        return Problem.conflict("body-no-seat-left", seats);
    }

    static Problem officeTaken(String position) {
        return Problem.conflict("office-taken", position);
    }

    static Problem mayNotStand(RightsView.Refusal refusal) {
        return Problem.rule("office-barred", refusal.citation(), refusal.subject()).with("verified", refusal.verified());
    }

    static Problem dismissedWithoutAct(ParameterView.Value days) {
        return Problem.rule("office-dismissal-act", days.citation()).with("verified", days.verified());
    }

    static Problem dismissedWithoutNotice(ParameterView.Value days) {
        return Problem.rule("office-dismissal-notice", days.citation(), days.value()).with("verified", days.verified());
    }

    static Problem size(SizeRuleView rule, int seats, long members) {
        SizeRuleView.Band band = rule.bandFor(members);
        return Problem.rule("body-size", rule.citation(), seats, members, band.seatsFrom(), band.seatsTo()).with("verified", rule.verified());
    }
}
