package org.doanket.campaign.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecurrenceTest {

    @Test
    void meetsOnDaysOfTheMonthAndOnTheLastWhereItIsTooShort() {
        assertThat(new Recurrence(List.of(31, 15), null, List.of()).between(LocalDate.of(2026, 1, 20), LocalDate.of(2026, 3, 31)).stream().map(LocalDate::toString))
                .containsExactly("2026-01-31", "2026-02-15", "2026-02-28", "2026-03-15", "2026-03-31");
        assertThat(new Recurrence(List.of(30, 31), null, List.of()).between(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 2, 28))).hasSize(1);
    }

    @Test
    void meetsOnTheFirstThirdOrLastOfAWeekday() {
        assertThat(new Recurrence(List.of(), DayOfWeek.MONDAY, List.of(1, 3)).between(LocalDate.of(2026, 6, 1), LocalDate.of(2026, 7, 31)).stream()
                .map(LocalDate::toString)).containsExactly("2026-06-01", "2026-06-15", "2026-07-06", "2026-07-20");
        assertThat(new Recurrence(List.of(), DayOfWeek.FRIDAY, List.of(-1)).between(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 2, 28)).stream()
                .map(LocalDate::toString)).containsExactly("2026-02-27");
        assertThat(new Recurrence(List.of(), DayOfWeek.MONDAY, List.of(5)).between(LocalDate.of(2026, 6, 1), LocalDate.of(2026, 7, 31)).stream()
                .map(LocalDate::toString)).containsExactly("2026-06-29");
    }
}
