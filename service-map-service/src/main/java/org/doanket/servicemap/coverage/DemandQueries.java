package org.doanket.servicemap.coverage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.streets.GridView;
import org.doanket.servicemap.streets.NetworkView;
import org.doanket.servicemap.territory.OutlineView;

/** Areas and their people; spread over the cells of the streets once, and again when either has changed. */
@ApplicationScoped
@Transactional
@Unscoped("populations are public")
public class DemandQueries {

    private static final String COLUMNS = "SELECT code, name, population, counted_on, source, unit_id";

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;
    private volatile Kept kept;

    DemandQueries(AgroalDataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    private record Kept(NetworkView network, DemandView demand) {
    }

    private record Drawn(AreaView area, String outline) {
    }

    Page<AreaView> list(PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(Sql.of(COLUMNS + " FROM administrative_area WHERE true").given(after == null ? null : after.text(0), "AND code > ?")
                .add("ORDER BY code LIMIT ?", page.limit + 1).list(dataSource, DemandQueries::area), page.limit, area -> Cursor.of(area.code()));
    }

    public DemandView of(NetworkView network) {
        long revision = Sql.of("SELECT coalesce(max(revision), 0) FROM administrative_area").first(dataSource, row -> row.getLong(1)).orElse(0L);
        Kept now = kept;
        if (now == null || now.network() != network || now.demand().revision() != revision) {
            now = new Kept(network, spread(network, revision));
            kept = now;
        }
        return now.demand();
    }

    private DemandView spread(NetworkView network, long revision) {
        GridView grid = network.grid();
        IntStream.Builder cells = IntStream.builder();
        BitSet along = new BitSet(grid.size());
        network.eachCell(cell -> {
            cells.add(cell);
            along.set(cell);
        });
        BitSet lived = new BitSet(grid.size());
        network.eachResidentialCell(lived::set);
        float[] people = new float[grid.size()];
        short[] areaOf = new short[grid.size()];
        List<AreaView> areas = new ArrayList<>();
        List<Double> unplaced = new ArrayList<>(List.of(0.0));
        for (Drawn drawn : Sql.of(COLUMNS + ", outline FROM administrative_area ORDER BY code").list(dataSource,
                row -> new Drawn(area(row), row.getString("outline")))) {
            short number = (short) (areas.size() + 1);
            Double left = spread(drawn, number, grid, lived, along, people, areaOf);
            if (left != null) {
                areas.add(drawn.area());
                unplaced.add(left);
            }
        }
        return new DemandView(people, areaOf, cells.build().toArray(), List.copyOf(areas),
                areas.stream().map(AreaView::source).distinct().toList(), revision, unplaced.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** @return how many people could be put nowhere; null where none of it lies on the map */
    private Double spread(Drawn drawn, short number, GridView grid, BitSet lived, BitSet along, float[] people, short[] areaOf) {
        BitSet inside = new BitSet();
        int[] all = new int[1];
        outline(drawn.outline()).eachStretch((row, first, last) -> {
            all[0] += last - first + 1;
            int r = row - grid.row();
            int west = Math.max(0, first - grid.column());
            int east = Math.min(grid.columns() - 1, last - grid.column());
            if (r >= 0 && r < grid.rows() && west <= east) {
                inside.set(r * grid.columns() + west, r * grid.columns() + east + 1);
            }
        });
        if (inside.isEmpty()) {
            return null;
        }
        BitSet homes = (BitSet) inside.clone();
        homes.and(lived);
        // Where no street is known along which people live, they live along any other: off all streets they would be in no total.
        if (homes.isEmpty()) {
            homes = (BitSet) inside.clone();
            homes.and(along);
        }
        double part = drawn.area().population() == null ? 0 : (double) drawn.area().population() * inside.cardinality() / all[0];
        inside.stream().forEach(cell -> areaOf[cell] = number);
        if (homes.isEmpty()) {
            return part;
        }
        float each = (float) (part / homes.cardinality());
        homes.stream().forEach(cell -> people[cell] = each);
        return 0.0;
    }

    private OutlineView outline(String text) {
        try {
            return OutlineView.of(json.readTree(text));
        } catch (JsonProcessingException never) {
            throw new IllegalStateException(never);
        }
    }

    private static AreaView area(java.sql.ResultSet row) throws java.sql.SQLException {
        return new AreaView(row.getString("code"), row.getString("name"), row.getObject("population", Integer.class),
                row.getObject("counted_on", java.time.LocalDate.class), row.getString("source"), row.getObject("unit_id", UUID.class));
    }
}
