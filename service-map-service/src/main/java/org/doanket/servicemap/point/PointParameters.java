package org.doanket.servicemap.point;

import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.text.Kept;
import org.doanket.servicemap.hours.ScheduleView;

/** The filters of the list of service points, as they stand in the address. */
public class PointParameters {

    /** A unit's id; {@code scope=subtree} means all below it too. */
    @QueryParam("unit")
    public String unit;

    @QueryParam("scope")
    public String scope;

    /** Any of these kinds. */
    @QueryParam("kind")
    public List<String> kind;

    /** planned, open (the default), closed, or any; planned ones only within the caller's own subtree. */
    @QueryParam("state")
    public String state;

    /** All of these. */
    @QueryParam("amenity")
    public List<String> amenity;

    /** West, south, east, north in degrees; west greater than east crosses 180 degrees. */
    @QueryParam("bbox")
    public String bbox;

    /** Part of the name, the place or the address, diacritics or not. */
    @QueryParam("q")
    public String q;

    /** Open at that instant by its hours. */
    @QueryParam("openAt")
    public String openAt;

    /** Those that were open on that day; the unit's subtree as it was then, all else as it is now. */
    @QueryParam("asOf")
    public String asOf;

    @QueryParam("site")
    public String site;

    /** @throws Problem 400 with every fault */
    PointFilter read() {
        List<Fault> faults = new ArrayList<>();
        PointFilter filter = new PointFilter(value("unit", unit, UUID::fromString, faults), "subtree".equals(scope),
                kind == null ? List.of() : kind, state(faults), "any".equals(state), amenity == null ? List.of() : amenity,
                value("bbox", bbox, Box::parse, faults), q == null || q.isBlank() ? null : q,
                value("openAt", openAt, ScheduleView::moment, faults),
                value("asOf", asOf, Kept::day, faults), value("site", site, UUID::fromString, faults));
        if (scope != null && !scope.equals("subtree") && !scope.equals("unit")) {
            faults.add(Fault.at("?scope", "bad-value"));
        }
        if (asOf != null && state != null) {
            faults.add(Fault.at("?state", "not-with-as-of"));
        }
        if (!faults.isEmpty()) {
            throw Problem.malformed(faults);
        }
        return filter;
    }

    private PointState state(List<Fault> faults) {
        PointState read = PointState.of(state == null ? "open" : state);
        if (read == null && !"any".equals(state)) {
            faults.add(Fault.at("?state", "bad-value"));
        }
        return read;
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
