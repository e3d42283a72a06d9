package org.doanket.servicemap.hours;

import ch.poole.openinghoursparser.OpeningHoursParseException;
import ch.poole.openinghoursparser.OpeningHoursParser;
import ch.poole.openinghoursparser.Rule;
import ch.poole.openinghoursparser.TokenMgrError;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Opening hours in the syntax of OpenStreetMap's {@code opening_hours}, as far as a clock and a calendar can judge them:
 * not sunrise, not Easter, not school holidays, not "until the last guest" ({@code 18:00+}), no fallback groups.
 */
final class OpeningHours {

    static final int LONGEST = 1_000;

    private static final Pattern PARTS = Pattern.compile(";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
    private static final Pattern ONE_DIGIT_DAY = Pattern.compile(
            "(\\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (?:\\d{1,2}-)?)(\\d)(?![\\d:])");

    private final List<DayRule> rules;

    private OpeningHours(List<DayRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** @throws UnreadableHours naming every faulty part, not only the first */
    static OpeningHours parse(String text) throws UnreadableHours {
        if (text.length() > LONGEST) {
            throw new UnreadableHours(List.of(new UnreadableHours.Part("hours-too-long", String.valueOf(LONGEST))));
        }
        List<DayRule> rules = new ArrayList<>();
        List<UnreadableHours.Part> faults = new ArrayList<>();
        // Part by part: the parser's own columns are unreliable, and one fault must not hide the others.
        for (String part : PARTS.split(text)) {
            if (part.isBlank()) {
                continue;
            }
            try {
                for (Rule rule : parser(part).rules(true, false)) {
                    rules.add(DayRule.of(rule));
                }
            } catch (OpeningHoursParseException | TokenMgrError | DateTimeException unreadable) {
                faults.add(new UnreadableHours.Part("hours-syntax", part.strip()));
            } catch (UnsupportedOperationException beyondTheClock) {
                faults.add(new UnreadableHours.Part("hours-unsupported", part.strip()));
            }
        }
        if (!faults.isEmpty()) {
            throw new UnreadableHours(faults);
        }
        if (rules.isEmpty()) {
            throw new UnreadableHours(List.of(new UnreadableHours.Part("hours-syntax", text.strip())));
        }
        return new OpeningHours(rules);
    }

    /**
     * The spans that begin on a day, in minutes from its midnight, sorted and merged; one may end after midnight, up to
     * 48:00. A later rule replaces what earlier ones say of the day, unless it only adds or takes times away.
     */
    List<Span> spansOf(LocalDate day, Predicate<LocalDate> holiday) {
        List<Span> spans = new ArrayList<>();
        for (DayRule rule : rules) {
            if (rule.speaksOf(day, holiday)) {
                spans = rule.applyTo(spans);
            }
        }
        return Span.merged(spans);
    }

    private static OpeningHoursParser parser(String part) {
        // The strict parser wants "Jan 01"; people write "Jan 1".
        String twoDigits = ONE_DIGIT_DAY.matcher(part.strip()).replaceAll("$10$2");
        return new OpeningHoursParser(new StringReader(twoDigits));
    }
}
