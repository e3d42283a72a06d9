package org.doanket.servicemap.reach;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Unscoped;
import org.doanket.servicemap.hours.ScheduleView.Phase;

/** Answers from memory: no transaction, no trace of who asked from where. */
@ApplicationScoped
@Unscoped("open points are public")
public class ReachQueries {

    static final String METHOD = "estimate";

    private final PointIndex index = new PointIndex();
    private volatile List<TravelModeView> modes = List.of();
    private volatile boolean isReady;

    /** A point near enough. @param phase of its hours at the moment asked, or null where they are unknown */
    private record Hit(IndexedPoint point, double metres, Phase phase) {

        boolean isOpenUntil(Instant arrival) {
            return phase != null && phase.isOpen()
                    && (phase.change() == null || arrival.isBefore(phase.change()) || point.schedule().isOpen(arrival));
        }
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

    ReachView reach(ReachQuestion question, PageRequest page) {
        List<Hit> hits = new ArrayList<>();
        int[] unknown = new int[1];
        Plane plane = new Plane(question.latitude(), question.longitude());
        index.near(plane, question.latitude(), question.longitude(), question.mode().reachMetres(question.minutes()),
                (point, metres) -> {
                    if (!isWanted(point, question)) {
                        return;
                    }
                    Hit hit = new Hit(point, metres, point.schedule() == null ? null : point.schedule().phaseAt(question.at()));
                    if (hit.phase() == null) {
                        unknown[0]++;
                    }
                    if (question.isAny() || hit.isOpenUntil(arrival(question, metres))) {
                        hits.add(hit);
                    }
                });
        return view(question, page, hits, unknown[0]);
    }

    private static ReachView view(ReachQuestion question, PageRequest page, List<Hit> hits, int unknown) {
        Comparator<Hit> nearestFirst = Comparator.<Hit>comparingLong(hit -> millimetres(hit.metres()))
                .thenComparing(hit -> hit.point().id());
        List<Hit> rest = hits;
        Cursor after = page.after(2);
        if (after != null) {
            long metres = after.number(0);
            UUID id = after.uuid(1);
            rest = hits.stream().filter(hit -> millimetres(hit.metres()) > metres
                    || millimetres(hit.metres()) == metres && hit.point().id().compareTo(id) > 0).toList();
        }
        List<Hit> shown = rest.stream().sorted(nearestFirst).limit(page.limit).toList();
        Hit last = shown.size() < rest.size() ? shown.get(shown.size() - 1) : null;
        return new ReachView(METHOD, question.mode(), question.minutes(), question.at(), hits.size(), unknown,
                shown.stream().map(hit -> point(hit, question)).toList(),
                last == null ? null : Cursor.of(millimetres(last.metres()), last.point().id()).encode());
    }

    private static boolean isWanted(IndexedPoint point, ReachQuestion question) {
        return (question.kinds().isEmpty() || question.kinds().contains(point.kind()))
                && (question.amenities().isEmpty() || point.amenities().containsAll(question.amenities()));
    }

    private static ReachView.Point point(Hit hit, ReachQuestion question) {
        IndexedPoint point = hit.point();
        Phase phase = hit.phase();
        return new ReachView.Point(point.id(), point.kind(), point.name(), point.siteName(), point.address(),
                new ReachView.Position(point.latitude(), point.longitude()), point.access(), point.host(), point.amenities(), point.hours(), point.unitId(), point.siteId(),
                Math.round(hit.metres()), Math.ceil(question.mode().seconds(hit.metres()) / 6) / 10,
                phase == null ? null : phase.isOpen(), phase != null && phase.isOpen() ? phase.change() : null,
                phase != null && !phase.isOpen() ? phase.change() : null);
    }

    private static Instant arrival(ReachQuestion question, double metres) {
        return question.at().plusMillis((long) (question.mode().seconds(metres) * 1_000));
    }

    private static long millimetres(double metres) {
        return Math.round(metres * 1_000);
    }
}
