package org.doanket.servicemap.merge;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.merge.MergeView.Pair;

/** Points of one kind that lie within 60 m of each other: often one place that came twice. How alike their names are is for the editor to weigh. */
@ApplicationScoped
@Transactional
public class MergeQueries {

    /** What an address in two map programs differs by. */
    private static final int METRES = 60;
    /** Metres of a degree of latitude; of longitude it is less, by the cosine of the latitude. */
    private static final double METRES_A_DEGREE = 111_195;

    private static final String PAIRS = "SELECT * FROM (SELECT a.id AS first, a.name AS first_name, b.id AS second, b.name AS second_name, a.kind, "
            + "sqrt(power((t.latitude - s.latitude) * ?, 2) + power((t.longitude - s.longitude) * ? * cos(radians(s.latitude)), 2)) AS metres, "
            + "similarity(a.search_text, b.search_text) AS alike FROM service_point a JOIN site s ON s.id = a.site_id "
            // The index finds those in a square about the place; north of 70 degrees it would be too narrow.
            + "JOIN site t ON point(t.longitude, t.latitude) <@ box(point(s.longitude - ?, s.latitude - ?), point(s.longitude + ?, s.latitude + ?)) "
            + "JOIN service_point b ON b.site_id = t.id AND b.kind = a.kind AND b.id > a.id AND b.state = 'open' WHERE a.state = 'open' "
            + "AND a.path >= ? AND a.path < ? AND b.path >= ? AND b.path < ?";

    private final AgroalDataSource dataSource;

    MergeQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    Page<Pair> pairs(UnitScope range, UUID only, PageRequest page) {
        Cursor after = page.after(2);
        double latitude = METRES / METRES_A_DEGREE;
        double longitude = latitude * 3;
        Sql select = Sql.of(PAIRS, METRES_A_DEGREE, METRES_A_DEGREE, longitude, latitude, longitude, latitude, range.from(), range.to(), range.from(), range.to())
                .given(only, "AND a.unit_id = ?").given(after == null ? null : after.uuid(0), "AND a.id >= ?").add(") p WHERE metres <= ?", METRES);
        if (after != null) {
            select.add("AND (first, second) > (?, ?)", after.uuid(0), after.uuid(1));
        }
        List<Pair> pairs = select.add("ORDER BY first, second LIMIT ?", page.limit + 1).list(dataSource, row -> new Pair(row.getObject("first", UUID.class),
                row.getString("first_name"), row.getObject("second", UUID.class), row.getString("second_name"), row.getString("kind"),
                Math.round(row.getDouble("metres")), Math.round(row.getDouble("alike") * 100) / 100.0));
        return Page.cut(pairs, page.limit, pair -> Cursor.of(pair.first(), pair.second()));
    }
}
