package org.doanket.membership.founding;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Ratio;

/** What an election gave: who has more votes than the rule asks for is elected, the most votes first, as many as there are seats. */
record Election(List<FoundingCommand.Candidate> elected, boolean isTied) {

    /** @param basis valid ballots, or those entitled; {@code share} of it that has to be exceeded */
    static Election of(FoundingCommand.Congress congress, Ratio share, long basis) {
        List<FoundingCommand.Candidate> enough = congress.candidates().stream()
                .filter(candidate -> candidate.votes() * share.denominator() > basis * share.numerator())
                .sorted(Comparator.comparingInt(FoundingCommand.Candidate::votes).reversed()).toList();
        if (enough.size() <= congress.seats()) {
            return new Election(enough, false);
        }
        int last = enough.get(congress.seats() - 1).votes();
        boolean isTied = enough.get(congress.seats()).votes() == last;
        return new Election(isTied ? enough.stream().filter(candidate -> candidate.votes() > last).toList()
                : enough.subList(0, congress.seats()), isTied);
    }

    boolean has(UUID person) {
        return elected.stream().anyMatch(candidate -> candidate.personId().equals(person));
    }
}
