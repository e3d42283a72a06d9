package org.doanket.servicemap.reach;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Unscoped;
import org.doanket.servicemap.hours.ScheduleView.Phase;
import org.doanket.servicemap.streets.ModeView;
import org.doanket.servicemap.streets.NetworkView;
import org.doanket.servicemap.streets.StreetQueries;

/** Answers from memory: no transaction, no trace of who asked from where. */
@ApplicationScoped
@Unscoped("open points are public")
public class ReachQueries {

    /** As the messages name them. */
    static final String MODES = Arrays.stream(ModeView.values()).map(ModeView::code).collect(Collectors.joining(", "));

    /** Beyond it the whole index is looked through: its squares would be too many. */
    private static final double FEW_DEGREES = 1;

    private final PointIndex index = new PointIndex();
    private volatile List<TravelModeView> modes = List.of();
    private volatile Paces paces;
    private volatile boolean isReady;

    private final StreetQueries streets;

    ReachQueries(StreetQueries streets) {
        this.streets = streets;
    }

    PointIndex index() {
        return index;
    }

    boolean isReady() {
        return isReady;
    }

    void ready() {
        isReady = true;
    }

    void modes(List<TravelModeView> read) {
        modes = List.copyOf(read);
    }

    /** How slow and how fast a walk may be that is asked about, in km/h. */
    record Paces(BigDecimal least, BigDecimal most) {
    }

    void paces(Paces read) {
        paces = read;
    }

    /** @return null where none is asked; @throws Problem 400 for another mode than on foot, or beyond what the rule lets be asked; 503 while that is being read */
    public Double pace(BigDecimal asked, String mode) {
        return pace(asked, mode, "?pace");
    }

    /** @param where a fault is told of: a parameter, or a pointer into what was sent */
    public Double pace(BigDecimal asked, String mode, String where) {
        if (asked == null) {
            return null;
        }
        Paces allowed = paces;
        if (allowed == null) {
            throw new Problem(503, "busy");
        }
        if (!mode.equals(ModeView.FOOT.code())) {
            throw Problem.malformed(Fault.at(where, "only-on-foot"));
        }
        if (asked.compareTo(allowed.least()) < 0) {
            throw Problem.malformed(Fault.at(where, "decimal-min", Map.of("value", allowed.least())));
        }
        if (asked.compareTo(allowed.most()) > 0) {
            throw Problem.malformed(Fault.at(where, "decimal-max", Map.of("value", allowed.most())));
        }
        return asked.doubleValue();
    }

    /** @throws Problem 400 for another mode than on foot */
    public static void requireOnFoot(boolean isStepFree, String mode) {
        requireOnFoot(isStepFree, mode, "?stepFree");
    }

    /** As above. @param where a fault is told of */
    public static void requireOnFoot(boolean isStepFree, String mode, String where) {
        if (isStepFree && !mode.equals(ModeView.FOOT.code())) {
            throw Problem.malformed(Fault.at(where, "only-on-foot"));
        }
    }

    /** @throws Problem 409 where a way without steps is asked for and nobody knows which streets are steps */
    static Optional<NetworkView> asked(Optional<NetworkView> network, boolean isStepFree) {
        return isStepFree ? Optional.of(network.orElseThrow(() -> Problem.conflict("steps-unknown")).withoutSteps()) : network;
    }

    List<TravelModeView> modes() {
        return modes;
    }

    /** @throws Problem 503 while the points are still being read */
    Optional<TravelModeView> mode(String code) {
        if (!isReady) {
            throw new Problem(503, "busy");
        }
        return modes.stream().filter(mode -> mode.code().equals(code)).findFirst();
    }

    /** All open points, in no order; changes while one looks. */
    public Collection<OpenPointView> openPoints() {
        return index.all();
    }

    /** Another after each change of the open points. */
    public long version() {
        return index.changes();
    }

    public Optional<OpenPointView> openPoint(UUID id) {
        return Optional.ofNullable(index.find(id));
    }

