package org.doanket.servicemap.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    /** Tet 2026 and National Day. */
    private static final Set<LocalDate> HOLIDAYS = Set.of(LocalDate.parse("2026-02-16"), LocalDate.parse("2026-02-17"),
            LocalDate.parse("2026-02-18"), LocalDate.parse("2026-02-19"), LocalDate.parse("2026-02-20"), LocalDate.parse("2026-09-02"));

    static ScheduleView schedule(String hours) {
        return schedule(hours, VIETNAM);
    }

    static ScheduleView schedule(String hours, ZoneId zone) {
        try {
            return new ScheduleView(OpeningHours.parse(hours), zone, () -> HOLIDAYS);
        } catch (UnreadableHours unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(VIETNAM).toInstant();
    }

    /** 2026-11-23 is a Monday. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            24/7                                    | 2026-11-23T03:00 | true
            Mo-Fr 07:30-11:30,13:30-17:00           | 2026-11-23T07:29 | false
            Mo-Fr 07:30-11:30,13:30-17:00           | 2026-11-23T07:30 | true
            Mo-Fr 07:30-11:30,13:30-17:00           | 2026-11-23T11:29 | true
            Mo-Fr 07:30-11:30,13:30-17:00           | 2026-11-23T11:30 | false
            Mo-Fr 07:30-11:30,13:30-17:00           | 2026-11-23T16:59 | true
            Mo-Fr 07:30-11:30,13:30-17:00           | 2026-11-28T09:00 | false
            Mo,We 08:00-11:00                       | 2026-11-25T09:00 | true
            Mo,We 08:00-11:00                       | 2026-11-24T09:00 | false
            Fr-Mo 08:00-11:00                       | 2026-11-23T09:00 | true
            Fr-Mo 08:00-11:00                       | 2026-11-24T09:00 | false
            Mo-Fr                                   | 2026-11-24T23:59 | true
            Mo-Fr                                   | 2026-11-28T00:00 | false
            08:10-08:20                             | 2026-11-24T08:09 | false
            08:10-08:20                             | 2026-11-24T08:10 | true
            08:10-08:20                             | 2026-11-24T08:20 | false
            22:00-06:00                             | 2026-11-24T05:59 | true
            22:00-06:00                             | 2026-11-24T06:00 | false
            22:00-26:00                             | 2026-11-24T01:59 | true
            Su 22:00-06:00                          | 2026-11-23T01:00 | true
            Su 22:00-06:00                          | 2026-11-22T01:00 | false
            Fr 22:00-06:00; Sa off                  | 2026-11-28T01:00 | true
            Fr 22:00-06:00; Sa off                  | 2026-11-28T23:00 | false
            Mo-Fr 08:00-17:00; We 13:00-17:00       | 2026-11-25T09:00 | false
            Mo-Fr 08:00-17:00, We 18:00-20:00       | 2026-11-25T19:00 | true
            Mo-Fr 08:00-17:00, We 18:00-20:00       | 2026-11-25T09:00 | true
            Mo-Fr 08:00-17:00; 12:00-13:00 off      | 2026-11-25T12:30 | false
            Mo-Fr 08:00-17:00; 12:00-13:00 off      | 2026-11-25T13:00 | true
            Mo-Fr 08:00-17:00; "by appointment"     | 2026-11-25T13:00 | false
            08:00-17:00 unknown                     | 2026-11-25T13:00 | false
            08:00-17:00 "ring twice"                | 2026-11-25T13:00 | true
            Mo-Su 08:00-17:00; PH off               | 2026-02-17T09:00 | false
            Mo-Su 08:00-17:00; PH off               | 2026-02-21T09:00 | true
            Mo-Su 08:00-17:00; PH 09:00-10:00       | 2026-02-17T09:30 | true
            Mo-Su 08:00-17:00; PH 09:00-10:00       | 2026-02-17T08:30 | false
            Mo-Fr,PH 08:00-17:00; Sa,Su off         | 2026-09-02T09:00 | true
            PH Mo 08:00-09:00                       | 2026-02-16T08:30 | true
            PH Mo 08:00-09:00                       | 2026-02-17T08:30 | false
            PH Mo 08:00-09:00                       | 2026-11-23T08:30 | false
            08:00-17:00; PH -1 day 08:00-10:00      | 2026-02-15T11:00 | false
            08:00-17:00; PH -1 day 08:00-10:00      | 2026-02-15T09:00 | true
            24/7; 2026 Feb 14-2026 Feb 22 off       | 2026-02-14T00:00 | false
            24/7; 2026 Feb 14-2026 Feb 22 off       | 2026-02-22T23:59 | false
            24/7; 2026 Feb 14-2026 Feb 22 off       | 2026-02-23T00:00 | true
            24/7; 2026 Feb 14-2026 Feb 22 off       | 2027-02-15T10:00 | true
            24/7; 2026 Feb 14-22 off                | 2026-02-22T10:00 | false
            24/7; Feb 14-22 off                     | 2027-02-15T10:00 | false
            24/7; Dec 24-Jan 2 off                  | 2027-01-02T10:00 | false
            24/7; Dec 24-Jan 2 off                  | 2027-01-03T10:00 | true
            24/7; 2026 Dec 24-2027 Jan 2 off        | 2028-01-01T10:00 | true
            24/7; 2026 Dec 30-Jan 2 off             | 2027-01-01T10:00 | false
            24/7; 2026 Mar 5 off                    | 2026-03-05T10:00 | false
            24/7; 2026 Mar off                      | 2026-03-31T10:00 | false
            24/7; 2026 Mar off                      | 2026-04-01T10:00 | true
            24/7; 2026 Mar 10+ off                  | 2031-01-01T10:00 | false
            Apr-Sep 07:00-17:00; Oct-Mar 08:00-16:00 | 2026-11-24T07:30 | false
            Apr-Sep 07:00-17:00; Oct-Mar 08:00-16:00 | 2026-06-30T07:30 | true
            Mo-Fr 08:00-17:00; 2026 Nov 24 10:00-12:00 | 2026-11-24T09:00 | false
            week 48 08:00-17:00                     | 2026-11-23T09:00 | true
            week 48 08:00-17:00                     | 2026-11-30T09:00 | false
            week 2-52/2 Mo 08:00-17:00              | 2026-11-23T09:00 | true
            week 1-53/2 Mo 08:00-17:00              | 2026-11-23T09:00 | false
            Mo[1] 08:00-12:00                       | 2026-11-02T09:00 | true
            Mo[1] 08:00-12:00                       | 2026-11-09T09:00 | false
            Mo[-1] 08:00-12:00                      | 2026-11-30T09:00 | true
            Mo[-1] 08:00-12:00                      | 2026-11-23T09:00 | false
            Mo[2-3] 08:00-12:00                     | 2026-11-16T09:00 | true
            2026-2027 Mo-Su 08:00-12:00             | 2027-11-16T09:00 | true
            2026-2027 Mo-Su 08:00-12:00             | 2028-11-16T09:00 | false
            closed                                  | 2026-11-16T09:00 | false
            """)
    void judgesAMoment(String hours, String local, boolean open) {
        assertThat(schedule(hours).isOpen(at(local))).as("%s at %s", hours, local).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mo-Fr 07:30-11:30,13:30-17:00      | 2026-11-23T09:00 | 2026-11-23T11:30
            08:00-12:00,12:00-17:00            | 2026-11-23T09:00 | 2026-11-23T17:00
            22:00-06:00                        | 2026-11-23T23:00 | 2026-11-24T06:00
            Mo 20:00-24:00; Tu 00:00-03:00     | 2026-11-23T21:00 | 2026-11-24T03:00
            Mo-Su 00:00-24:00; PH off          | 2026-02-10T09:00 | 2026-02-16T00:00
            24/7                               | 2026-11-23T09:00 |
            """)
    void saysWhenItCloses(String hours, String asked, String closes) {
        assertThat(schedule(hours).closesAt(at(asked))).isEqualTo(closes == null ? null : at(closes));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mo-Fr 07:30-11:30,13:30-17:00      | 2026-11-23T12:00 | 2026-11-23T13:30
            Mo-Fr 07:30-11:30,13:30-17:00      | 2026-11-27T18:00 | 2026-11-30T07:30
            Mo-Su 08:00-17:00; PH off          | 2026-02-15T18:00 | 2026-02-21T08:00
            22:00-06:00                        | 2026-11-23T06:00 | 2026-11-23T22:00
            2027 Jan 10 08:00-12:00            | 2026-11-23T06:00 | 2027-01-10T08:00
            2026 Jan 10 08:00-12:00            | 2026-11-23T06:00 |
            off                                | 2026-11-23T06:00 |
            """)
    void saysWhenItOpens(String hours, String asked, String opens) {
        assertThat(schedule(hours).opensAt(at(asked))).isEqualTo(opens == null ? null : at(opens));
    }

    @Test
    void readsTheClockOfTheJurisdictionAndNotOfTheServer() {
        Instant now = Instant.parse("2026-11-23T00:30:00Z"); // 07:30 in Vietnam, 08:30 in China
        assertThat(schedule("08:00-17:00", VIETNAM).isOpen(now)).isFalse();
        assertThat(schedule("08:00-17:00", CHINA).isOpen(now)).isTrue();
    }

    @Test
    void countsTheQuarterHoursOfAWeek() {
        LocalDate monday = LocalDate.parse("2026-11-23");
        assertThat(schedule("24/7").weekOf(monday).openQuarters()).isEqualTo(WeekBits.QUARTERS);
        assertThat(schedule("Mo-Fr 08:00-17:00").weekOf(monday).openQuarters()).isEqualTo(5 * 9 * 4);
        assertThat(schedule("22:00-06:00").weekOf(monday).openQuarters()).isEqualTo(7 * 8 * 4);
        assertThat(schedule("08:05-08:25").weekOf(monday).openQuarters()).isZero();
    }

    /** The bits are a shortcut: minute by minute they must say what the spans say, also where neighbours overlap. */
    @Test
    void agreesWithItsSpansAtEveryMinuteOfManyWeeks() throws UnreadableHours {
        String[] parts = {"Mo-Fr 07:13-11:31,13:30-17:00", "Sa 22:10-05:05", "PH off", "week 8 10:00-12:00", "Su[1] 00:00-24:00",
            "Mo[-1],Th 23:59-24:30", "2026 Feb 18 06:00-30:00", "We 09:00-10:00 off"};
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            StringBuilder text = new StringBuilder(parts[0]);
            for (int i = 1; i < parts.length; i++) {
                if (random.nextBoolean()) {
                    text.append("; ").append(parts[i]);
                }
            }
            ScheduleView schedule = schedule(text.toString());
            OpeningHours hours = OpeningHours.parse(text.toString());
            LocalDate first = LocalDate.parse("2026-02-09").plusWeeks(random.nextInt(40));
            for (LocalDateTime time = first.atStartOfDay(); time.isBefore(first.plusDays(8).atStartOfDay()); time = time.plusMinutes(1)) {
                int minute = time.getHour() * 60 + time.getMinute();
                boolean expected = hours.spansOf(time.toLocalDate(), HOLIDAYS::contains).stream()
                        .anyMatch(span -> span.from() <= minute && minute < span.to())
                        || hours.spansOf(time.toLocalDate().minusDays(1), HOLIDAYS::contains).stream()
                        .anyMatch(span -> minute + Span.DAY < span.to());
                assertThat(schedule.isOpen(time.atZone(VIETNAM).toInstant())).as("%s at %s", text, time).isEqualTo(expected);
            }
        }
    }

    /** Asked back and forth in time, the phase that is kept must never answer for another. */
    @Test
    void keepsAPhaseOnlyAsLongAsItLasts() {
        ScheduleView schedule = schedule("Mo-Fr 07:30-11:30,13:30-17:00; Sa 22:00-26:00; PH off; We[1] off");
        Random random = new Random(3);
        Instant start = at("2026-02-01T00:00");
        for (int i = 0; i < 20_000; i++) {
            Instant moment = start.plusSeconds(random.nextInt(40 * 86_400));
            ScheduleView.Phase phase = schedule.phaseAt(moment);
            assertThat(phase.isOpen()).isEqualTo(schedule.isOpen(moment));
            assertThat(phase.change()).isEqualTo(phase.isOpen() ? schedule.closesAt(moment) : schedule.opensAt(moment));
        }
    }

    @Test
    void forgetsTheWeekWhenTheHolidaysChange() throws UnreadableHours {
        Set<?>[] known = {Set.of()};
        @SuppressWarnings("unchecked")
        ScheduleView schedule = new ScheduleView(OpeningHours.parse("08:00-17:00; PH off"), VIETNAM, () -> (Set<LocalDate>) known[0]);
        Instant moment = at("2026-11-24T09:00");
        assertThat(schedule.isOpen(moment)).isTrue();
        assertThat(schedule.phaseAt(moment).isOpen()).isTrue();
        known[0] = Set.of(LocalDate.parse("2026-11-24"));
        assertThat(schedule.isOpen(moment)).isFalse();
        assertThat(schedule.phaseAt(moment).isOpen()).isFalse();
    }
}
