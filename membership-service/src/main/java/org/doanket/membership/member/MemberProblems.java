package org.doanket.membership.member;

import java.time.LocalDate;
import org.doanket.membership.rule.ParameterView;
import org.doanket.platform.error.Problem;

final class MemberProblems {

    private MemberProblems() {
    }

    /** Says that there is one, not who or where. */
    static Problem nationalIdTaken() {
        return Problem.conflict("member-national-id-taken");
    }

    static Problem codeTaken() {
        return Problem.conflict("member-code-taken");
    }

    /** Says that somebody has it, not who or where. */
    static Problem cardNumberTaken() {
        return Problem.conflict("member-card-number-taken");
    }

    static Problem externalIdTaken() {
        return Problem.conflict("member-external-id-taken");
    }

    static Problem restricted() {
        return Problem.conflict("member-restricted");
    }

    static Problem unitEnded(String code) {
        return Problem.conflict("member-unit-ended", code);
    }

    static Problem sameStatus(String status) {
        return Problem.conflict("member-same-status", status);
    }

    static Problem beforeLastStatus(LocalDate last) {
        return Problem.conflict("member-before-last-status", last);
    }

    static Problem over(LocalDate since) {
        return Problem.conflict("member-over", since);
    }

    static Problem statusNotAllowed(StatusRule rule, String from) {
        return Problem.rule("member-status-not-allowed", rule.citation(), rule.status(), from).with("verified", rule.verified());
    }

    static Problem actMissing(StatusRule rule) {
        return Problem.rule("member-act-missing", rule.citation(), rule.status()).with("verified", rule.verified());
    }

    static Problem notReminded(StatusRule rule) {
        return Problem.rule("member-not-reminded", rule.citation()).with("verified", rule.verified());
    }

    static Problem lapsesLater(ParameterView.Value months, LocalDate earliest) {
        return Problem.rule("member-lapses-later", months.citation(), months.value(), earliest).with("verified", months.verified());
    }

    static Problem mayNotReturn(MemberRules.ReturnRule rule) {
        return Problem.rule("member-may-not-return", rule.citation(), rule.formerStatus()).with("verified", rule.verified());
    }

    static Problem returnsByTheUnitAbove(MemberRules.ReturnRule rule) {
        return Problem.rule("member-returns-by-unit-above", rule.citation(), rule.formerStatus()).with("verified", rule.verified());
    }

    static Problem returnsByDecision(MemberRules.ReturnRule rule) {
        return Problem.rule("member-returns-by-decision", rule.citation()).with("verified", rule.verified());
    }

    static Problem sameCategory(String category) {
        return Problem.conflict("member-same-category", category);
    }

    static Problem beforeLastCategory(LocalDate last) {
        return Problem.conflict("member-before-last-category", last);
    }

    static Problem notOver() {
        return Problem.conflict("member-not-over");
    }

    static Problem beforeTheEnd(LocalDate ended) {
        return Problem.conflict("member-before-the-end", ended);
    }

    static Problem alreadyThere() {
        return Problem.conflict("member-already-there");
    }

    /** A membership does not cross the border: it ends here and another one begins there. */
    static Problem otherJurisdiction() {
        return Problem.conflict("member-other-jurisdiction");
    }

    static Problem notTaken(String unitCode, String citation) {
        return Problem.rule("member-not-taken", citation, unitCode);
    }

    static Problem beforeLastTransfer(LocalDate last) {
        return Problem.conflict("member-before-last-transfer", last);
    }

    /** The key of his fields was destroyed at his own wish. */
    static Problem forgotten() {
        return Problem.conflict("member-forgotten");
    }

    static Problem unitHasMembers(long count) {
        return Problem.conflict("unit-has-members", count);
    }
}
