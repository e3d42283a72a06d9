package org.doanket.platform.paper;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.Locale;

/** Breaks a text into lines: at blanks, between Chinese characters where their rules let a line end, and within a word only if it fills a line. */
final class Lines {

    private Lines() {
    }

    /** @param first what the first line has to spare, {@code width} the others */
    static List<String> of(String text, Locale language, double first, double width, ToDoubleFunction<String> measure) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            BreakIterator breaks = BreakIterator.getLineInstance(language);
            breaks.setText(paragraph);
            StringBuilder line = new StringBuilder();
            int from = breaks.first();
            for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
                String piece = paragraph.substring(from, to);
                double room = lines.isEmpty() ? first : width;
                if (!line.isEmpty() && measure.applyAsDouble((line + piece).stripTrailing()) > room) {
                    lines.add(line.toString().stripTrailing());
                    line.setLength(0);
                }
                line.append(piece);
                while (measure.applyAsDouble(line.toString().stripTrailing()) > (lines.isEmpty() ? first : width)) {
                    int fits = fitting(line, lines.isEmpty() ? first : width, measure);
                    lines.add(line.substring(0, fits));
                    line.delete(0, fits);
                }
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** How many of its chars a line takes; one character at least, or nothing would ever get on. */
    private static int fitting(CharSequence line, double room, ToDoubleFunction<String> measure) {
        String text = line.toString();
        int fits = text.offsetByCodePoints(0, 1);
        while (fits < text.length() && measure.applyAsDouble(text.substring(0, text.offsetByCodePoints(fits, 1))) <= room) {
            fits = text.offsetByCodePoints(fits, 1);
        }
        return fits;
    }
}
