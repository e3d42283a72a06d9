package org.doanket.membership.charter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a national id looks like: digits and capitals, classes of them, counted repetitions, and nothing else. Whoever sets a rule could otherwise write
 * an expression that keeps the service busy for ever over one number; of these, with one repetition at most that leaves a choice, none can.
 */
final class NationalIdPattern {

    static final int LONGEST = 100;

    /** A shorter one shows most of itself when it is masked; a longer one no request may bring. */
    private static final int LEAST_CHARACTERS = 8;
    private static final int MOST_CHARACTERS = 30;

    private static final Pattern PART = Pattern.compile("(?:\\[(?:[0-9A-Z](?:-[0-9A-Z])?)+]|[0-9A-Z])(?:\\{([0-9]{1,2})(?:,([0-9]{1,2}))?})?");

    private NationalIdPattern() {
    }

    /** Empty where it is none of these. */
    static Optional<Pattern> of(String text) {
        Matcher part = PART.matcher(text);
        int end = 0;
        int least = 0;
        int most = 0;
        int choices = 0;
        while (end < text.length()) {
            if (!part.find(end) || part.start() != end) {
                return Optional.empty();
            }
            int from = part.group(1) == null ? 1 : Integer.parseInt(part.group(1));
            int to = part.group(2) == null ? from : Integer.parseInt(part.group(2));
            choices += from == to ? 0 : 1;
            least += from;
            most += to;
            end = part.end();
        }
        return choices > 1 || least < LEAST_CHARACTERS || most > MOST_CHARACTERS ? Optional.empty() : compiled(text);
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
