package org.doanket.servicemap.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RotationTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");

    private static final DutyHours MORNING = new DutyHours(LocalTime.of(7, 30), LocalTime.of(11, 30));
    private static final DutyHours NIGHT = new DutyHours(LocalTime.of(22, 0), LocalTime.of(6, 0));

    private static UUID member(int number) {
        return new UUID(0, number);
    }

    private static Rotation.Person person(int number, int duties, Rotation.Absence... absences) {
        return new Rotation.Person(member(number), MONDAY.minusYears(1), null, List.of(absences), duties, duties == 0 ? null : MONDAY.minusDays(duties), List.of());
    }

    private static List<LocalDate> mondaysAndWednesdays(int weeks) {
        return IntStream.range(0, weeks).boxed().flatMap(week -> List.of(MONDAY.plusWeeks(week), MONDAY.plusWeeks(week).plusDays(2)).stream()).toList();
    }

    private static Map<UUID, Integer> counted(Map<LocalDate, List<UUID>> planned) {
        Map<UUID, Integer> counts = new HashMap<>();
        planned.values().forEach(day -> day.forEach(each -> counts.merge(each, 1, Integer::sum)));
        return counts;
    }

    @Test
    void elevenPeopleOnMondaysAndWednesdaysByFourDifferByOneAtMost() {
        List<Rotation.Person> pool = IntStream.rangeClosed(1, 11).mapToObj(number -> person(number, 0)).toList();
        Map<LocalDate, List<UUID>> planned = new Rotation(pool, MORNING).plan(mondaysAndWednesdays(13), 4);
        assertThat(planned).hasSize(26).allSatisfy((day, people) -> assertThat(people).hasSize(4).doesNotHaveDuplicates());
        assertThat(counted(planned).values()).allMatch(duties -> duties == 9 || duties == 10);
    }

    @Test
    void theSamePoolInAnyOrderGivesTheSameRoster() {
        List<Rotation.Person> pool = new ArrayList<>(IntStream.rangeClosed(1, 7).mapToObj(number -> person(number, number % 3)).toList());
        Map<LocalDate, List<UUID>> once = new Rotation(pool, MORNING).plan(mondaysAndWednesdays(4), 3);
        java.util.Collections.reverse(pool);
        assertThat(new Rotation(pool, MORNING).plan(mondaysAndWednesdays(4), 3)).isEqualTo(once);
    }

    @Test
    void whoHasStoodLeastComesFirstAndAmongEqualsWhoseLastIsLongestAgo() {
        Rotation rotation = new Rotation(List.of(person(1, 5), person(2, 2), person(3, 3)), MORNING);
        assertThat(rotation.pick(MONDAY, 1, Set.of())).containsExactly(member(2));
        // Now 2 and 3 have three each, and 3 stood three days ago while 2 stands today.
        assertThat(rotation.pick(MONDAY.plusDays(2), 1, Set.of())).containsExactly(member(3));
    }

    @Test
    void nobodyIsAskedWhoIsAwayOrHasLeftOrHasNotJoinedYet() {
        Rotation.Person away = person(1, 0, new Rotation.Absence(MONDAY, MONDAY.plusDays(2)));
        Rotation.Person gone = new Rotation.Person(member(2), MONDAY.minusYears(1), MONDAY, List.of(), 0, null, List.of());
        Rotation.Person next = new Rotation.Person(member(3), MONDAY.plusDays(1), null, List.of(), 0, null, List.of());
        Map<LocalDate, List<UUID>> planned = new Rotation(List.of(away, gone, next, person(4, 9)), MORNING).plan(mondaysAndWednesdays(2), 2);
        assertThat(planned.get(MONDAY)).containsExactly(member(4));
        assertThat(planned.get(MONDAY.plusDays(2))).containsExactly(member(3), member(4));
        assertThat(planned.get(MONDAY.plusWeeks(1))).containsExactly(member(1), member(3));
    }

    @Test
    void aNightIsStoodByWhoIsThereUntilTheMorning() {
        Rotation.Person nextMorning = person(1, 0, new Rotation.Absence(MONDAY.plusDays(1), MONDAY.plusDays(1)));
        Rotation.Person gone = new Rotation.Person(member(2), MONDAY.minusYears(1), MONDAY.plusDays(1), List.of(), 0, null, List.of());
        Rotation.Person desk = new Rotation.Person(member(3), MONDAY.minusYears(1), null, List.of(), 0, null,
                List.of(new Rotation.Taken(MONDAY.plusDays(1).atTime(5, 30), MONDAY.plusDays(1).atTime(9, 0))));
        Rotation.Person early = new Rotation.Person(member(4), MONDAY.minusYears(1), null, List.of(), 5, MONDAY.minusDays(7),
                List.of(new Rotation.Taken(MONDAY.plusDays(1).atTime(6, 0), MONDAY.plusDays(1).atTime(9, 0))));
        List<Rotation.Person> pool = List.of(nextMorning, gone, desk, early);
        assertThat(new Rotation(pool, NIGHT).pick(MONDAY, 4, Set.of())).containsExactly(member(4));
        assertThat(new Rotation(pool, NIGHT).pick(MONDAY.plusDays(1), 4, Set.of())).containsExactly(member(3), member(4));
        assertThat(new Rotation(pool, NIGHT).pick(MONDAY.plusDays(2), 4, Set.of())).containsExactly(member(1), member(3), member(4));
        assertThat(new Rotation(pool, MORNING).pick(MONDAY, 4, Set.of())).containsExactly(member(1), member(2), member(3), member(4));
    }
}
