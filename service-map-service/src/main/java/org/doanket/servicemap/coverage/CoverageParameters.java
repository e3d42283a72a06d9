package org.doanket.servicemap.coverage;

import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.text.Kept;
import org.doanket.servicemap.hours.ScheduleView;
import org.doanket.servicemap.reach.ReachQueries;
import org.doanket.servicemap.streets.ModeView;

/** What a question about coverage says in its address. */
public class CoverageParameters {

    private static final int LONGEST_MINUTES = 60;
    private static final int MOST_PLANNED = 50;

    /** foot (the default), bicycle or motorbike. */
    @QueryParam("mode")
    public String mode;

    /** 1 to 60, by default 15. */
    @QueryParam("minutes")
    public String minutes;

    /** How fast one walks in km/h, within the rule pace: 3 for elders or with a pram. */
    @QueryParam("pace")
    public String pace;

    /** Over no steps, as far as the streets tell them: for wheelchairs and prams. */
    @QueryParam("stepFree")
    public boolean stepFree;

    /** Any of these kinds. */
    @QueryParam("kind")
    public List<String> kind;

    /** All of these. */
    @QueryParam("amenity")
    public List<String> amenity;

    /** Only points that are open at that moment. */
    @QueryParam("at")
    public String at;

    /** Only points that are open at that hour of an ordinary week, without holidays, where they are: "Tu 21:00". */
    @QueryParam("hour")
    public String hour;

    /** The points that were open points on that day. */
    @QueryParam("asOf")
    public String asOf;

    /** "latitude,longitude" of a point that is thought of; up to 50. Compared with how it is without them. */
    @QueryParam("plan")
    public List<String> plan;

    /** Id of a site that is thought away; compared with how it is with it. */
    @QueryParam("without")
    public List<String> without;

    /** With the points that this unit and those below it have planned in the register; compared with how it is without them. Within your scope. */
    @QueryParam("plannedOf")
    public String plannedOf;

    /** Only these administrative areas, by their codes. */
    @QueryParam("area")
    public List<String> area;

    /** Only the areas that are the territory of that unit and of those below it. */
    @QueryParam("unit")
    public String unit;

    /** Another moment to compare with. */
    @QueryParam("compareAt")
    public String compareAt;

    /** Another hour of the week to compare with. */
    @QueryParam("compareHour")
    public String compareHour;

    /** Another day to compare with. */
    @QueryParam("compareAsOf")
    public String compareAsOf;

    /** @param before null where nothing is compared; @param unit null for all areas; @param areas empty for all */
    record Asked(CoverageCommand question, CoverageCommand before, UUID unit, Set<String> areas) {
    }

    /** @param plans makes of a unit the range whose plans the caller may see; @param paces whether one may ask about that pace in that mode; @throws Problem 400 with every fault */
    Asked read(Function<UUID, UnitScope> plans, BiFunction<BigDecimal, String, Double> paces) {
        List<Fault> faults = new ArrayList<>();
        ModeView travel = value("mode", mode == null || mode.isBlank() ? "foot" : mode, ModeView::of, faults);
        if (travel == null) {
            faults.add(Fault.at("?mode", "not-one-of", Map.of("allowed", Arrays.stream(ModeView.values()).map(ModeView::code).collect(Collectors.joining(", ")))));
        }
        Integer most = value("minutes", minutes == null || minutes.isBlank() ? "15" : minutes, CoverageParameters::minutes, faults);
        BigDecimal walk = value("pace", pace, BigDecimal::new, faults);
        Instant moment = value("at", at, ScheduleView::moment, faults);
        LocalDate day = value("asOf", asOf, Kept::day, faults);
        CoverageCommand.Hour weekly = value("hour", hour, CoverageCommand.Hour::of, faults);
        CoverageCommand.Hour otherHour = value("compareHour", compareHour, CoverageCommand.Hour::of, faults);
        UUID planning = value("plannedOf", plannedOf, UUID::fromString, faults);
        Instant otherMoment = value("compareAt", compareAt, ScheduleView::moment, faults);
        LocalDate otherDay = value("compareAsOf", compareAsOf, Kept::day, faults);
        UUID whose = value("unit", unit, UUID::fromString, faults);
        List<CoverageCommand.Spot> spots = new ArrayList<>();
        for (String text : plan == null ? List.<String>of() : plan) {
            CoverageCommand.Spot spot = value("plan", text, CoverageParameters::spot, faults);
            if (spot != null) {
                spots.add(spot);
            }
        }
        if (spots.size() > MOST_PLANNED) {
            faults.add(Fault.at("?plan", "bad-value"));
        }
        Set<UUID> away = new HashSet<>();
        for (String text : without == null ? List.<String>of() : without) {
            away.add(value("without", text, UUID::fromString, faults));
        }
        if (moment != null && weekly != null || otherMoment != null && otherHour != null) {
            faults.add(Fault.at(moment != null && weekly != null ? "?hour" : "?compareHour", "not-with-at"));
        }
        if (!faults.isEmpty()) {
            throw Problem.malformed(faults);
        }
        Set<String> kinds = set(kind);
        Set<String> amenities = set(amenity);
        Double speed = paces.apply(walk, travel.code());
        ReachQueries.requireOnFoot(stepFree, travel.code());
        CoverageCommand question = new CoverageCommand(travel, most, speed, stepFree, kinds, amenities, moment, weekly, day, spots,
                planning == null ? null : plans.apply(planning), away);
        boolean isAtAnother = otherMoment != null || otherHour != null;
        boolean isCompared = isAtAnother || otherDay != null || !spots.isEmpty() || planning != null || !away.isEmpty();
        return new Asked(question, isCompared ? new CoverageCommand(travel, most, speed, stepFree, kinds, amenities, isAtAnother ? otherMoment : moment,
                isAtAnother ? otherHour : weekly, otherDay != null ? otherDay : day, List.of(), null, Set.of()) : null, whose, set(area));
    }

    private static Set<String> set(List<String> given) {
        return given == null ? Set.of() : Set.copyOf(given);
    }

    private static CoverageCommand.Spot spot(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("two numbers");
        }
        double latitude = Double.parseDouble(parts[0]);
        double longitude = Double.parseDouble(parts[1]);
        if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("out of range");
        }
        return new CoverageCommand.Spot(latitude, longitude);
    }

    private static int minutes(String text) {
        int number = Integer.parseInt(text);
        if (number < 1 || number > LONGEST_MINUTES) {
            throw new IllegalArgumentException("out of range");
        }
        return number;
    }

    private static <T> T value(String name, String text, Function<String, T> parser, List<Fault> faults) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            faults.add(Fault.at("?" + name, "bad-value"));
            return null;
        }
    }
}
