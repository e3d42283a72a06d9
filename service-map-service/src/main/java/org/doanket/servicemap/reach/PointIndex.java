package org.doanket.servicemap.reach;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The open points on a grid of fiftieths of a degree (about two kilometres: where points lie far apart smaller squares would hold more than the points), for one writer and any number of readers.
 * A cell is never changed but replaced, so that a reader needs no lock; a change costs its own cell and no rebuild.
 */
final class PointIndex {

    private static final int PER_DEGREE = 50;
    private static final int COLUMNS = 360 * PER_DEGREE;

    private final Map<Integer, Cell> cells = new ConcurrentHashMap<>();
    private final Map<UUID, OpenPointView> byId = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    /** Places packed side by side, latitude first: most points of a cell are looked at for their distance only. */
    private record Cell(double[] places, OpenPointView[] points) {

        static Cell of(List<OpenPointView> points) {
            double[] places = new double[2 * points.size()];
            for (int i = 0; i < points.size(); i++) {
                places[2 * i] = points.get(i).latitude();
                places[2 * i + 1] = points.get(i).longitude();
            }
            return new Cell(places, points.toArray(OpenPointView[]::new));
        }
    }

    /** Takes each point that lies near enough, with its distance as the crow flies. */
    @FunctionalInterface
    interface Found {
        void take(OpenPointView point, double metres);
    }

    Collection<OpenPointView> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    /** Null if it is not open. */
    OpenPointView find(UUID id) {
        return byId.get(id);
    }

    /** How often something has changed; told after the change. */
    long changes() {
        return changes.get();
    }

    int size() {
        return byId.size();
    }

    /** In that version and with that trust, which changes without the version. */
    boolean knows(UUID id, long version, double trust) {
        OpenPointView known = byId.get(id);
        return known != null && known.version() == version && known.trust() == trust;
    }

    /** @param open  points that are open, new or in a new version; @param gone those that are so no longer */
    void apply(Collection<OpenPointView> open, Collection<UUID> gone) {
        Map<Integer, List<OpenPointView>> added = new HashMap<>();
        Map<Integer, List<UUID>> removed = new HashMap<>();
        for (UUID id : gone) {
            leave(byId.remove(id), removed);
        }
        for (OpenPointView point : open) {
            leave(byId.put(point.id(), point), removed);
            added.computeIfAbsent(cellOf(point.latitude(), point.longitude()), key -> new ArrayList<>()).add(point);
        }
        // Cells that gain first: a point that moved is for a moment in two places, never in none.
        added.forEach((cell, points) -> replace(cell, points, removed.getOrDefault(cell, List.of())));
        removed.forEach((cell, ids) -> {
            if (!added.containsKey(cell)) {
                replace(cell, List.of(), ids);
            }
        });
        if (!open.isEmpty() || !gone.isEmpty()) {
            changes.incrementAndGet();
        }
    }

    void near(Plane plane, double latitude, double longitude, double metres, Found found) {
        double up = plane.latitudeDegrees(metres);
        double aside = plane.longitudeDegrees(metres);
        int west = column(longitude - aside);
        int east = Math.min(column(longitude + aside), west + COLUMNS - 1);
        // Whoever asks of half the earth is not to be sought in all its squares, of which nearly all are empty.
        if ((row(latitude + up) - row(latitude - up) + 1L) * (east - west + 1L) > cells.size()) {
            cells.values().forEach(cell -> scan(cell, plane, metres, found));
            return;
        }
        for (int row = row(latitude - up); row <= row(latitude + up); row++) {
            for (int column = west; column <= east; column++) {
                Cell cell = cells.get(row * COLUMNS + Math.floorMod(column, COLUMNS));
                if (cell != null) {
                    scan(cell, plane, metres, found);
                }
            }
        }
    }

    private static void scan(Cell cell, Plane plane, double metres, Found found) {
        for (int i = 0; i < cell.points.length; i++) {
            double distance = plane.metresTo(cell.places[2 * i], cell.places[2 * i + 1]);
            if (distance <= metres) {
                found.take(cell.points[i], distance);
            }
        }
    }

    private static void leave(OpenPointView before, Map<Integer, List<UUID>> removed) {
        if (before != null) {
            removed.computeIfAbsent(cellOf(before.latitude(), before.longitude()), key -> new ArrayList<>()).add(before.id());
        }
    }

    private void replace(int cell, List<OpenPointView> added, List<UUID> removed) {
        Cell before = cells.get(cell);
        List<OpenPointView> points = new ArrayList<>(added);
        if (before != null) {
            for (OpenPointView point : before.points()) {
                if (removed.isEmpty() || !removed.contains(point.id())) {
                    points.add(point);
                }
            }
        }
        if (points.isEmpty()) {
            cells.remove(cell);
        } else {
            cells.put(cell, Cell.of(points));
        }
    }

    private static int cellOf(double latitude, double longitude) {
        return row(latitude) * COLUMNS + Math.floorMod(column(longitude), COLUMNS);
    }

    private static int row(double latitude) {
        return (int) Math.floor((Math.max(-90, Math.min(90, latitude)) + 90) * PER_DEGREE);
    }

    /** Not yet wrapped: west of 180 degrees it goes on counting. */
    private static int column(double longitude) {
        return (int) Math.floor((longitude + 180) * PER_DEGREE);
    }
}
