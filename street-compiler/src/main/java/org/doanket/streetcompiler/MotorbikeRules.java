package org.doanket.streetcompiler;

import com.graphhopper.reader.ReaderWay;
import java.util.Map;
import java.util.Set;

/**
 * Where a motorbike may ride, and how fast it gets along in town. GraphHopper has no vehicle for it, and its car rules leave out the
 * alleys that live by motorbikes. The most particular tag decides (wiki.openstreetmap.org, "Key:access", transport mode
 * hierarchy): motorcycle, then motor_vehicle, vehicle, access. Footways, paths and steps are closed unless motorcycle or
 * motor_vehicle says otherwise. Speeds are assumptions for towns by day, signals and traffic counted in.
 */
final class MotorbikeRules {

    static final String VERSION = "motorbike/1";
    private static final Map<String, Double> KMH = Map.ofEntries(Map.entry("trunk", 40.0), Map.entry("trunk_link", 30.0),
            Map.entry("primary", 32.0), Map.entry("primary_link", 28.0), Map.entry("secondary", 30.0), Map.entry("secondary_link", 26.0),
            Map.entry("tertiary", 28.0), Map.entry("tertiary_link", 24.0), Map.entry("unclassified", 25.0), Map.entry("residential", 22.0),
            Map.entry("living_street", 15.0), Map.entry("service", 15.0), Map.entry("road", 20.0), Map.entry("track", 12.0));
    /** Ways for those without an engine, where a sign lets motorbikes in. */
    private static final Map<String, Double> LET_IN_KMH = Map.of("footway", 8.0, "path", 10.0, "pedestrian", 8.0, "cycleway", 10.0,
            "bridleway", 10.0);
    private static final String[] MOST_PARTICULAR_FIRST = {"motorcycle", "motor_vehicle", "vehicle", "access"};
    private static final Set<String> CLOSED = Set.of("no", "private", "agricultural", "forestry", "military", "emergency", "delivery",
            "customers", "permit");
    private static final Set<String> OPEN = Set.of("yes", "designated", "permissive", "official", "destination");

    private MotorbikeRules() {
    }

    /** In km/h along the way as it was drawn, and against it; 0 where it is closed. */
    record Speeds(double forward, double back) {

        static final Speeds NONE = new Speeds(0, 0);
    }

    static Speeds of(ReaderWay way) {
        String highway = way.getTag("highway");
        Boolean allowed = null;
        for (int i = 0; i < MOST_PARTICULAR_FIRST.length && allowed == null; i++) {
            String value = way.getTag(MOST_PARTICULAR_FIRST[i]);
            // "access=yes" does not make a footway a street for engines.
            boolean canLetIn = i < 2;
            if (value != null && CLOSED.contains(value)) {
                allowed = false;
            } else if (value != null && OPEN.contains(value) && (canLetIn || KMH.containsKey(String.valueOf(highway)))) {
                allowed = true;
            }
        }
        Double kmh = highway == null ? null : KMH.get(highway);
        if (kmh == null && highway != null && Boolean.TRUE.equals(allowed)) {
            kmh = LET_IN_KMH.get(highway);
        }
        if (kmh == null || Boolean.FALSE.equals(allowed)) {
            return Speeds.NONE;
        }
        return directed(way, kmh);
    }

    private static Speeds directed(ReaderWay way, double kmh) {
        String oneWay = way.getTag("oneway:motorcycle");
        if (oneWay == null) {
            oneWay = way.getTag("oneway:motor_vehicle");
        }
        if (oneWay == null) {
            oneWay = way.getTag("oneway");
        }
        if (oneWay == null) {
            String junction = way.getTag("junction");
            oneWay = "roundabout".equals(junction) || "circular".equals(junction) ? "yes" : "no";
        }
        return switch (oneWay) {
            case "yes", "true", "1" -> new Speeds(kmh, 0);
            case "-1", "reverse" -> new Speeds(0, kmh);
            default -> new Speeds(kmh, kmh);
        };
    }
}
