package org.doanket.servicemap.hours;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Minutes of a day, from inclusive, to exclusive; above 1,440 is the next day. */
record Span(int from, int to) {

    static final int DAY = 24 * 60;
    static final Span WHOLE_DAY = new Span(0, DAY);

    static List<Span> merged(List<Span> spans) {
        List<Span> sorted = new ArrayList<>(spans);
        sorted.sort(Comparator.comparingInt(Span::from));
        List<Span> merged = new ArrayList<>(sorted.size());
        for (Span span : sorted) {
            Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && span.from <= last.to) {
                merged.set(merged.size() - 1, new Span(last.from, Math.max(last.to, span.to)));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }

    static List<Span> without(List<Span> spans, Span taken) {
        List<Span> left = new ArrayList<>(spans.size() + 1);
        for (Span span : spans) {
            if (taken.from > span.from) {
                left.add(new Span(span.from, Math.min(span.to, taken.from)));
            }
            if (taken.to < span.to) {
                left.add(new Span(Math.max(span.from, taken.to), span.to));
            }
        }
        return left;
    }
}
