package org.doanket.campaign.rule;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Bodies that set rules: each from another day far ahead, so that one rule begins on it alone. */
public final class Rules {

    private Rules() {
    }

    public static LocalDate day() {
        return LocalDate.of(2040, 1, 1).plusDays(ThreadLocalRandom.current().nextInt(18_000));
    }

    /** For rules that are left behind: after all days above. */
    public static LocalDate later() {
        return LocalDate.of(2095, 1, 1).plusDays(ThreadLocalRandom.current().nextInt(9_000));
    }

    public static Map<String, Object> from(LocalDate day, Map<String, Object> rule) {
        Map<String, Object> body = new HashMap<>(rule);
        body.put("source", Map.of("jurisdiction", "vn", "validFrom", day.toString(), "citation", "QD 1", "verified", true));
        return body;
    }

    public static Map<String, Object> lights(LocalDate day) {
        return from(day, Map.of("amberFrom", 60, "greenFrom", 90.5));
    }

    public static Map<String, Object> reporting(LocalDate day) {
        return from(day, Map.of("period", "half-year", "cutOff", "05-31", "dueAfter", 20));
    }

    public static Map<String, Object> transition(LocalDate day) {
        return from(day, Map.of("step", "launch", "from", "accepted", "to", "running", "allowed", false, "roles", List.of("campaign-officer"), "judgedAbove", true,
                "inputs", List.of("note"), "boxes", List.of()));
    }

    public static Map<String, Object> meeting(LocalDate day) {
        return from(day, Map.of("kind", "congress", "quorum", ratio(3, 4), "majority", ratio(2, 3), "majorityCitation", "QD 3"));
    }

    public static Map<String, Object> interest(LocalDate day) {
        return from(day, Map.of("ownUnit", true, "held", false));
    }

    public static Map<String, Object> consent(LocalDate day) {
        return from(day, Map.of("texts", Map.of("vi", "Tôi đồng ý", "en", "I agree", "zh", "我同意")));
    }

    /** A word of its own each time. */
    public static Map<String, Object> word(LocalDate day) {
        return from(day, Map.of("code", "w" + ThreadLocalRandom.current().nextInt(1_000_000_000), "labels", Map.of("vi", "Chạy việt dã", "en", "Cross-country run",
                "zh", "越野跑")));
    }

    public static Map<String, Object> ratio(long numerator, long denominator) {
        return Map.of("numerator", numerator, "denominator", denominator);
    }
}
