package org.doanket.servicemap.hours;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.doanket.platform.text.Kept;

/**
 * Opening hours where and when they hold: in a zone and under a jurisdiction's holidays. Shared by all points with the
 * same hours; safe for many threads.
 */
public final class ScheduleView {

    /** How far ahead the next change is looked for; a year and a bit, so that yearly openings are found. */
    private static final int HORIZON_DAYS = 400;

    private final OpeningHours hours;
    private final ZoneId zone;
    private final Supplier<Set<LocalDate>> holidays;
    private volatile WeekBits week;
    private volatile Phase phase;

    ScheduleView(OpeningHours hours, ZoneId zone, Supplier<Set<LocalDate>> holidays) {
        this.hours = hours;
        this.zone = zone;
        this.holidays = holidays;
    }

    /**
     * A stretch of time in which nothing changes.
     *
     * @param until  exclusive; the phase may go on behind it, but this is how far it was looked at
     * @param change when it closes, or opens, next; null where it does neither within a year
     */
    public record Phase(Instant from, Instant until, boolean isOpen, Instant change, Set<LocalDate> holidays) {

        private boolean covers(Instant at, Set<LocalDate> known) {
            return holidays == known && !at.isBefore(from) && at.isBefore(until);
        }
    }

    /**
     * A moment as it stands in an address.
     *
     * @throws IllegalArgumentException    beyond the years of the calendar
     * @throws java.time.DateTimeException if it is none
     */
    public static Instant moment(String text) {
        OffsetDateTime moment = OffsetDateTime.parse(text);
        if (!Kept.isYear(moment.getYear())) {
            throw new IllegalArgumentException("beyond the calendar");
        }
        return moment.toInstant();
    }

    public boolean isOpen(Instant at) {
        return isOpen(LocalDateTime.ofInstant(at, zone));
    }

    /** At that minute of a day as it would be if no day were a holiday: "on Tuesdays at nine in the evening". */
    public boolean isOpenInOrdinaryWeek(LocalDate day, int minute) {
        return covers(hours.spansOf(day, holiday -> false), minute) || covers(hours.spansOf(day.minusDays(1), holiday -> false), minute + Span.DAY);
    }

    /** The phase at that moment; kept, since thousands ask about now, and now lasts until the next change. */
    public Phase phaseAt(Instant at) {
        Phase kept = phase;
        Set<LocalDate> known = holidays.get();
        if (kept == null || !kept.covers(at, known)) {
            boolean open = isOpen(at);
            Instant change = open ? closesAt(at) : opensAt(at);
            kept = new Phase(at, change == null ? at.plus(Duration.ofDays(1)) : change, open, change, known);
            phase = kept;
        }
        return kept;
    }

    /** When it closes next, if it is open; null where it never does within a year. */
    Instant closesAt(Instant at) {
        LocalDateTime time = LocalDateTime.ofInstant(at, zone);
        LocalDate horizon = time.toLocalDate().plusDays(HORIZON_DAYS);
        while (true) {
            LocalDateTime end = endOfSpanAt(time);
            if (!end.isAfter(time)) {
                return instant(time);
            }
            if (end.toLocalDate().isAfter(horizon)) {
                return null;
            }
            time = end;
        }
    }

    /** When it opens next, if it is closed; null where it never does within a year. */
    Instant opensAt(Instant at) {
        LocalDateTime time = LocalDateTime.ofInstant(at, zone);
        LocalDate day = time.toLocalDate();
        int after = minute(time);
        for (int i = 0; i <= HORIZON_DAYS; i++, day = day.plusDays(1), after = -1) {
            for (Span span : spansOf(day)) {
                if (span.from() > after) {
                    return instant(day.atStartOfDay().plusMinutes(span.from()));
                }
            }
        }
        return null;
    }

    /** The week of that day as bits, Monday first; kept, since nearly all questions are about the present week. */
    WeekBits weekOf(LocalDate day) {
        LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        WeekBits kept = week;
        Set<LocalDate> known = holidays.get();
        if (kept == null || !kept.isOf(monday, known)) {
            kept = WeekBits.of(monday, known, this::spansOf);
            week = kept;
        }
        return kept;
    }

    private boolean isOpen(LocalDateTime time) {
        LocalDate day = time.toLocalDate();
        return switch (weekOf(day).at(time)) {
            case OPEN -> true;
            case CLOSED -> false;
            case CHANGING -> covers(spansOf(day), minute(time)) || covers(spansOf(day.minusDays(1)), minute(time) + Span.DAY);
        };
    }

    /** The day's own midnight or earlier where nothing is open. Not by the week's bits: that would make a week for every day ahead. */
    private LocalDateTime endOfSpanAt(LocalDateTime time) {
        LocalDate day = time.toLocalDate();
        int end = Math.max(endAt(spansOf(day), minute(time)), endAt(spansOf(day.minusDays(1)), minute(time) + Span.DAY) - Span.DAY);
        return day.atStartOfDay().plusMinutes(end);
    }

    private List<Span> spansOf(LocalDate day) {
        return hours.spansOf(day, holidays.get()::contains);
    }

    private Instant instant(LocalDateTime time) {
        return time.atZone(zone).toInstant();
    }

    private static int minute(LocalDateTime time) {
        return time.getHour() * 60 + time.getMinute();
    }

    private static boolean covers(List<Span> spans, int minute) {
        return endAt(spans, minute) > minute;
    }

    private static int endAt(List<Span> spans, int minute) {
        int end = 0;
        for (Span span : spans) {
            if (span.from() <= minute && minute < span.to()) {
                end = Math.max(end, span.to());
            }
        }
        return end;
    }
}
