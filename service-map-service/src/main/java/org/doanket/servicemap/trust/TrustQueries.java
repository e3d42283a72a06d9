package org.doanket.servicemap.trust;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    private static final String TRUST = "SELECT p.id, p.unit_id, p.name, p.last_verified_at, f.reports, f.days, f.last_day, greatest(0, 1 - f.days * (SELECT loss FROM trust_rule "
            + "WHERE valid_from <= current_date ORDER BY valid_from DESC LIMIT 1)) AS trust FROM service_point p CROSS JOIN LATERAL (SELECT count(*) AS reports, "
            + "count(DISTINCT c.day) FILTER (WHERE c.in_hours) AS days, max(c.day) AS last_day FROM found_closed c WHERE c.point_id = p.id "
            + "AND c.at > coalesce(p.last_verified_at, '-infinity')) f";

    private final AgroalDataSource dataSource;

    TrustQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Unscoped("how far an open point can be relied on is public")
    public TrustView one(UUID point) {
        return Sql.of(TRUST + " WHERE p.id = ? AND p.open_during <> '{}'", point).first(dataSource, TrustQueries::view)
                .orElseThrow(() -> Problem.notFound("service-point"));
    }

    Page<TrustView> doubted(UnitScope range, UUID only, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(Sql.of(TRUST + " WHERE p.path >= ? AND p.path < ? AND p.state = 'open' AND f.reports > 0", range.from(), range.to())
                .given(only, "AND p.unit_id = ?").given(after == null ? null : after.uuid(0), "AND p.id > ?").add("ORDER BY p.id LIMIT ?", page.limit + 1)
                .list(dataSource, TrustQueries::view), page.limit, each -> Cursor.of(each.point()));
    }

    private static TrustView view(ResultSet row) throws SQLException {
        OffsetDateTime verified = row.getObject("last_verified_at", OffsetDateTime.class);
        return new TrustView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("name"), row.getDouble("trust"),
                row.getInt("days"), row.getInt("reports"), row.getObject("last_day", LocalDate.class), verified == null ? null : verified.toInstant());
    }
}
