package org.doanket.servicemap.opendata;

import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.text.Kept;

/** Reads the parameters of OGC API - Features (17-069r4, 7.15; 18-058r1, 6). What is not known is an error (7.2, permission 5 turned down). */
final class FeatureParameters {

    static final int USUAL_LIMIT = 100;
    static final int MOST_AT_ONCE = 1_000;
    static final Set<String> OF_ITEM = Set.of("f", "crs");
    static final Set<String> OF_PAGES = Set.of("f");

    private final MultivaluedMap<String, String> given;
    private final List<Fault> faults = new ArrayList<>();

    FeatureParameters(MultivaluedMap<String, String> given, Set<String> known) {
        this.given = given;
        given.keySet().stream().filter(name -> !known.contains(name)).sorted().forEach(name -> faults.add(Fault.at("?" + name, "unknown-parameter")));
        given.forEach((name, values) -> {
            if (values.size() > 1) {
                faults.add(Fault.at("?" + name, "bad-value"));
            }
        });
        String format = given.getFirst("f");
        if (format != null && !format.equals("json") && !format.equals("html")) {
            faults.add(Fault.at("?f", "bad-value"));
        }
    }

    /** @throws Problem 400 with every fault */
    void check() {
        if (!faults.isEmpty()) {
            throw Problem.malformed(faults);
        }
    }

    Crs crs() {
        Crs crs = value("crs", FeatureParameters::crs);
        return crs == null ? Crs.CRS84 : crs;
    }

    /** @throws Problem 400 with every fault */
    FeatureQuestion items() {
        Crs boxCrs = value("bbox-crs", FeatureParameters::crs);
        double[] box = value("bbox", text -> box(text, boxCrs == null ? Crs.CRS84 : boxCrs));
        LocalDate[] days = value("datetime", FeatureParameters::days);
        // Above the most it is cut and not refused (17-069r4, requirement 22).
        Integer limit = value("limit", text -> positive(new BigInteger(text).min(BigInteger.valueOf(MOST_AT_ONCE)).intValue()));
        UUID after = value("cursor", text -> Cursor.decode(text, 1).uuid(0));
        FeatureQuestion question = new FeatureQuestion(box, days == null ? null : days[0], days == null ? null : days[1], days == null,
                value("kind", FeatureParameters::text), value("amenity", FeatureParameters::text), value("field", FeatureParameters::text),
                value("unitId", UUID::fromString), value("siteId", UUID::fromString), after,
                limit == null ? USUAL_LIMIT : limit, crs());
        check();
        return question;
    }

    private static double[] box(String text, Crs crs) {
        double[] numbers = Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
        if (numbers.length != 4 && numbers.length != 6 || Arrays.stream(numbers).anyMatch(number -> !Double.isFinite(number))) {
            throw new IllegalArgumentException("four or six numbers");
        }
        // Points have no height: of six numbers the third and the sixth say nothing.
        double[] box = crs.degrees(numbers.length == 4 ? numbers : new double[] {numbers[0], numbers[1], numbers[3], numbers[4]});
        if (box[1] > box[3] || Math.abs(box[1]) > 90 || Math.abs(box[3]) > 90 || Math.abs(box[0]) > 180 || Math.abs(box[2]) > 180) {
            throw new IllegalArgumentException("out of range");
        }
        return box;
    }

    /** A moment, a day or a span of them, open at an end by ".." or nothing. */
    private static LocalDate[] days(String text) {
        String[] ends = text.split("/", -1);
        if (ends.length == 1) {
            LocalDate day = day(text);
            return new LocalDate[] {day, day};
        }
        LocalDate[] days = {end(ends[0]), end(ends[1])};
        if (ends.length != 2 || days[0] != null && days[1] != null && days[0].isAfter(days[1])) {
            throw new IllegalArgumentException("no span of time");
        }
        return days;
    }

    private static LocalDate end(String text) {
        return text.isEmpty() || text.equals("..") ? null : day(text);
    }

    private static LocalDate day(String text) {
        return text.length() == 10 ? Kept.day(text) : Kept.day(LocalDate.ofInstant(instant(text), ZoneOffset.UTC).toString());
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static Crs crs(String text) {
        Crs crs = Crs.of(text);
        if (crs == null) {
            throw new IllegalArgumentException("unknown");
        }
        return crs;
    }

    private static String text(String given) {
        if (!Kept.isText(given)) {
            throw new IllegalArgumentException("cannot be in any row");
        }
        return given;
    }

    private static int positive(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("out of range");
        }
        return number;
    }

    private <T> T value(String name, Function<String, T> parser) {
        String text = given.getFirst(name);
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException | Problem unreadable) {
            faults.add(Fault.at("?" + name, "bad-value"));
            return null;
        }
    }
}
