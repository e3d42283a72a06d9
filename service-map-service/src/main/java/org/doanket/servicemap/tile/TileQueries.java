package org.doanket.servicemap.tile;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Unscoped;
import org.doanket.servicemap.coverage.CoverageCommand;
import org.doanket.servicemap.coverage.CoverageQueries;
import org.doanket.servicemap.model.ModelQueries;
import org.doanket.servicemap.reach.OpenPointView;
import org.doanket.servicemap.reach.ReachQueries;
import org.doanket.servicemap.streets.GridView;
import org.doanket.servicemap.streets.ModeView;
import org.doanket.servicemap.streets.NetworkView;
import org.doanket.servicemap.streets.PlaceView;
import org.doanket.servicemap.streets.StreetQueries;

/** What is drawn in a tile: open points (taken together where they would cover each other), how often a place is covered, a circle. */
@ApplicationScoped
@Unscoped("the map is public")
public class TileQueries {

    /** From here on each point is drawn by itself. */
    static final int SINGLE_FROM = 12;
    /** To this zoom a tile is wider than a degree. */
    private static final int WHOLE_UNTIL = 8;
    private static final int MOST_FAR = 256;
    private static final int BUNDLES = 32;
    private static final int BUNDLE = Tile.EXTENT / BUNDLES;
    private static final int RIM = 64;

    private final ReachQueries reach;
    private final CoverageQueries coverage;
    private final StreetQueries streets;
    private final ModelQueries models;

