package org.doanket.membership.roster;

import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;

final class RosterProblems {

    private RosterProblems() {
    }

    static Problem noHeader() {
        return new Problem(422, "roster-no-header");
    }

    static Problem notReady(String state) {
        return Problem.conflict("import-not-ready", state);
    }

    static Problem notCheckable(String state) {
        return Problem.conflict("import-not-checkable", state);
    }

    static Problem notCommitted(String state) {
        return Problem.conflict("import-not-committed", state);
    }

    static Problem builtUpon(RosterBuilt built) {
        return Problem.conflict("import-built-upon", built.words(Language.current())).with("builtUpon", built.counts());
    }

    /** Of what a member had before, somebody else has something by now that only one can have. */
    static Problem numbersTaken() {
        return Problem.conflict("import-numbers-taken");
    }

    /** What was shown is what is taken in: when the register moved meanwhile, the rows are to be looked at again. */
    static Problem outdated() {
        return Problem.conflict("import-outdated");
    }

    static Problem unitEnded(String code) {
        return Problem.conflict("member-unit-ended", code);
    }
}
