package org.doanket.servicemap.coverage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.streets.GridView;
import org.doanket.servicemap.streets.ModeView;
import org.doanket.servicemap.streets.NetworkView;
import org.doanket.servicemap.streets.StreetQueries;
import org.doanket.servicemap.territory.OutlineView;

/**
 * On which files of streets an area is counted. Files are boxes and overlap, and an area may lie across several: each of its cells is counted on the first of its
 * files in whose box it lies, and so on one only.
 */
@ApplicationScoped
class AreaFiles {

    /** Of an area it is looked in so many places at most whether a further file knows a street there. */
    private static final int MOST_PLACES = 400;

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;
    /** Strangers ask about a whole province, whose outlines are megabytes: read once until an area is entered or other streets are taken up. */
    private volatile Known known = new Known(0, List.of(), new ConcurrentHashMap<>());

    AreaFiles(AgroalDataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    /** @param revision of the areas, as far as these were known then */
    record Known(long revision, List<NetworkView> networks, Map<String, List<NetworkView>> byCode) {

        /** The boxes of the files on which a cell of this area is counted before it is on that one; null where nothing of it is counted on that. */
        List<GridView> before(NetworkView network, String code, OutlineView outline) {
            if (networks.size() < 2) {
                return List.of();
            }
            List<NetworkView> files = byCode.computeIfAbsent(code, key -> files(outline, networks));
            int at = files.indexOf(network);
            return at < 0 ? null : files.subList(0, at).stream().map(NetworkView::grid).toList();
        }
    }

    /** @return of each area in the order of their codes the files in their order; none of one that is smaller than a cell or lies on no file */
    @Transactional
    Map<String, List<NetworkView>> of(Collection<String> codes, List<NetworkView> networks) {
        Map<String, List<NetworkView>> byCode = among(networks).byCode();
        String[] unknown = new TreeSet<>(codes).stream().filter(code -> !byCode.containsKey(code)).toArray(String[]::new);
        if (unknown.length > 0) {
            Sql.of("SELECT code, outline FROM administrative_area WHERE code = ANY (?::text[])", (Object) unknown)
                    .list(dataSource, row -> byCode.put(row.getString(1), files(outline(row.getString(2)), networks)));
        }
        Map<String, List<NetworkView>> files = new TreeMap<>();
        codes.forEach(code -> files.put(code, byCode.getOrDefault(code, List.of())));
        return files;
    }

    Known among(List<NetworkView> networks) {
        long revision = Sql.of("SELECT coalesce(max(revision), 0) FROM administrative_area").first(dataSource, row -> row.getLong(1)).orElseThrow();
        Known now = known;
        if (now.revision() != revision || !now.networks().equals(networks)) {
            now = new Known(revision, networks, new ConcurrentHashMap<>());
            known = now;
        }
        return now;
    }

    /** That with the street nearest to its middle; then whichever else knows a street in what is left. */
    private static List<NetworkView> files(OutlineView outline, List<NetworkView> networks) {
        OutlineView.Middle middle = outline.middle().orElse(null);
        if (middle == null) {
            return List.of();
        }
        double[] bounds = outline.bounds();
        List<NetworkView> touched = networks.stream().filter(network -> network.grid().isTouchedBy(bounds)).toList();
        if (touched.size() < 2) {
            return touched;
        }
        List<NetworkView> files = new ArrayList<>();
        files.add(StreetQueries.networkAt(touched, middle.latitude(), middle.longitude()).orElse(touched.get(0)));
        List<GridView> boxes = new ArrayList<>(List.of(files.get(0).grid()));
        touched.stream().filter(network -> !files.contains(network) && knowsMore(network, outline, middle.cells(), boxes)).forEach(network -> {
            files.add(network);
            boxes.add(network.grid());
        });
        return files;
    }

    private static boolean knowsMore(NetworkView network, OutlineView outline, long cells, List<GridView> boxes) {
        int step = (int) Math.max(1, Math.ceil(Math.sqrt((double) cells / MOST_PLACES)));
        boolean[] isFound = new boolean[1];
        outline.eachStretch((row, first, last) -> {
            for (int column = first - Math.floorMod(first, step); row % step == 0 && !isFound[0] && column <= last; column += step) {
                int here = column;
                isFound[0] = column >= first && network.grid().holds(row, column) && boxes.stream().noneMatch(box -> box.holds(row, here))
                        && network.snap(ModeView.FOOT, (row + 0.5) / GridView.PER_DEGREE, (column + 0.5) / GridView.PER_DEGREE).isPresent();
            }
        });
        return isFound[0];
    }

    private OutlineView outline(String text) {
        try {
            return OutlineView.of(json.readTree(text));
        } catch (JsonProcessingException never) {
            throw new IllegalStateException(never);
        }
    }
}