    private final Map<FarTile, Drawn> far = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<FarTile, Drawn> eldest) {
            return size() > MOST_FAR;
        }
    });

    private record FarTile(Tile tile, Set<String> kinds) {
    }

    /** @param version of the points of which it is */
    private record Drawn(long version, byte[] bytes) {
    }

    TileQueries(ReachQueries reach, CoverageQueries coverage, StreetQueries streets, ModelQueries models) {
        this.reach = reach;
        this.coverage = coverage;
        this.streets = streets;
        this.models = models;
    }

    byte[] points(Tile tile, Set<String> kinds) {
        if (tile.zoom() > WHOLE_UNTIL) {
            return drawn(tile, kinds);
        }
        // All points are looked through for so wide a tile: once for as long as none of them changes.
        long version = reach.version();
        FarTile asked = new FarTile(tile, kinds);
        Drawn known = far.get(asked);
        if (known == null || known.version() != version) {
            known = new Drawn(version, drawn(tile, kinds));
            far.put(asked, known);
        }
        return known.bytes();
    }

    private byte[] drawn(Tile tile, Set<String> kinds) {
        TileLayer layer = new TileLayer("service-points");
        Map<Long, Bundle> bundles = new HashMap<>();
        reach.eachOpenIn(tile.box(RIM), point -> {
            if (kinds.isEmpty() || kinds.contains(point.kind())) {
                int column = tile.column(point.longitude());
                int row = tile.row(point.latitude());
                if (tile.zoom() >= SINGLE_FROM) {
                    layer.point(column, row, properties(point));
                } else {
                    bundles.computeIfAbsent(square(column, row), key -> new Bundle())
                            .add(column, row, point.kind());
                }
            }
        });
        bundles.values().forEach(bundle -> bundle.draw(layer));
        return layer.isEmpty() ? new byte[0] : layer.toBytes();
    }

    private static Map<String, Object> properties(OpenPointView point) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", point.id().toString());
        told.put("kind", point.kind());
        told.put("name", point.name());
        told.put("site", point.siteName());
        told.put("hours", point.hours());
        told.put("count", 1);
        return told;
    }

    /** Points of one small square, drawn in their middle; its kind is told where it is the same for all. */
    private static final class Bundle {
        private long columns;
        private long rows;
        private int count;
        private String kind;

        void add(int column, int row, String its) {
            columns += column;
            rows += row;
            kind = count == 0 || its.equals(kind) ? its : null;
            count++;
        }

        void draw(TileLayer layer) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("kind", kind);
            told.put("count", count);
            layer.point((int) (columns / count), (int) (rows / count), told);
        }
    }

    byte[] models(Tile tile) {
        TileLayer layer = new TileLayer("models");
        if (tile.zoom() < SINGLE_FROM) {
            // By the database: of a whole country there are hundreds of thousands.
            for (ModelQueries.Bundled some : models.bundledIn(tile.box(RIM), 360.0 / (1 << tile.zoom()) / BUNDLES)) {
                Map<String, Object> told = new LinkedHashMap<>();
                told.put("field", some.field());
                told.put("count", some.count());
                layer.point(tile.column(some.longitude()), tile.row(some.latitude()), told);
            }
            return layer.isEmpty() ? new byte[0] : layer.toBytes();
        }
        for (ModelQueries.Drawn model : models.in(tile.box(RIM))) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("id", model.id().toString());
            told.put("name", model.name());
            told.put("field", model.field());
            told.put("level", model.level());
            told.put("count", 1);
            layer.point(tile.column(model.longitude()), tile.row(model.latitude()), told);
        }
        return layer.isEmpty() ? new byte[0] : layer.toBytes();
    }

    private static long square(int column, int row) {
        return (long) Math.floorDiv(row, BUNDLE) << 32 | Math.floorDiv(column, BUNDLE) & 0xffffffffL;
    }

    /** sites = 1: covered by one site, sites = 2: by two or more. */
    byte[] coverage(Tile tile, ModeView mode, int minutes, Set<String> kinds) {
        List<NetworkView> all = streets.networks();
        TileLayer layer = new TileLayer("coverage");
        CoverageCommand question = new CoverageCommand(mode, minutes, kinds, null, Set.of());
        double[] box = tile.box(RIM);
        for (NetworkView network : all) {
            GridView grid = network.grid();
            // Of a whole country there is none: each part of it would have to be counted for one small picture.
            if (grid.isTouchedBy(box) && (all.size() == 1 || tile.zoom() >= TileDocuments.STREETS_FROM)) {
                CellTile cells = new CellTile(tile, grid);
                coverage.counted(network, question, (sites, of) -> {
                    layer.polygons(cells.polygons(cell -> sites[cell] == 1), Map.of("sites", 1));
                    layer.polygons(cells.polygons(cell -> sites[cell] > 1), Map.of("sites", 2));
                    return layer;
                });
            }
        }
        return layer.isEmpty() ? new byte[0] : layer.toBytes();
    }

    /** From where an open point can be reached. @throws Problem 404 no such point is open; 409 no streets; 422 none near it */
    byte[] isochrone(Tile tile, UUID servicePoint, ModeView mode, int minutes) {
        OpenPointView point = reach.openPoint(servicePoint).orElseThrow(() -> Problem.notFound("service-point"));
        if (streets.networks().isEmpty()) {
            throw Problem.conflict("no-streets");
        }
        NetworkView network = streets.networkAt(point.latitude(), point.longitude())
                .orElseThrow(() -> new Problem(422, "far-from-streets", NetworkView.MOST_METRES_TO_STREET));
        PlaceView place = point.placeOn(network, mode);
        if (place == null) {
            throw new Problem(422, "far-from-streets", NetworkView.MOST_METRES_TO_STREET);
        }
        return NetworkView.inTurn(() -> {
            int[] cells = network.circle(mode, false, place, minutes * 60_000).cells();
            // Of the rows that it reached, not of the whole file.
            int first = Arrays.stream(cells).min().orElse(0);
            BitSet inside = new BitSet(Arrays.stream(cells).max().orElse(0) - first + 1);
            for (int cell : cells) {
                inside.set(cell - first);
            }
            TileLayer layer = new TileLayer("isochrones");
            layer.polygons(new CellTile(tile, network.grid()).polygons(cell -> cell >= first && inside.get(cell - first)), Map.of("minutes", minutes));
            return layer.isEmpty() ? new byte[0] : layer.toBytes();
        });
    }

    /** Whose work the streets are, where they are drawn from. */
    Optional<String> streetAttribution() {
        return streets.networks().stream().map(network -> network.about().attribution()).distinct().reduce((one, other) -> one + ", " + other);
    }
}
