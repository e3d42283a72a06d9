package org.doanket.servicemap.roster;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

/** Somebody's duties as a calendar (RFC 5545) that telephones read as it is. It names the place and nobody. */
final class DutyCalendar {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    /** Lines are folded so that none is longer, in bytes and without its end (RFC 5545, 3.1). */
    private static final int LONGEST_LINE = 75;

    private final StringBuilder text = new StringBuilder();

    private DutyCalendar() {
    }

    /** One duty. @param title of the roster */
    record Entry(UUID roster, LocalDate day, DutyHours hours, ZoneId zone, String title, String place, String address) {
    }

    static String of(List<Entry> duties, Instant now) {
        DutyCalendar calendar = new DutyCalendar();
        calendar.line("BEGIN:VCALENDAR").line("VERSION:2.0").line("PRODID:-//Doanket//Duty roster//EN").line("METHOD:PUBLISH")
                .line("REFRESH-INTERVAL;VALUE=DURATION:PT6H");
        for (Entry duty : duties) {
            calendar.line("BEGIN:VEVENT").line("UID:" + duty.roster() + "-" + duty.day() + "@doanket").line("DTSTAMP:" + UTC.format(now))
                    .line("DTSTART:" + UTC.format(duty.hours().begin(duty.day()).atZone(duty.zone())))
                    .line("DTEND:" + UTC.format(duty.hours().end(duty.day()).atZone(duty.zone())))
                    .line("SUMMARY:" + escaped(duty.title())).line("LOCATION:" + escaped(duty.place() + ", " + duty.address()))
                    .line("TRANSP:OPAQUE").line("END:VEVENT");
        }
        return calendar.line("END:VCALENDAR").text.toString();
    }

    static String escaped(String value) {
        return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r", "").replace("\n", "\\n");
    }

    private DutyCalendar line(String content) {
        int width = 0;
        for (int at = 0; at < content.length(); at += Character.charCount(content.codePointAt(at))) {
            String letter = Character.toString(content.codePointAt(at));
            int bytes = letter.getBytes(StandardCharsets.UTF_8).length;
            if (width + bytes > LONGEST_LINE) {
                text.append("\r\n ");
                width = 1;
            }
            text.append(letter);
            width += bytes;
        }
        text.append("\r\n");
        return this;
    }
}
