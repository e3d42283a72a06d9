package org.doanket.membership.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class WorkingDayTest {

    @Inject
    WorkingDayQueries calendar;

    /** Tet of 2026 from Monday 16 to Friday 20 February; the National Day on Tuesday and Wednesday; China works on two weekends for it. */
    @ParameterizedTest
    @CsvSource({"vn, 2026-03-02, 0, 2026-03-02", "vn, 2026-03-02, 1, 2026-03-03", "vn, 2026-03-06, 1, 2026-03-09", "vn, 2026-02-13, 1, 2026-02-23",
            "vn, 2026-02-10, 5, 2026-02-24", "vn, 2026-08-20, 10, 2026-09-07", "cn, 2026-02-13, 1, 2026-02-14", "cn, 2026-02-13, 2, 2026-02-24",
            "cn, 2026-09-30, 3, 2026-10-10", "vn, 2024-12-27, 250, 2025-12-29",
            "vn, 2026-11-28, 30, 2027-01-11"})
    void countsWorkingDaysFromTheDayAfter(String jurisdiction, LocalDate day, int workingDays, LocalDate end) {
        assertThat(calendar.after(jurisdiction, day, workingDays)).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({"vn, 2026-02-16, false", "vn, 2026-02-14, false", "cn, 2026-02-14, true", "vn, 2026-02-23, true", "cn, 2026-02-23, false"})
    void knowsWhetherADayIsWorked(String jurisdiction, LocalDate day, boolean worked) {
        assertThat(calendar.isWorkingDay(jurisdiction, day)).isEqualTo(worked);
    }
}