    /** @param box west, south, east, north in degrees, not across 180 degrees */
    public void eachOpenIn(double[] box, Consumer<OpenPointView> taker) {
        double latitude = (box[1] + box[3]) / 2;
        double longitude = (box[0] + box[2]) / 2;
        if (box[2] - box[0] > FEW_DEGREES) {
            index.all().forEach(point -> takeIfIn(box, point, taker));
        } else {
            Plane plane = new Plane(latitude, longitude);
            // The corner nearest to the equator is the farthest one.
            double metres = Math.max(plane.metresTo(box[1], box[0]), new Plane(box[1], longitude).metresTo(box[1], box[0]) + plane.metresTo(box[1], longitude));
            index.near(plane, latitude, longitude, metres * 1.1, (point, away) -> takeIfIn(box, point, taker));
        }
    }

    private static void takeIfIn(double[] box, OpenPointView point, Consumer<OpenPointView> taker) {
        if (point.longitude() >= box[0] && point.longitude() <= box[2] && point.latitude() >= box[1] && point.latitude() <= box[3]) {
            taker.accept(point);
        }
    }

    ReachView reach(ReachQuestion question, PageRequest page) {
        ModeView mode = ModeView.of(question.mode().code());
        Optional<NetworkView> network = mode == null ? Optional.empty() : streets.networkAt(question.latitude(), question.longitude())
                .filter(known -> question.to() == null || known.covers(question.to().latitude(), question.to().longitude()));
        return view(question, page, asked(network, question.isStepFree()).map(known -> new StreetReach(index, known, mode, question).find())
                .orElseGet(() -> EstimatedReach.of(index, question)));
    }

    private static ReachView view(ReachQuestion question, PageRequest page, Hits hits) {
        List<Hit> rest = hits.found;
        Cursor after = page.after(2);
        if (after != null) {
            long order = after.number(0);
            UUID id = after.uuid(1);
            rest = hits.found.stream().filter(hit -> hit.order() > order || hit.order() == order && hit.point().id().compareTo(id) > 0).toList();
        }
        List<Hit> shown = rest.stream().sorted(Comparator.comparingLong(Hit::order).thenComparing(hit -> hit.point().id()))
                .limit(page.limit).toList();
        Hit last = shown.size() < rest.size() ? shown.get(shown.size() - 1) : null;
        boolean isEstimate = hits.network == null;
        NetworkView.About streets = isEstimate ? null : hits.network.about();
        return new ReachView(isEstimate ? EstimatedReach.METHOD : StreetReach.METHOD, streets,
                isEstimate ? null : Math.round(hits.origin.metres()), hits.isCut, question.isStepFree(),
                ReachView.Mode.of(question.mode(), question.pace(), streets), question.minutes(), question.at(),
                minutes(hits.directMillis), hits.found.size(), hits.hoursUnknown, shown.stream().map(ReachQueries::point).toList(),
                last == null ? null : Cursor.of(last.order(), last.point().id()).encode());
    }

    private static ReachView.Point point(Hit hit) {
        OpenPointView point = hit.point();
        Phase phase = hit.phase();
        return new ReachView.Point(point.id(), point.kind(), point.name(), point.siteName(), point.address(),
                new ReachView.Position(point.latitude(), point.longitude()), point.access(), point.host(), point.amenities(), point.hours(),
                point.unitId(), point.siteId(), Math.round(hit.metres()), hit.pathMetres() == null ? null : Math.round(hit.pathMetres()),
                minutes(hit.millis()), minutes(hit.detourMillis()), phase == null ? null : phase.isOpen(),
                phase != null && phase.isOpen() ? phase.change() : null, phase != null && !phase.isOpen() ? phase.change() : null, point.trust());
    }

    /** Rounded up to a tenth. */
    private static Double minutes(Long millis) {
        return millis == null ? null : Math.ceil(millis / 6_000.0) / 10;
    }
}
