package org.doanket.servicemap.intake;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.doanket.platform.error.Fault;
import org.doanket.platform.text.Kept;
import org.doanket.platform.text.Nfc;
import org.doanket.platform.text.SearchForm;
import org.doanket.servicemap.datum.DatumView;
import org.doanket.servicemap.hours.HoursService;

/** Makes drafts of rows, or says all that is wrong with them. One for each run, for it remembers what it has seen. */
final class RowChecks {

    /** Closer than this, the same kind under the same name is the same point twice. */
    static final int DUPLICATE_METRES = 50;
    /** From the equator to a pole, and as far east. */
    private static final double MOST_METRES = 10_002_000;

    private final DatumView datum;
    private final DatumView.Conversion conversion;
    private final UUID importUnit;
    private final ImportLookup lookup;
    private final HoursService hours;
    private final LocalDate today;
    private final Map<String, List<Seen>> seen = new HashMap<>();

    private final Map<UUID, Integer> points = new HashMap<>();
    private final Map<UUID, Described> places = new HashMap<>();

    private record Described(int number, List<Object> place) {
    }

    private record Seen(int number, double latitude, double longitude) {
    }

    RowChecks(DatumView datum, UUID importUnit, ImportLookup lookup, HoursService hours, LocalDate today) {
        this.datum = datum;
        conversion = datum.conversion();
        this.importUnit = importUnit;
        this.lookup = lookup;
        this.hours = hours;
        this.today = today;
    }

    /** The point that a row names, or null; whether there is such a one is for the register to say. */
    static UUID id(GivenRow row, List<RowFault> faults) {
        return value(row.cells(), "id", UUID::fromString, faults);
    }

    /** @param existing the point that the row is to change, or null for a new one; @return the draft, or null where faults were found */
    PointDraft check(GivenRow given, ExistingPoint existing, List<RowFault> faults) {
        GivenRow row = existing == null ? given : given.over(existing.cells());
        Map<String, String> cells = row.cells();
        UUID unit = unit(cells, faults);
        String name = text(cells, "name", 200, true, faults);
        String kind = kind(cells, existing, faults);
        Double north = number(cells, datum.northColumn(), datum.projected() ? MOST_METRES : 90, faults);
        Double east = number(cells, datum.eastColumn(), datum.projected() ? MOST_METRES : 180, faults);
        String siteName = text(cells, "siteName", 200, false, faults);
        String address = text(cells, "address", 400, false, faults);
        String hostName = text(cells, "hostName", 200, false, faults);
        String administrativeUnit = cells.get("administrativeUnit");
        if (administrativeUnit != null && !administrativeUnit.matches("[0-9A-Za-z.-]{1,20}")) {
            faults.add(RowFault.of("administrativeUnit", "pattern"));
        }
        String opening = cells.get("hours");
        for (Fault fault : hours.faults(opening, "hours")) {
            faults.add(new RowFault("hours", fault.code(), Map.copyOf(fault.places())));
        }
        Integer capacity = value(cells, "capacity", text -> within(Integer.parseInt(text), 1, 100_000), faults);
        List<String> amenities = amenities(cells, existing, faults);
        String state = oneOf(cells, "state", "open", Set.of("planned", "open"), faults);
        String access = oneOf(cells, "access", "open", Set.of("open", "code", "key", "staff"), faults);
        String host = oneOf(cells, "host", "own", Set.of("own", "partner"), faults);
        LocalDate openedOn = value(cells, "openedOn", Kept::day, faults);
        if (openedOn != null && openedOn.isAfter(today)) {
            faults.add(RowFault.of("openedOn", "past-or-present"));
        }
        if (!faults.isEmpty()) {
            return null;
        }
        DatumView.Place place = conversion.toWgs84(new DatumView.Place(north, east));
        if (!(Math.abs(place.north()) <= 90 && Math.abs(place.east()) <= 180)) {
            faults.add(RowFault.of(datum.northColumn(), "bad-value"));
            return null;
        }
        PointDraft draft = new PointDraft(unit, kind, name, opening, capacity, amenities, state,
                state.equals("open") ? openedOn == null ? today : openedOn : null, siteName == null ? name : siteName,
                address == null ? siteName == null ? name : siteName : address, administrativeUnit, place.north(),
                place.east(), access, host, hostName);
        if (existing == null) {
            duplicate(row.number(), draft, faults);
        } else {
            changes(row.number(), existing, draft, faults);
        }
        return faults.isEmpty() ? draft : null;
    }

    /** Of what is there already a row may change all but whose it is and whether it is open: these are deeds of their own. */
    private void changes(int number, ExistingPoint existing, PointDraft draft, List<RowFault> faults) {
        Integer before = points.putIfAbsent(existing.id(), number);
        if (before != null) {
            faults.add(RowFault.of("id", "same-id-as-row", "row", before));
        }
        if (!draft.unitId().equals(existing.now().unitId())) {
            faults.add(RowFault.of("unit", "unit-differs"));
        }
        if (!draft.state().equals(existing.now().state())) {
            faults.add(RowFault.of("state", "state-differs"));
        }
        if (existing.isShared() && !existing.placeChanged(draft).isEmpty()) {
            faults.add(RowFault.of("siteName", "place-shared"));
        }
        // What is said of a place must be the same in all rows of its points, for it is one.
        Described described = places.computeIfAbsent(existing.siteId(), site -> new Described(number, place(existing, draft)));
        if (!described.place.equals(place(existing, draft))) {
            faults.add(RowFault.of("siteName", "place-differs", "row", described.number));
        }
        remember(number, draft);
    }

