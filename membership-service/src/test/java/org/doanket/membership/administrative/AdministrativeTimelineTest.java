package org.doanket.membership.administrative;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.doanket.membership.administrative.AdministrativeTimeline.Outcome;
import org.junit.jupiter.api.Test;

class AdministrativeTimelineTest {

    private final AdministrativeTimeline code = new AdministrativeTimeline(List.of());

    @Test
    void endsWhatWasOpenWhenAnotherUnitOfThatCodeBegins() {
        assertThat(take("Phường Trúc Bạch", "1981-01-01", null)).isEqualTo(Outcome.ADDED);
        assertThat(take("Phường Ba Đình", "2025-07-01", null)).isEqualTo(Outcome.ADDED);
        assertThat(told()).containsExactly("Phường Trúc Bạch 1981-01-01 2025-07-01", "Phường Ba Đình 2025-07-01 null");
        assertThat(take("Phường Ba Đình", "2025-07-01", null)).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void takesInAnOlderTableAfterTheNewOne() {
        take("Phường Ba Đình", "2025-07-01", null);
        take("Phường Trúc Bạch", "1981-01-01", null);
        assertThat(told()).containsExactly("Phường Trúc Bạch 1981-01-01 2025-07-01", "Phường Ba Đình 2025-07-01 null");
        take("Khu phố Trúc Bạch", null, "1981-01-01");
        assertThat(told()).startsWith("Khu phố Trúc Bạch null 1981-01-01");
    }

    @Test
    void letsWhatHadNoDayBeginWhenTheOneBeforeItWasOver() {
        take("Phường Ba Đình", null, null);
        take("Phường Trúc Bạch", null, "2025-07-01");
        assertThat(told()).containsExactly("Phường Trúc Bạch null 2025-07-01", "Phường Ba Đình 2025-07-01 null");
        assertThat(take("Phường Ba Đình", null, null)).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void goesOnWhereALaterTableSaysNothingNew() {
        take("Xã A", "2025-07-01", null);
        assertThat(take("Xã A", "2026-04-30", null)).isEqualTo(Outcome.UNCHANGED);
        assertThat(take("Phường A", "2026-04-30", null)).isEqualTo(Outcome.ADDED);
        assertThat(told()).containsExactly("Xã A 2025-07-01 2026-04-30", "Phường A 2026-04-30 null");
    }

    @Test
    void getsADayAndAnEndOfRowsThatTellThem() {
        take("Xã A", null, null);
        assertThat(take("Xã A", "1990-01-01", null)).isEqualTo(Outcome.CHANGED);
        assertThat(take("Xã A", null, "2025-07-01")).isEqualTo(Outcome.CHANGED);
        assertThat(told()).containsExactly("Xã A 1990-01-01 2025-07-01");
    }

    @Test
    void neverMeansTwoUnitsOnOneDay() {
        take("Xã A", "1990-01-01", "2025-07-01");
        assertThat(take("Xã B", "2025-06-30", null)).isEqualTo(Outcome.OVERLAPS);
        take("Xã B", "2025-07-01", null);
        assertThat(take("Xã A", "1990-01-01", "2025-07-02")).isEqualTo(Outcome.OVERLAPS);
        assertThat(take("Xã C", "1980-01-01", "1990-01-02")).isEqualTo(Outcome.OVERLAPS);
        assertThat(told()).containsExactly("Xã A 1990-01-01 2025-07-01", "Xã B 2025-07-01 null");
    }

    @Test
    void cutsNothingOutOfTheMiddleOfWhatGoesOn() {
        take("Xã A", "1990-01-01", null);
        assertThat(take("Xã B", "2000-01-01", "2010-01-01")).isEqualTo(Outcome.OVERLAPS);
        take("Xã A", "1990-01-01", "2025-07-01");
        take("Xã C", "2025-07-01", null);
        assertThat(take("Xã B", "2000-01-01", "2010-01-01")).isEqualTo(Outcome.OVERLAPS);
        assertThat(take("Xã B", "2000-01-01", "2025-07-01")).isEqualTo(Outcome.ADDED);
        assertThat(told()).containsExactly("Xã A 1990-01-01 2000-01-01", "Xã B 2000-01-01 2025-07-01", "Xã C 2025-07-01 null");
    }

    /** As in 2025: the commune that was made of several goes by the name and the code of one of them. */
    @Test
    void keepsTheOneOfTodayApartFromAnEarlierOneOfTheSameName() {
        take("Phường Ba Đình", null, null);
        assertThat(take("Phường Ba Đình", "1981-01-01", "2025-07-01")).isEqualTo(Outcome.ADDED);
        assertThat(told()).containsExactly("Phường Ba Đình 1981-01-01 2025-07-01", "Phường Ba Đình 2025-07-01 null");
    }

    private Outcome take(String name, String from, String to) {
        return code.take(new AdministrativeUnitCommand.Row("/", "00004", "commune", name, "01", null, null, null, day(from), day(to), List.of(), List.of()));
    }

    private List<String> told() {
        return code.periods().stream().map(period -> period.name() + " " + period.from() + " " + period.to()).toList();
    }

    private static LocalDate day(String text) {
        return text == null ? null : LocalDate.parse(text);
    }
}
