package org.doanket.platform.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Legal clocks in years whose notice is not out yet. */
class WorkingDaysTest {

    private static final List<WorkingDays.Yearly> YEARLY = List.of(yearly(1, 1), yearly(4, 30), yearly(5, 1), yearly(9, 2));

    @Test
    void countsNoFixedHolidayOfAYearWithoutNotice() {
        WorkingDays days = new WorkingDays(Map.of(), YEARLY);
        assertThat(days.after(LocalDate.parse("2026-11-28"), 30)).isEqualTo("2027-01-11");
        assertThat(days.isWorked(LocalDate.parse("2027-01-01"))).isFalse();
        assertThat(days.before(LocalDate.parse("2027-01-04"), 1)).isEqualTo("2026-12-31");
        assertThat(days.after(LocalDate.parse("2026-12-30"), 0)).isEqualTo("2026-12-30");
    }

    @Test
    void givesTheNextWorkingDayForOneOnAWeekend() {
        WorkingDays days = new WorkingDays(Map.of(), YEARLY);
        assertThat(days.isWorked(LocalDate.parse("2027-05-03"))).as("for Saturday the 1st").isFalse();
        assertThat(days.isWorked(LocalDate.parse("2028-05-01"))).as("a Monday").isFalse();
        assertThat(days.isWorked(LocalDate.parse("2028-05-02"))).as("for Sunday the 30th").isFalse();
        assertThat(days.isWorked(LocalDate.parse("2028-05-03"))).isTrue();
    }

    @Test
    void goesByTheNoticeBeforeWhatComesEveryYear() {
        WorkingDays days = new WorkingDays(Map.of(LocalDate.parse("2027-01-01"), true, LocalDate.parse("2027-01-04"), false, LocalDate.parse("2027-01-09"), true),
                YEARLY);
        assertThat(days.isWorked(LocalDate.parse("2027-01-01"))).isTrue();
        assertThat(days.isWorked(LocalDate.parse("2027-01-04"))).isFalse();
        assertThat(days.isWorked(LocalDate.parse("2027-01-09"))).isTrue();
    }

    @Test
    void tellsWhichDaysAreOffForAnotherReasonThanTheirWeekday() {
        WorkingDays days = new WorkingDays(Map.of(LocalDate.parse("2027-01-01"), true, LocalDate.parse("2027-02-08"), false), YEARLY);
        assertThat(days.daysOff(LocalDate.parse("2026-12-01"), LocalDate.parse("2027-05-01"))).containsExactlyInAnyOrder(LocalDate.parse("2027-02-08"),
                LocalDate.parse("2027-04-30"), LocalDate.parse("2027-05-01"));
        assertThat(days.daysOff(LocalDate.parse("2027-05-02"), LocalDate.parse("2027-05-31"))).as("for Saturday the 1st").containsExactly(LocalDate.parse("2027-05-03"));
    }

    @Test
    void knowsAHolidayFromItsFirstYearOn() {
        WorkingDays days = new WorkingDays(Map.of(), List.of(new WorkingDays.Yearly(MonthDay.of(5, 2), LocalDate.parse("2025-01-01"), false, "test")));
        assertThat(days.isWorked(LocalDate.parse("2024-05-02"))).isTrue();
        assertThat(days.isWorked(LocalDate.parse("2025-05-02"))).isFalse();
    }

    @Test
    void refusesWhatIsNoLegalClock() {
        assertThatThrownBy(() -> new WorkingDays(Map.of(), YEARLY).after(LocalDate.parse("2026-01-01"), 1_001)).isInstanceOf(IllegalArgumentException.class);
    }

    private static WorkingDays.Yearly yearly(int month, int day) {
        return new WorkingDays.Yearly(MonthDay.of(month, day), LocalDate.parse("2021-01-01"), true, "Labour Code 2019, art. 111, 112");
    }
}
