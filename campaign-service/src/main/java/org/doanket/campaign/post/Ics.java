package org.doanket.campaign.post;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Events as iCalendar, RFC 5545: lines end in CRLF, are folded at 75 octets and never within a character. */
final class Ics {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
    private static final int LONGEST = 75;

    private Ics() {
    }

    static byte[] of(String name, List<PostView.Published> events) {
        StringBuilder calendar = new StringBuilder();
        line(calendar, "BEGIN:VCALENDAR");
        line(calendar, "VERSION:2.0");
        line(calendar, "PRODID:-//Doanket//Posts//EN");
        line(calendar, "CALSCALE:GREGORIAN");
        line(calendar, "X-WR-CALNAME:" + escaped(name));
        for (PostView.Published event : events) {
            line(calendar, "BEGIN:VEVENT");
            line(calendar, "UID:" + event.id() + "@doanket");
            line(calendar, "DTSTAMP:" + utc(event.changedAt()));
            line(calendar, "LAST-MODIFIED:" + utc(event.changedAt()));
            line(calendar, "SEQUENCE:" + event.version());
            line(calendar, "DTSTART:" + utc(event.eventStarts()));
            if (!utc(event.eventEnds()).equals(utc(event.eventStarts()))) {
                line(calendar, "DTEND:" + utc(event.eventEnds())); // which must be later (3.8.2.2); what has none ends when it starts
            }
            line(calendar, "SUMMARY:" + escaped(event.title()));
            line(calendar, "DESCRIPTION:" + escaped(event.body()));
            if (event.eventPlace() != null) {
                line(calendar, "LOCATION:" + escaped(event.eventPlace()));
            }
            if (event.link() != null) {
                line(calendar, "URL:" + event.link());
            }
            line(calendar, "END:VEVENT");
        }
        if (events.isEmpty()) {
            // A calendar has one component at least (RFC 5545, 3.6), so one that announces nothing says in which time it would.
            List.of("BEGIN:VTIMEZONE", "TZID:Etc/UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD",
                    "END:VTIMEZONE").forEach(each -> line(calendar, each));
        }
        line(calendar, "END:VCALENDAR");
        return calendar.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder calendar, String content) {
        int octets = 0;
        for (int i = 0; i < content.length(); i = content.offsetByCodePoints(i, 1)) {
            int codePoint = content.codePointAt(i);
            int length = codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
            if (octets + length > LONGEST) {
                calendar.append("\r\n ");
                octets = 1;
            }
            calendar.appendCodePoint(codePoint);
            octets += length;
        }
        calendar.append("\r\n");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replaceAll("\\r\\n|[\\r\\n]", "\\\\n").replaceAll("[\\p{Cntrl}&&[^\\t]]", "");
    }

    private static String utc(OffsetDateTime at) {
        return UTC.format(at.withOffsetSameInstant(ZoneOffset.UTC));
    }
}
