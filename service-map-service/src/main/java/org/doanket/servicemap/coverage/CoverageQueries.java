package org.doanket.servicemap.coverage;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
import org.doanket.servicemap.reach.OpenPointView;
import org.doanket.servicemap.reach.ReachQueries;
import org.doanket.servicemap.streets.NetworkView;
import org.doanket.servicemap.streets.PlaceView;
import org.doanket.servicemap.streets.StreetQueries;

/** Coverage of the points of now (from memory, hence live), of a day (from the table), or with a plan. */
@ApplicationScoped
@Unscoped("points that are or were open, and totals of people, are public")
public class CoverageQueries {

    private static final String ROWS = "SELECT p.site_id, p.kind, p.amenities, s.latitude, s.longitude, p.hours, s.jurisdiction FROM service_point p "
            + "JOIN site s ON s.id = p.site_id ";

    private final StreetQueries streets;
    private final ReachQueries reach;
    private final DemandQueries demands;
    private final HoursService hours;
    private final UnitTree tree;
    private final Caller caller;
    private final AgroalDataSource dataSource;
    private final Clock clock;
    private final CoverageLayers layers = new CoverageLayers();

    CoverageQueries(StreetQueries streets, ReachQueries reach, DemandQueries demands, HoursService hours, UnitTree tree, Caller caller,
            AgroalDataSource dataSource, Clock clock) {
        this.streets = streets;
        this.reach = reach;
        this.demands = demands;
        this.hours = hours;
        this.tree = tree;
        this.caller = caller;
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** Which sites a question is about. @param offStreets how many more there are that no street is near */
    public record Sites(Map<UUID, PlaceView> places, int offStreets) {
    }

    /** Takes how many sites cover each cell of the grid, while nobody changes it, and which they are. */
    @FunctionalInterface
    public interface Counted<T> {
        T take(short[] sitesOfCell, Sites sites);
    }

    /** @throws Problem 409 where no streets are loaded: a straight line is no basis for a claim about people */
    public NetworkView network() {
        return streets.network().orElseThrow(() -> Problem.conflict("no-streets"));
    }

    /**
     * @param before what to compare with, or null
     * @param unit   of whose territory only, or null
     * @param areas  by their codes, only these; all where there are none
     * @throws Problem 400 no such area on the map; 404 no such unit; 409 no streets
     */
    CoverageView coverage(CoverageCommand question, CoverageCommand before, UUID unit, Set<String> areas) {
        NetworkView network = network();
        DemandView demand = unit == null ? demands.of(network) : demands.of(network).within(territory(unit));
        if (!areas.isEmpty()) {
            demand = within(demand, areas);
        }
        CoverageView.Side side = side(network, demand, question);
        CoverageView.Side other = before == null ? null : side(network, demand, before);
        return new CoverageView(network.about(), question.mode().code(), question.minutes(), clock.instant(),
                demand.isKnown() ? new CoverageView.Demand(DemandView.METHOD, demand.sources(), demand.unplacedPeople()) : null, side, other,
                other == null ? null : CoverageView.Gains.of(side.total(), other.total()));
    }

    /** Plans are for those in whose subtree they are. @throws Problem 404 where the caller sees none of that unit's */
    UnitScope plansOf(UUID unit) {
        if (caller.isAnonymous()) {
            throw Problem.notFound("unit");
        }
        UnitRef ref = tree.require(unit, caller.scope());
        return new UnitScope(ref.id(), ref.path());
    }

    private static DemandView within(DemandView demand, Set<String> areas) {
        Set<String> known = demand.areas().stream().map(AreaView::code).collect(Collectors.toSet());
        List<Fault> faults = areas.stream().filter(code -> !known.contains(code)).sorted()
                .map(code -> Fault.at("?area", "unknown-code", Map.of("code", code))).toList();
        if (!faults.isEmpty()) {
            throw Problem.malformed(faults);
        }
        return demand.within(areas);
    }

    private Set<String> territory(UUID unit) {
        UnitRef ref = tree.find(unit).orElseThrow(() -> Problem.notFound("unit"));
        UnitScope below = new UnitScope(ref.id(), ref.path());
        return new HashSet<>(Sql.of("SELECT DISTINCT unnest(territory) FROM unit_ref WHERE path >= ? AND path < ?", below.from(), below.to())
                .list(dataSource, row -> row.getString(1)));
    }

    private CoverageView.Side side(NetworkView network, DemandView demand, CoverageCommand question) {
        return counted(network, question, (sitesOfCell, sites) ->
                new CoverageCount(network.grid(), demand).of(sitesOfCell, sites.places().size(), sites.offStreets()));
    }

    /** Lets one look at the counts of the sites that are asked about. @throws Problem 503 where too much is asked at once */
    public <T> T counted(NetworkView network, CoverageCommand question, Counted<T> use) {
        // Before the points are looked at: what changes meanwhile is looked at by the next who asks.
        long version = question.isOfNow() ? reach.version() : CoverageLayers.NONE;
        return layers.use(network, question, version, () -> sites(network, question), use);
    }

    private Sites sites(NetworkView network, CoverageCommand question) {
        Map<UUID, PlaceView> places = new HashMap<>();
        Map<UUID, Boolean> off = new HashMap<>();
        if (question.asOf() == null) {
            Predicate<ScheduleView> isOpen = opening(question);
            for (OpenPointView point : reach.openPoints()) {
                if (isWanted(question, point.kind(), point.amenities()) && network.covers(point.latitude(), point.longitude())
                        && isOpen.test(point.schedule())) {
                    put(question, point.siteId(), point.placeOn(network, question.mode()), places, off);
                }
            }
        } else {
            ofDay(network, question, places, off);
        }
        if (question.plannedOf() != null) {
            put(network, question, Sql.of(ROWS + "WHERE p.state = 'planned' AND p.path >= ? AND p.path < ?", question.plannedOf().from(), question.plannedOf().to()),
                    places, off);
        }
        for (int i = 0; i < question.plan().size(); i++) {
            CoverageCommand.Spot spot = question.plan().get(i);
            put(question, new UUID(0, i), network.snap(question.mode(), spot.latitude(), spot.longitude()).orElse(null), places, off);
        }
        return new Sites(places, off.size());
    }

    /** The hours of a point of another day are those it has now: only openings and closings are kept by date. */
    private void ofDay(NetworkView network, CoverageCommand question, Map<UUID, PlaceView> places, Map<UUID, Boolean> off) {
        put(network, question, Sql.of(ROWS + "WHERE p.open_during @> ?::date", question.asOf()), places, off);
    }

    private void put(NetworkView network, CoverageCommand question, Sql select, Map<UUID, PlaceView> places, Map<UUID, Boolean> off) {
        record Row(UUID site, String kind, List<String> amenities, double latitude, double longitude, ScheduleView schedule) {
        }
        Predicate<ScheduleView> isOpen = opening(question);
        for (Row row : select.list(dataSource, row -> new Row(row.getObject(1, UUID.class), row.getString(2), List.of((String[]) row.getArray(3).getArray()),
                row.getDouble(4), row.getDouble(5), hours.schedule(row.getString(6), row.getString(7))))) {
            if (isWanted(question, row.kind(), row.amenities()) && network.covers(row.latitude(), row.longitude()) && isOpen.test(row.schedule())) {
                put(question, row.site(), network.snap(question.mode(), row.latitude(), row.longitude()).orElse(null), places, off);
            }
        }
    }

    private static void put(CoverageCommand question, UUID site, PlaceView place, Map<UUID, PlaceView> places, Map<UUID, Boolean> off) {
        if (question.without().contains(site)) {
            return;
        }
        if (place == null) {
            off.put(site, true);
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
