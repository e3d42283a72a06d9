package org.doanket.campaign.supervision;

import org.doanket.platform.error.Problem;

final class SupervisionProblems {

    private SupervisionProblems() {
    }

    static Problem notFrom(String state) {
        return Problem.conflict("supervision-not-from", state);
    }

    static Problem programmeThere(int year) {
        return Problem.conflict("supervision-programme-there", year);
    }

    static Problem emptyProgramme() {
        return new Problem(422, "supervision-programme-empty");
    }

    static Problem topicUnknown(String topic, String known) {
        return new Problem(422, "supervision-topic-unknown", topic, known);
    }

    static Problem noSubject(int number) {
        return new Problem(422, "supervision-no-subject", number);
    }

    static Problem withoutHead() {
        return new Problem(422, "supervision-without-head");
    }

    static Problem goodPractice() {
        return Problem.conflict("finding-good-practice");
    }
}
