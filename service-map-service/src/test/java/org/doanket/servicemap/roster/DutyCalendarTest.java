package org.doanket.servicemap.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.time.Zones;
import org.junit.jupiter.api.Test;

class DutyCalendarTest {

    private static final DutyCalendar.Entry DUTY = new DutyCalendar.Entry(new UUID(0, 7), LocalDate.parse("2026-03-02"), new DutyHours(LocalTime.of(7, 30),
            LocalTime.of(11, 30)), Zones.of("vn"), "Trực một cửa; sáng, phường Mỹ Tú", "Bộ phận một cửa xã Mỹ Tú, huyện Mỹ Tú, thành phố Cần Thơ", "Đường 30/4");

    @Test
    void tellsTheHoursOfTheDeskAsTheMomentsTheyAre() {
        assertThat(DutyCalendar.of(List.of(DUTY), Instant.parse("2026-02-01T00:00:00Z"))).contains("DTSTART:20260302T003000Z\r\n")
                .contains("DTEND:20260302T043000Z\r\n").contains("DTSTAMP:20260201T000000Z\r\n")
                .contains("UID:00000000-0000-0000-0000-000000000007-2026-03-02@doanket\r\n");
    }

    @Test
    void aNightEndsOnTheDayAfter() {
        DutyCalendar.Entry night = new DutyCalendar.Entry(DUTY.roster(), DUTY.day(), new DutyHours(LocalTime.of(22, 0), LocalTime.of(6, 0)), DUTY.zone(), "Đêm", "Chợ", "");
        assertThat(DutyCalendar.of(List.of(night), Instant.EPOCH)).contains("DTSTART:20260302T150000Z\r\n").contains("DTEND:20260302T230000Z\r\n");
    }

    @Test
    void escapesWhatMeansSomethingInACalendar() {
        assertThat(DutyCalendar.escaped("a;b,c\\d\ne")).isEqualTo("a\\;b\\,c\\\\d\\ne");
    }

    @Test
    void foldsLongLinesByBytesAndNeverWithinALetter() {
        String calendar = DutyCalendar.of(List.of(DUTY), Instant.EPOCH);
        assertThat(calendar.split("\r\n")).allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75);
        assertThat(calendar.replace("\r\n ", "")).contains("LOCATION:Bộ phận một cửa xã Mỹ Tú\\, huyện Mỹ Tú\\, thành phố Cần Thơ\\, Đường 30/4\r\n");
    }
}
