package org.doanket.campaign.petition;

import java.time.LocalDate;
import org.doanket.platform.error.Problem;

final class PetitionProblems {

    private PetitionProblems() {
    }

    static Problem notFrom(String state) {
        return Problem.conflict("petition-not-from", state);
    }

    static Problem topicUnknown(String topic, String known) {
        return new Problem(422, "petition-topic-unknown", topic, known);
    }

    static Problem nobodyCompetent() {
        return new Problem(422, "petition-nobody-competent");
    }

    static Problem tooLateToReopen(LocalDate until) {
        return Problem.conflict("petition-reopening-over", until);
    }
}
