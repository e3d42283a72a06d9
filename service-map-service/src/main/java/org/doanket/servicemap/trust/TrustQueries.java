package org.doanket.servicemap.trust;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** Trust in points, and for their owners which have lost some. */
@ApplicationScoped
@Transactional
public class TrustQueries {

    private static final String TRUST = "SELECT p.id, p.unit_id, p.name, p.last_verified_at, f.reports, f.days, f.last_day, "
            + "trust_of(p.id, p.last_verified_at) AS trust, (SELECT min(n.noticed_at) FROM trust_notice n WHERE n.point_id = p.id "
            + "AND n.noticed_at > coalesce(p.last_verified_at, '-infinity')) AS noticed_at "
            + "FROM service_point p CROSS JOIN LATERAL doubts(p.id, p.last_verified_at) f";

    private final AgroalDataSource dataSource;

    TrustQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Unscoped("how far an open point can be relied on is public")
    public TrustView one(UUID point) {
        return Sql.of(TRUST + " WHERE p.id = ? AND p.open_during <> '{}'", point).first(dataSource, TrustQueries::view)
                .orElseThrow(() -> Problem.notFound("service-point"));
    }

    /** @param noticed only those whose trust has fallen so low that the owner is told */
    Page<TrustView> doubted(UnitScope range, UUID only, boolean noticed, PageRequest page) {
        Cursor after = page.after(1);
        Sql select = Sql.of(TRUST + " WHERE p.path >= ? AND p.path < ? AND p.state = 'open' AND f.reports > 0", range.from(), range.to());
        if (noticed) {
            select.add("AND EXISTS (SELECT FROM trust_notice n WHERE n.point_id = p.id AND n.noticed_at > coalesce(p.last_verified_at, '-infinity'))");
        }
        return Page.cut(select.given(only, "AND p.unit_id = ?").given(after == null ? null : after.uuid(0), "AND p.id > ?")
                .add("ORDER BY p.id LIMIT ?", page.limit + 1)
                .list(dataSource, TrustQueries::view), page.limit, each -> Cursor.of(each.point()));
    }

    private static TrustView view(ResultSet row) throws SQLException {
        return new TrustView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("name"), row.getDouble("trust"),
                row.getInt("days"), row.getInt("reports"), row.getObject("last_day", LocalDate.class), instant(row, "last_verified_at"), instant(row, "noticed_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
