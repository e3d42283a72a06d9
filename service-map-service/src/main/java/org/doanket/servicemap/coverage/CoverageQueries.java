package org.doanket.servicemap.coverage;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;
import org.doanket.servicemap.hours.HoursService;
import org.doanket.servicemap.hours.ScheduleView;
import org.doanket.servicemap.point.ServicePointQueries;
import org.doanket.servicemap.reach.OpenPointView;
import org.doanket.servicemap.reach.ReachQueries;
import org.doanket.servicemap.streets.GridView;
import org.doanket.servicemap.streets.NetworkView;
import org.doanket.servicemap.streets.PlaceView;
import org.doanket.servicemap.streets.StreetQueries;
import org.doanket.servicemap.territory.UnitAreaQueries;

/** Coverage of the points of now (from memory, hence live), of a day (from the table), or with a plan. */
@ApplicationScoped
@Unscoped("points that are or were open, and totals of people, are public")
public class CoverageQueries {

    /** Of the part of the world that the streets know. */
    private static final String ROWS = "SELECT p.site_id, p.kind, p.amenities, s.latitude, s.longitude, p.hours, s.jurisdiction, p.id FROM service_point p "
            + "JOIN site s ON s.id = p.site_id WHERE point(s.longitude, s.latitude) <@ box(point(?, ?), point(?, ?)) ";
    /** Rows in memory at once, of which there may be as many as there are points in a country. */
    private static final int AT_ONCE = 5_000;
    /** Of one question: as many as can be held for it and for what it is compared with. Who asks about a whole country asks about the part of it where most of its areas are. */
    private static final int MOST_FILES = CoverageLayers.MOST / 2;

    private final StreetQueries streets;
    private final ReachQueries reach;
    private final DemandQueries demands;
    private final HoursService hours;
    private final UnitTree tree;
    private final UnitAreaQueries unitAreas;
    private final AreaFiles areaFiles;
    private final Caller caller;
    private final AgroalDataSource dataSource;
    private final Clock clock;
    private final CoverageLayers layers = new CoverageLayers();

