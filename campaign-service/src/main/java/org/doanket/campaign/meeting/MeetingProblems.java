package org.doanket.campaign.meeting;

import org.doanket.platform.error.Problem;

final class MeetingProblems {

    private MeetingProblems() {
    }

    static Problem notFrom(String state) {
        return Problem.conflict("meeting-not-from", state);
    }

    static Problem looserMajority(MeetingRuleQueries.Rule rule) {
        return Problem.rule("vote-majority-looser", rule.majorityCitation(), rule.majorityNum(), rule.majorityDen());
    }

    static Problem noQuorum(int present, int needed) {
        return Problem.conflict("meeting-no-quorum", present, needed);
    }

    static Problem noGuest() {
        return Problem.conflict("meeting-no-guest");
    }

    static Problem invitedBefore() {
        return Problem.conflict("meeting-invited-before");
    }

    static Problem notTheSecretary() {
        return Problem.forbidden("meeting-not-the-secretary");
    }

    static Problem notPresent() {
        return new Problem(422, "meeting-not-present");
    }

    static Problem votesOpen() {
        return Problem.conflict("meeting-votes-open");
    }

    static Problem nothingInThatSpan() {
        return new Problem(422, "meeting-series-span");
    }

    static Problem unreadablePaper() {
        return new Problem(422, "meeting-paper-content");
    }

    static Problem tooManyPapers(int most) {
        return Problem.conflict("meeting-papers-too-many", most);
    }

    static Problem voteNotFrom(String state) {
        return Problem.conflict("vote-not-from", state);
    }

    static Problem otherKind(String kind) {
        return Problem.conflict("vote-other-kind", kind);
    }

    static Problem onePaper() {
        return Problem.conflict("vote-one-paper");
    }

    static Problem noElector() {
        return Problem.forbidden("vote-no-elector");
    }

    static Problem paperGiven() {
        return Problem.conflict("ballot-paper-given");
    }

    static Problem badBallot() {
        return new Problem(422, "ballot-not-signed");
    }

    static Problem castBefore() {
        return Problem.conflict("ballot-cast-before");
    }

    static Problem noOption(int choice) {
        return new Problem(422, "vote-no-option", choice);
    }
}
