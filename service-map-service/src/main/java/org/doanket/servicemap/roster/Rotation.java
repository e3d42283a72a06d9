package org.doanket.servicemap.roster;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Whose turn it is. Of those who are there on a day the ones with the fewest duties, among equals the one whose last duty is longest ago, and
 * then by id: so the same pool and the same history always give the same roster, and the clerk can explain every line of it.
 */
final class Rotation {

    private static final Comparator<Turn> FEWEST_FIRST = Comparator.<Turn>comparingInt(turn -> turn.duties)
            .thenComparing(turn -> turn.last, Comparator.nullsFirst(Comparator.naturalOrder())).thenComparing(turn -> turn.person.member());

    private final List<Turn> turns = new ArrayList<>();
    private final DutyHours hours;

    /**
     * One of the pool.
     *
     * @param leftOn the first day on which he is no longer asked, or null
     * @param duties stood and planned so far, the head start of who joined late among them
     * @param last   day of the latest of them, or null
     * @param taken  when he stands elsewhere
     */
    record Person(UUID member, LocalDate joinedOn, LocalDate leftOn, List<Absence> absences, int duties, LocalDate last, List<Taken> taken) {

        /** From the beginning to the end of that day's duty. */
        boolean isThereFor(DutyHours hours, LocalDate day) {
            LocalDate until = hours.lastDay(day);
            return !day.isBefore(joinedOn) && (leftOn == null || until.isBefore(leftOn)) && absences.stream().noneMatch(absence -> absence.covers(day) || absence.covers(until))
                    && taken.stream().noneMatch(elsewhere -> elsewhere.clashes(hours.begin(day), hours.end(day)));
        }
    }

    /** A duty of another roster. */
    record Taken(LocalDateTime begin, LocalDateTime end) {

        boolean clashes(LocalDateTime otherBegin, LocalDateTime otherEnd) {
            return begin.isBefore(otherEnd) && otherBegin.isBefore(end);
        }
    }

    /** Both days among it. */
    record Absence(LocalDate first, LocalDate last) {

        boolean covers(LocalDate day) {
            return !day.isBefore(first) && !day.isAfter(last);
        }
    }

    private static final class Turn {
        private final Person person;
        private int duties;
        private LocalDate last;

        private Turn(Person person) {
            this.person = person;
            duties = person.duties();
            last = person.last();
        }

        private void stand(LocalDate day) {
            duties++;
            last = last == null || day.isAfter(last) ? day : last;
        }
    }

    Rotation(Collection<Person> pool, DutyHours hours) {
        this.hours = hours;
        pool.forEach(person -> turns.add(new Turn(person)));
    }

    /**
     * @param days    in their order
     * @param perDuty how many are wanted on each
     * @return of each day whom, in the order of their turns; fewer than wanted where the pool has no more that day
     */
    Map<LocalDate, List<UUID>> plan(List<LocalDate> days, int perDuty) {
        Map<LocalDate, List<UUID>> planned = new TreeMap<>();
        for (LocalDate day : days) {
            planned.put(day, pick(day, perDuty, Set.of()));
        }
        return planned;
    }

    /** @param besides who stands there that day already */
    List<UUID> pick(LocalDate day, int wanted, Set<UUID> besides) {
        List<Turn> picked = turns.stream().filter(turn -> turn.person.isThereFor(hours, day) && !besides.contains(turn.person.member()))
                .sorted(FEWEST_FIRST).limit(Math.max(0, wanted)).toList();
        picked.forEach(turn -> turn.stand(day));
        return picked.stream().map(turn -> turn.person.member()).toList();
    }
}
