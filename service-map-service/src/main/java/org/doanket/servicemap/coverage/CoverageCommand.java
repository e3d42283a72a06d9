package org.doanket.servicemap.coverage;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.doanket.platform.security.UnitScope;
import org.doanket.servicemap.streets.ModeView;

/**
 * Which circles of which points.
 *
 * @param pace      km/h on foot; null: as the streets say
 * @param isStepFree over no steps
 * @param kinds     any of these, or any kind where it is empty
 * @param amenities all of these
 * @param at        only those that are open at that moment, or null for whether they are or not
 * @param hour      only those that are open at that hour of an ordinary week, or null
 * @param asOf      those that were open points on that day; null for those of now
 * @param plan      further points that somebody thinks of
 * @param plannedOf further points that are planned in the register by these units; null for none
 * @param without   sites that somebody thinks away
 */
public record CoverageCommand(ModeView mode, int minutes, Double pace, boolean isStepFree, Set<String> kinds, Set<String> amenities, Instant at, Hour hour,
        LocalDate asOf, List<Spot> plan, UnitScope plannedOf, Set<UUID> without) {

    /** WGS 84, in degrees. */
    public record Spot(double latitude, double longitude) {
    }

    /** @param minute of the day */
    public record Hour(DayOfWeek day, int minute) {

        private static final String DAYS = "MoTuWeThFrSaSu";
        private static final Pattern TEXT = Pattern.compile("(Mo|Tu|We|Th|Fr|Sa|Su)[ T-]([0-9]{2}:[0-9]{2})");

        /** As opening hours name days: Mo to Su. @throws IllegalArgumentException and {@link java.time.DateTimeException} where it is none */
        public static Hour of(String text) {
            Matcher parts = TEXT.matcher(text.strip());
            if (!parts.matches()) {
                throw new IllegalArgumentException("no hour of the week");
            }
            LocalTime time = LocalTime.parse(parts.group(2));
            return new Hour(DayOfWeek.of(DAYS.indexOf(parts.group(1)) / 2 + 1), time.toSecondOfDay() / 60);
        }
    }

    public CoverageCommand(ModeView mode, int minutes, Set<String> kinds, Set<String> amenities, Instant at, Hour hour, Set<UUID> without) {
        this(mode, minutes, null, false, kinds, amenities, at, hour, null, List.of(), null, without);
    }

    public CoverageCommand(ModeView mode, int minutes, Set<String> kinds, Instant at, Set<UUID> without) {
        this(mode, minutes, kinds, Set.of(), at, null, without);
    }

    /** Of the open points as they are, and nothing thought of or away: the same for all who ask. */
    boolean isOfNow() {
        return at == null && hour == null && asOf == null && plan.isEmpty() && plannedOf == null && without.isEmpty();
    }

    /** Circles of one question and of another with the same name are counted in one place, so that only what differs is done. */
    String layer() {
        return mode + " " + minutes + (pace == null ? " " : " at " + pace + " ") + (isStepFree ? "without steps " : "") + new TreeSet<>(kinds)
                + new TreeSet<>(amenities) + (at == null && hour == null ? "" : " at") + (asOf == null ? "" : " asOf");
    }
}