    CoverageQueries(StreetQueries streets, ReachQueries reach, DemandQueries demands, HoursService hours, UnitTree tree,
            UnitAreaQueries unitAreas, AreaFiles areaFiles, Caller caller, AgroalDataSource dataSource, Clock clock) {
        this.streets = streets;
        this.reach = reach;
        this.demands = demands;
        this.hours = hours;
        this.tree = tree;
        this.unitAreas = unitAreas;
        this.areaFiles = areaFiles;
        this.caller = caller;
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** Which sites a question is about. @param off where the others are, that no street is near */
    public record Sites(Map<UUID, PlaceView> places, Map<UUID, CoverageCommand.Spot> off) {
    }

    /** Takes how many sites cover each cell of the grid, while nobody changes it, and which they are. */
    @FunctionalInterface
    public interface Counted<T> {
        T take(short[] sitesOfCell, Sites sites);
    }

    /**
     * The streets of one file with the areas of which something is counted on them.
     *
     * @param areas by their codes; none where there is one file and nothing was asked of areas
     * @param all   that are known: which cells of an area are counted on this file goes by the others
     */
    public record Part(NetworkView network, Set<String> areas, List<NetworkView> all) {
    }

    /**
     * On which files these areas are counted: each cell on one ({@link AreaFiles}). What lies on none is put to the first, which tells its people as unplaced, and so is what
     * lies on files beyond those that can be counted at once; of an area that lies on some of those in part, the rest of its people are unplaced.
     *
     * @return the file with most of the areas first
     * @throws Problem 409 where no streets are loaded: a straight line is no basis for a claim about people; or several files are, and it is not said of which
     *                 areas, or of such as lie in none of them
     */
    public List<Part> parts(Collection<String> areas) {
        List<NetworkView> all = streets.networks();
        if (all.isEmpty()) {
            throw noStreets();
        }
        if (all.size() == 1) {
            return List.of(new Part(all.get(0), Set.copyOf(areas), all));
        }
        if (areas.isEmpty()) {
            throw Problem.conflict("streets-of-several-places");
        }
        Map<NetworkView, Set<String>> onFile = new LinkedHashMap<>();
        areaFiles.of(areas, all).forEach((code, files) -> files.forEach(network -> onFile.computeIfAbsent(network, key -> new TreeSet<>()).add(code)));
        List<Part> parts = new ArrayList<>();
        Set<String> rest = new TreeSet<>(areas);
        long cells = 0;
        for (NetworkView network : onFile.keySet().stream().sorted(Comparator.comparingInt(network -> -onFile.get(network).size())).toList()) {
            cells += network.grid().size();
            if (parts.isEmpty() || parts.size() < MOST_FILES && cells <= GridView.MOST_CELLS) {
                parts.add(new Part(network, onFile.get(network), all));
                rest.removeAll(onFile.get(network));
            }
        }
        parts.stream().findFirst().orElseThrow(CoverageQueries::noStreets).areas().addAll(rest);
        return parts;
    }

    private static Problem noStreets() {
        return Problem.conflict("no-streets");
    }

    /**
     * @param before what to compare with, or null
     * @param unit   of whose territory only, or null
     * @param areas  by their codes, only these and what lies below them; all where there are none
     * @throws Problem 400 no such area; 404 no such unit; 409 no streets, or nothing known of the unit's territory
     */
    CoverageView coverage(CoverageCommand question, CoverageCommand before, UUID unit, Set<String> areas) {
        if (streets.networks().isEmpty()) {
            throw noStreets();
        }
        UnitAreaQueries.Areas held = unit == null ? null : unitAreas.of(unit);
        requireKnown(areas);
        Set<String> codes = areas.isEmpty() ? held == null ? Set.of() : held.codes() : unitAreas.below(areas);
        if (held != null) {
            codes.retainAll(held.codes());
        }
        List<Part> parts = parts(codes);
        CoverageCount counted = new CoverageCount();
        CoverageCount compared = new CoverageCount();
        for (Part part : parts) {
            DemandView demand = demands.of(part);
            if (held != null || !areas.isEmpty()) {
                demand = demand.within(part.areas());
            }
            count(counted, part.network(), demand, question);
            if (before != null) {
                count(compared, part.network(), demand, before);
            }
        }
        CoverageView.Side side = counted.side();
        DemandView.Told told = counted.told();
        CoverageView.Side other = before == null ? null : compared.side();
        return new CoverageView(parts.get(0).network().about(), parts.stream().skip(1).map(part -> part.network().about()).toList(), question.mode().code(), question.pace(),
                question.isStepFree(), question.minutes(), clock.instant(), told.isKnown() ? CoverageView.Demand.of(told, held == null ? List.of() : held.unknown()) : null, side,
                other, other == null ? null : CoverageView.Gains.of(side.total(), other.total()));
    }

    /** @throws Problem 400 for a pace that cannot be asked about */
    Double pace(BigDecimal asked, String mode) {
        return reach.pace(asked, mode);
    }

    /** Plans are for those in whose subtree they are. @throws Problem 404 where the caller sees none of that unit's */
    UnitScope plansOf(UUID unit) {
        if (caller.isAnonymous()) {
            throw Problem.notFound("unit");
        }
        UnitRef ref = tree.require(unit, caller.scope());
        return new UnitScope(ref.id(), ref.path());
    }

    /** Those of the sites at which nothing was ever open. */
    public List<UUID> unknownSites(Collection<UUID> sites) {
        return Sql.of("SELECT g.id FROM unnest(?::uuid[]) g (id) WHERE NOT EXISTS (SELECT FROM service_point p WHERE p.site_id = g.id AND p.open_during <> '{}') ORDER BY 1",
                (Object) Sql.column(List.copyOf(sites), id -> id)).list(dataSource, row -> row.getObject(1, UUID.class));
    }

    private void requireKnown(Set<String> areas) {
        List<Fault> faults = unitAreas.unknown(areas).stream().map(code -> Fault.at("?area", "unknown-code", Map.of("code", code))).toList();
        if (!faults.isEmpty()) {
            throw Problem.malformed(faults);
        }
    }

    private void count(CoverageCount count, NetworkView network, DemandView demand, CoverageCommand question) {
        counted(network, question, (sitesOfCell, sites) -> {
            count.add(network.grid(), demand, sitesOfCell, sites);
            return count;
        });
    }

    /** Lets one look at the counts of the sites that are asked about. @throws Problem 503 where too much is asked at once */
    public <T> T counted(NetworkView network, CoverageCommand question, Counted<T> use) {
        // Before the points are looked at: what changes meanwhile is looked at by the next who asks.
        long version = question.isOfNow() ? reach.version() : CoverageLayers.NONE;
        NetworkView ways = question.isStepFree() ? network.withoutSteps() : network;
        return layers.use(ways, question, version, () -> sites(ways, question), use);
    }

    private Sites sites(NetworkView network, CoverageCommand question) {
        Map<UUID, PlaceView> places = new HashMap<>();
        Map<UUID, CoverageCommand.Spot> off = new HashMap<>();
        if (question.asOf() == null) {
            Predicate<ScheduleView> isOpen = opening(question);
            for (OpenPointView point : reach.openPoints()) {
                if (isWanted(question, point.kind(), point.amenities()) && network.covers(point.latitude(), point.longitude())
                        && isOpen.test(point.schedule())) {
                    put(question, point.siteId(), new CoverageCommand.Spot(point.latitude(), point.longitude()), point.placeOn(network, question.mode()), places, off);
                }
            }
        } else {
            ofDay(network, question, places, off);
        }
        if (question.plannedOf() != null) {
            UnitScope of = question.plannedOf();
            put(network, question, rows -> rows.add("AND p.state = 'planned' AND p.path >= ? AND p.path < ?", of.from(), of.to()), places, off);
        }
        for (int i = 0; i < question.plan().size(); i++) {
            CoverageCommand.Spot spot = question.plan().get(i);
            put(question, new UUID(0, i), spot, network.snap(question.mode(), spot.latitude(), spot.longitude()).orElse(null), places, off);
        }
        return new Sites(places, off);
    }

    /** The hours of a point of another day are those it has now: only openings and closings are kept by date. */
    private void ofDay(NetworkView network, CoverageCommand question, Map<UUID, PlaceView> places, Map<UUID, CoverageCommand.Spot> off) {
        put(network, question, rows -> rows.add("AND p.open_during @> ?::date " + ServicePointQueries.NOT_MERGED, question.asOf(), question.asOf()), places,
                off);
    }

    /** @param which of the rows; a few thousand at a time, in the order of their ids */
    private void put(NetworkView network, CoverageCommand question, UnaryOperator<Sql> which, Map<UUID, PlaceView> places,
            Map<UUID, CoverageCommand.Spot> off) {
        record Row(UUID id, UUID site, String kind, List<String> amenities, double latitude, double longitude, ScheduleView schedule) {
        }
        Predicate<ScheduleView> isOpen = opening(question);
        GridView grid = network.grid();
        double perDegree = GridView.PER_DEGREE;
        UUID last = null;
        List<Row> rows;
        do {
            rows = which.apply(Sql.of(ROWS, grid.column() / perDegree, grid.row() / perDegree, (grid.column() + grid.columns()) / perDegree,
                            (grid.row() + grid.rows()) / perDegree)).given(last, "AND p.id > ?").add("ORDER BY p.id LIMIT ?", AT_ONCE)
                    .list(dataSource, row -> new Row(row.getObject(8, UUID.class), row.getObject(1, UUID.class), row.getString(2),
                            List.of((String[]) row.getArray(3).getArray()), row.getDouble(4), row.getDouble(5),
                            hours.schedule(row.getString(6), row.getString(7))));
            for (Row row : rows) {
                if (isWanted(question, row.kind(), row.amenities()) && network.covers(row.latitude(), row.longitude()) && isOpen.test(row.schedule())) {
                    put(question, row.site(), new CoverageCommand.Spot(row.latitude(), row.longitude()),
                            network.snap(question.mode(), row.latitude(), row.longitude()).orElse(null), places, off);
                }
                last = row.id();
            }
        } while (rows.size() == AT_ONCE);
    }

    private static void put(CoverageCommand question, UUID site, CoverageCommand.Spot spot, PlaceView place, Map<UUID, PlaceView> places,
            Map<UUID, CoverageCommand.Spot> off) {
        if (question.without().contains(site)) {
            return;
        }
        if (place == null) {
            off.put(site, spot);
        } else {
            places.put(site, place);
        }
    }

    private static boolean isWanted(CoverageCommand question, String kind, List<String> amenities) {
        return (question.kinds().isEmpty() || question.kinds().contains(kind)) && amenities.containsAll(question.amenities());
    }

    /** Asked of hundreds of thousands of points: what is the same for all of them is worked out once. */
    private Predicate<ScheduleView> opening(CoverageCommand question) {
        if (question.at() != null) {
            return schedule -> schedule != null && schedule.isOpen(question.at());
        }
        if (question.hour() == null) {
            return schedule -> true;
        }
        // Hours may differ by season: those of this week.
        LocalDate day = Zones.today(clock).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusDays(question.hour().day().getValue() - 1L);
        return schedule -> schedule != null && schedule.isOpenInOrdinaryWeek(day, question.hour().minute());
    }
}
