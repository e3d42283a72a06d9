package org.doanket.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.doanket.demo.Units.Founding;

/**
 * Dingxi in Gansu: one district and six counties with 108 micro-positions, of which Anding district has 22 town halls and
 * 10 law-enforcement posts. Counts are the federation's own; places lie about the county towns and are invented.
 */
final class Dingxi {

    static final int POINTS = 108;
    static final int VISITS = 90_000;
    private static final int MONTHS = 6;
    /** The same on whatever day it is loaded: loading that was cut short goes on with the same ids. */
    private static final YearMonth LAST_MONTH = YearMonth.of(2026, 6);
    private static final int TOWN_HALLS = 22;
    private static final int POSTS = 10;

    /** The district and the counties: code of GB/T 2260, name, latitude and longitude of its town. */
    private record County(String code, String name, double latitude, double longitude) {
    }

    private static final List<County> COUNTIES = List.of(
            new County("621102", "安定区", 35.5804, 104.6106), new County("621121", "通渭县", 35.2108, 105.2421),
            new County("621122", "陇西县", 35.0038, 104.6350), new County("621123", "渭源县", 35.1366, 104.2156),
            new County("621124", "临洮县", 35.3948, 103.8595), new County("621125", "漳县", 34.8486, 104.4716),
            new County("621126", "岷县", 34.4381, 104.0366));

    /** Kinds of the other 76 positions, in turn. */
    private static final List<String> KINDS = List.of("reading-room", "canteen", "fitness-ground", "nursery", "lecture-room", "tool-room",
            "health-hut", "deliberation-station");

    private Dingxi() {
    }

    static List<Founding> federation() {
        return List.of(new Founding("CN-GS-DX", "定西市总工会", "city-federation", "cn", "CN", "1985-01-01", List.of("621100")));
    }

    static List<Founding> counties() {
        List<Founding> units = new ArrayList<>();
        for (County county : COUNTIES) {
            units.add(new Founding("DX-" + county.code(), county.name() + "总工会",
                    county.name().endsWith("区") ? "district-federation" : "county-federation", "cn", "CN-GS-DX", "1985-01-01",
                    List.of(county.code())));
        }
        return units;
    }

    /** All points as GeoJSON features, owned by the federations of their counties. */
    static ObjectNode points(Api api) {
        ObjectNode collection = api.object().put("type", "FeatureCollection");
        ArrayNode features = collection.putArray("features");
        Random random = new Random(108);
        for (int i = 0; i < POINTS; i++) {
            boolean inAnding = i < TOWN_HALLS + POSTS;
            County county = inAnding ? COUNTIES.get(0) : COUNTIES.get(i % COUNTIES.size());
            String kind = i < TOWN_HALLS ? "town-hall" : inAnding ? "law-enforcement-post" : KINDS.get(i % KINDS.size());
            ObjectNode feature = features.addObject().put("type", "Feature");
            feature.putObject("geometry").put("type", "Point").putArray("coordinates")
                    .add(round(county.longitude() + random.nextGaussian() / 90)).add(round(county.latitude() + random.nextGaussian() / 110));
            PointFields.fill(feature.putObject("properties"), "DX-" + county.code(), county.name() + "工会驿站" + (i + 1) + "号", kind,
                    i % 9 == 0 ? "24/7" : "Mo-Su 08:30-18:00", county.code());
        }
        return collection;
    }

    /** The federation's own number, "by the end of June", spread evenly over the points and the months until then. */
    static ObjectNode visits(Api api, JsonNode points) {
        ObjectNode counts = api.object();
        ArrayNode entries = counts.putArray("entries");
        int parts = points.size() * MONTHS;
        for (int i = 0; i < parts; i++) {
            String point = points.get(i / MONTHS).path("id").asText();
            LocalDate day = LAST_MONTH.atDay(10).minusMonths(i % MONTHS);
            entries.addObject().put("id", UUID.nameUUIDFromBytes((point + day).getBytes(StandardCharsets.UTF_8)).toString()).put("point", point)
                    .put("day", day.toString()).put("visits", VISITS / parts + (i < VISITS % parts ? 1 : 0)).put("services", 0);
        }
        return counts;
    }

    private static double round(double degrees) {
        return Math.round(degrees * 1e6) / 1e6;
    }
}
