package org.doanket.servicemap.coverage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    private static final String COLUMNS = "SELECT code, name, population, counted_on, source, unit_id, parent_code";

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;
    private final AreaFiles areaFiles;
    /** Of the parts of the world that were asked about last, together no more cells than one file may have: some bytes are held for each. */
    private final Map<GridView, Kept> kept = new LinkedHashMap<>(4, 0.75f, true);
    /** Not twice at once, however many ask after a change. */
    private final Object spreading = new Object();

    DemandQueries(AgroalDataSource dataSource, ObjectMapper json, AreaFiles areaFiles) {
        this.dataSource = dataSource;
        this.json = json;
        this.areaFiles = areaFiles;
    }

    private record Kept(CoverageQueries.Part part, DemandView demand) {
    }

    Page<AreaView> list(PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(Sql.of(COLUMNS + " FROM administrative_area WHERE true").given(after == null ? null : after.text(0), "AND code > ?")
                .add("ORDER BY code LIMIT ?", page.limit + 1).list(dataSource, DemandQueries::area), page.limit, area -> Cursor.of(area.code()));
    }

    /** Of all areas, also of those that nobody asks about. */
    public DemandView of(CoverageQueries.Part part) {
        NetworkView network = part.network();
        long revision = Sql.of("SELECT coalesce(max(revision), 0) FROM administrative_area").first(dataSource, row -> row.getLong(1)).orElse(0L);
        SpreadRule rule = Sql.of("SELECT valid_from, most_people_km2, least_street_km, least_street_metres, citation, verified FROM spread_rule "
                        + "WHERE cancelled_at IS NULL AND valid_from <= current_date ORDER BY valid_from DESC LIMIT 1")
                .first(dataSource, row -> new SpreadRule(row.getObject(1, LocalDate.class), row.getInt(2), row.getBigDecimal(3), row.getBigDecimal(4),
                        row.getString(5), row.getBoolean(6))).orElseThrow();
        Kept now = known(network);
        if (isOf(now, part, revision, rule)) {
            return now.demand();
        }
        synchronized (spreading) {
            now = known(network);
            if (!isOf(now, part, revision, rule)) {
                makeRoom(network.grid());
                now = new Kept(part, spread(part, revision, rule));
                synchronized (kept) {
                    kept.put(network.grid(), now);
                }
            }
            return now.demand();
        }
    }

    /** Before the new one is made: of a large part of the country two at once are too much. */
    private void makeRoom(GridView grid) {
        synchronized (kept) {
            kept.remove(grid);
            long cells = grid.size() + kept.keySet().stream().mapToLong(GridView::size).sum();
            Iterator<GridView> eldest = kept.keySet().iterator();
            while (cells > GridView.MOST_CELLS && eldest.hasNext()) {
                cells -= eldest.next().size();
                eldest.remove();
            }
        }
    }

    private Kept known(NetworkView network) {
        synchronized (kept) {
            return kept.get(network.grid());
        }
    }

    private static boolean isOf(Kept known, CoverageQueries.Part part, long revision, SpreadRule rule) {
        return known != null && known.part().network() == part.network() && known.part().all().equals(part.all()) && known.demand().revision() == revision && known.demand().rule().equals(rule);
    }

    private DemandView spread(CoverageQueries.Part part, long revision, SpreadRule rule) {
        PeopleSpread spread = new PeopleSpread(part.network(), rule);
        List<AreaView> areas = new ArrayList<>();
        List<AreaSpread> spreads = new ArrayList<>();
        List<AreaView> known = Sql.of(COLUMNS + " FROM administrative_area").list(dataSource, DemandQueries::area);
        AreaParts parts = new AreaParts(known);
        AreaFiles.Known files = areaFiles.among(part.all());
        Map<String, Integer> place = new HashMap<>();
        parts.lowestFirst().forEach(area -> place.put(area.code(), place.size()));
        Sql.of("SELECT a.outline, a.code FROM administrative_area a JOIN unnest(?::text[]) WITH ORDINALITY AS given (code, number) USING (code) ORDER BY given.number",
                (Object) Sql.column(parts.lowestFirst(), AreaView::code)).list(dataSource, row -> {
                    AreaView area = parts.lowestFirst().get(place.get(row.getString(2)));
                    areas.add(area);
                    OutlineView outline = outline(row.getString(1));
                    List<GridView> before = files.before(part.network(), area.code(), outline);
                    return spreads.add(before == null ? AreaSpread.offMap(parts.remaining(area)) : spread.add(areas.size(), parts.remaining(area), outline, before));
                });
        return spread.view(List.copyOf(areas), List.copyOf(spreads), revision);
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
                row.getObject("counted_on", LocalDate.class), row.getString("source"), row.getObject("unit_id", UUID.class), row.getString("parent_code"));
    }
}
