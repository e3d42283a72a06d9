package org.doanket.servicemap.hours;

import ch.poole.openinghoursparser.Rule;
import ch.poole.openinghoursparser.RuleModifier;
import ch.poole.openinghoursparser.TimeSpan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * One rule: of which days it speaks and what it says of them.
 *
 * @param spans   what is opened or taken away; the whole day where the rule names no times
 * @param isTimed whether the rule names times: "off" without them clears the day, with them only those hours
 */
record DayRule(DaySelector days, boolean isAdditive, boolean isOpen, boolean isTimed, List<Span> spans) {

    static DayRule of(Rule rule) {
        if (rule.isFallBack()) {
            throw new UnsupportedOperationException("fallback");
        }
        boolean timed = rule.getTimes() != null && !rule.getTimes().isEmpty();
        List<Span> spans = new ArrayList<>();
        if (timed) {
            rule.getTimes().forEach(time -> spans.add(span(time)));
        } else {
            spans.add(Span.WHOLE_DAY);
        }
        return new DayRule(DaySelector.of(rule), rule.isAdditive(), isOpen(rule, timed), timed, List.copyOf(spans));
    }

    boolean speaksOf(LocalDate day, Predicate<LocalDate> holiday) {
        return days.matches(day, holiday);
    }

    List<Span> applyTo(List<Span> before) {
        if (isOpen) {
            List<Span> after = isAdditive ? new ArrayList<>(before) : new ArrayList<>();
            after.addAll(spans);
            return after;
        }
        if (!isTimed) {
            return List.of();
        }
        List<Span> after = before;
        for (Span span : spans) {
            after = Span.without(after, span);
        }
        return after;
    }

    /** "unknown" and a bare comment ("by appointment") are no promise that the door is open. */
    private static boolean isOpen(Rule rule, boolean timed) {
        RuleModifier modifier = rule.getModifier();
        if (modifier == null) {
            return true;
        }
        if (modifier.getModifier() == null) {
            return timed || rule.isTwentyfourseven();
        }
        return modifier.getModifier() == RuleModifier.Modifier.OPEN;
    }

    private static Span span(TimeSpan time) {
        boolean plain = time.getStartEvent() == null && time.getEndEvent() == null && !time.isOpenEnded()
                && time.getInterval() == 0 && time.getStart() >= 0;
        // "08:00-08:00" is all day to some and nothing to others; 24 hours are written 00:00-24:00.
        if (!plain || time.getEnd() <= time.getStart() || time.getEnd() > 2 * Span.DAY) {
            throw new UnsupportedOperationException("time");
        }
        return new Span(time.getStart(), time.getEnd());
    }
}