    /** Without the noise of rounding: a place that has not moved is where it was. */
    private static List<Object> place(ExistingPoint existing, PointDraft draft) {
        boolean hasMoved = existing.placeChanged(draft).contains("latitude");
        return Arrays.asList(draft.siteName(), draft.address(), draft.administrativeUnit(), hasMoved ? draft.latitude() : existing.now().latitude(),
                hasMoved ? draft.longitude() : existing.now().longitude(), draft.access(), draft.host(), draft.hostName());
    }

    /** Of a strip of the earth: in a country thousands of points may have one name, and each is to be held against its neighbours only. */
    private static String key(PointDraft draft, long strip) {
        return draft.kind() + "|" + SearchForm.of(draft.name()) + "|" + strip;
    }

    /** As high as two that are one may lie apart. */
    private static long strip(PointDraft draft) {
        return (long) Math.floor(draft.latitude() / PointDraft.degreesNorth(DUPLICATE_METRES));
    }

    private void remember(int number, PointDraft draft) {
        seen.computeIfAbsent(key(draft, strip(draft)), each -> new ArrayList<>()).add(new Seen(number, draft.latitude(), draft.longitude()));
    }

    private void duplicate(int number, PointDraft draft, List<RowFault> faults) {
        for (long strip = strip(draft) - 1; strip <= strip(draft) + 1; strip++) {
            for (Seen before : seen.getOrDefault(key(draft, strip), List.of())) {
                if (draft.metresTo(before.latitude, before.longitude) < DUPLICATE_METRES) {
                    faults.add(RowFault.of("name", "duplicate-of-row", "row", before.number));
                    return;
                }
            }
        }
        remember(number, draft);
    }

    private UUID unit(Map<String, String> cells, List<RowFault> faults) {
        // People write the code; our own export has the id.
        if (cells.get("unit") == null && cells.get("unitId") == null) {
            return importUnit;
        }
        String column = cells.get("unit") != null ? "unit" : "unitId";
        UUID unit = lookup.unit(cells.get(column));
        if (unit == null) {
            faults.add(RowFault.of(column, "unit-not-in-scope"));
        }
        return unit;
    }

    private String kind(Map<String, String> cells, ExistingPoint existing, List<RowFault> faults) {
        String given = cells.get("kind");
        if (given == null) {
            faults.add(RowFault.of("kind", "not-blank"));
            return null;
        }
        // What it is already it may stay, though nothing new can be so any more.
        if (existing != null && existing.now().kind().equals(given)) {
            return given;
        }
        // People fill in what they see: the label in their own language will do as well.
        String kind = lookup.kind(given);
        if (kind == null) {
            faults.add(RowFault.of("kind", "unknown-code", "code", given));
        }
        return kind;
    }

    private List<String> amenities(Map<String, String> cells, ExistingPoint existing, List<RowFault> faults) {
        String given = cells.get("amenities");
        List<String> codes = given == null ? List.of() : Arrays.stream(given.split("[\\s,;]+")).filter(code -> !code.isEmpty()).distinct()
                .sorted().toList();
        codes.stream().filter(code -> !lookup.isAmenity(code) && !(existing != null && existing.now().amenities().contains(code)))
                .forEach(code -> faults.add(RowFault.of("amenities", "unknown-code", "code", code)));
        return codes;
    }

    private static String text(Map<String, String> cells, String column, int longest, boolean required, List<RowFault> faults) {
        String text = Nfc.of(cells.get(column));
        if (text == null && required) {
            faults.add(RowFault.of(column, "not-blank"));
        } else if (text != null && text.length() > longest) {
            faults.add(new RowFault(column, "size", Map.of("min", 1, "max", longest)));
        }
        return text;
    }

    private static Double number(Map<String, String> cells, String column, double most, List<RowFault> faults) {
        if (cells.get(column) == null) {
            faults.add(RowFault.of(column, "not-null"));
            return null;
        }
        // Spreadsheets of some countries write a decimal comma.
        return value(cells, column, text -> {
            double degrees = Double.parseDouble(text.replace(',', '.'));
            if (!(Math.abs(degrees) <= most)) {
                throw new IllegalArgumentException("out of range");
            }
            return degrees;
        }, faults);
    }

    private static int within(int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("out of range");
        }
        return value;
    }

    private static String oneOf(Map<String, String> cells, String column, String otherwise, Set<String> codes, List<RowFault> faults) {
        String given = cells.getOrDefault(column, otherwise);
        if (!codes.contains(given)) {
            faults.add(RowFault.of(column, "unknown-code", "code", given));
        }
        return given;
    }

    private static <T> T value(Map<String, String> cells, String column, Function<String, T> parser, List<RowFault> faults) {
        String text = cells.get(column);
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            faults.add(RowFault.of(column, "bad-value"));
            return null;
        }
    }
}
