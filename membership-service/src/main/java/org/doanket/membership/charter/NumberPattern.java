package org.doanket.membership.charter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a number by which somebody is known looks like: digits and capitals, classes of them, counted repetitions, and nothing else. Whoever sets a rule
 * could otherwise write an expression that keeps the service busy for ever over one number; of these, with one repetition at most that leaves a choice,
 * none can.
 */
enum NumberPattern {

    /** A shorter one shows most of itself when it is masked; a longer one no request may bring. */
    NATIONAL_ID(8, 30, ""),

    /** As it stands on the card, where its parts are held apart. */
    CARD(4, 40, "/-");

    static final int LONGEST = 100;

    private final int least;
    private final int most;
    private final Pattern part;

    NumberPattern(int least, int most, String between) {
        this.least = least;
        this.most = most;
        this.part = Pattern.compile("(?:\\[(?:[0-9A-Z](?:-[0-9A-Z])?)+]|[0-9A-Z" + between + "])(?:\\{([0-9]{1,2})(?:,([0-9]{1,2}))?})?");
    }

    /** Empty where it is none of these. */
    Optional<Pattern> of(String text) {
        Matcher next = part.matcher(text);
        int end = 0;
        int shortest = 0;
        int longest = 0;
        int choices = 0;
        while (end < text.length()) {
            if (!next.find(end) || next.start() != end) {
                return Optional.empty();
            }
            int from = next.group(1) == null ? 1 : Integer.parseInt(next.group(1));
            int to = next.group(2) == null ? from : Integer.parseInt(next.group(2));
            choices += from == to ? 0 : 1;
            shortest += from;
            longest += to;
            end = next.end();
        }
        return choices > 1 || shortest < least || longest > most ? Optional.empty() : compiled(text);
    }

    /** A class or a repetition may still run backwards. */
    private static Optional<Pattern> compiled(String text) {
        try {
            return Optional.of(Pattern.compile(text));
        } catch (PatternSyntaxException backwards) {
            return Optional.empty();
        }
    }
}
