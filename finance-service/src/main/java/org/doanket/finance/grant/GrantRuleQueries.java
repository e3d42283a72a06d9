package org.doanket.finance.grant;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.grant.GrantView.Grant;
import org.doanket.finance.grant.GrantView.Quota;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** Kinds of grants and quotas. */
@ApplicationScoped
@Transactional
public class GrantRuleQueries {

    /** Of what holds for a unit the nearest unit's row counts, and of one unit's rows the latest that has begun. */
    private static final String FOR_UNIT = "SELECT DISTINCT ON (r.code) r.* FROM grant_rule r JOIN unit_ref u ON u.id = ? AND "
            + "u.jurisdiction = r.jurisdiction LEFT JOIN unit_ref o ON o.id = r.unit_id WHERE r.cancelled_at IS NULL AND r.valid_from <= ? "
            + "AND (r.unit_id IS NULL OR starts_with(u.path, o.path)) ORDER BY r.code, length(o.path) DESC NULLS LAST, r.valid_from DESC";
    private static final String TAKEN = """
        SELECT q.*, g.granted, g.granted_people FROM %s q
          JOIN unit_ref u ON u.id = q.unit_id
          JOIN LATERAL (SELECT coalesce(sum(a.cash + a.in_kind), 0)::bigint AS granted, count(DISTINCT a.member_no) AS granted_people
                 FROM grant_application a JOIN unit_ref x ON x.id = a.unit_id WHERE x.path >= u.path AND x.path < left(u.path, -1) || '0'
                  AND a.code = q.code AND a.year = q.year AND a.state IN ('submitted', 'approved', 'paid')) g ON true
         WHERE u.path >= ? AND u.path < ?""";
    private static final String QUOTAS = TAKEN.formatted("(SELECT DISTINCT ON (unit_id, code, year) * FROM grant_quota ORDER BY unit_id, code, year, no DESC)");
    /** Also one that another has followed. */
    private static final String QUOTA = TAKEN.formatted("grant_quota");

    private final AgroalDataSource dataSource;

    GrantRuleQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Unscoped("what is granted is no secret, whoever has set it")
    public Page<Grant> grants(String jurisdiction, PageRequest page) {
        Cursor after = page.after(1);
        List<Grant> rows = Sql.of("SELECT * FROM grant_rule r WHERE true").given(jurisdiction, "AND r.jurisdiction = ?")
                .given(after == null ? null : after.uuid(0), "AND r.id > ?").add("ORDER BY r.id LIMIT ?", page.limit + 1)
                .list(dataSource, Grant::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    @Unscoped("as above")
    public Page<Grant> inForce(UUID unit, LocalDate on, PageRequest page) {
        Cursor after = page.after(1);
        List<Grant> rows = Sql.of("SELECT * FROM (" + FOR_UNIT + ") r WHERE true", unit, on).given(after == null ? null : after.uuid(0),
                "AND r.id > ?").add("ORDER BY r.id LIMIT ?", page.limit + 1).list(dataSource, Grant::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    @Unscoped("as above")
    public Optional<Grant> grant(UUID id) {
        return Sql.of("SELECT * FROM grant_rule WHERE id = ?", id).first(dataSource, Grant::of);
    }

    /** The kind as it holds for a unit that day. */
    Optional<Grant> inForce(UUID unit, String code, LocalDate on) {
        return Sql.of("SELECT * FROM (" + FOR_UNIT + ") r WHERE r.code = ?", unit, on, code).first(dataSource, Grant::of);
    }

    public Page<Quota> quotas(UnitScope range, UUID only, String grant, Integer year, PageRequest page) {
        Cursor after = page.after(1);
        List<Quota> rows = Sql.of(QUOTAS, range.from(), range.to()).given(only, "AND q.unit_id = ?").given(grant, "AND q.code = ?")
                .given(year, "AND q.year = ?").given(after == null ? null : after.number(0), "AND q.no < ?")
                .add("ORDER BY q.no DESC LIMIT ?", page.limit + 1).list(dataSource, Quota::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.no()));
    }

    public Optional<Quota> quota(UnitScope scope, UUID id) {
        return Sql.of(QUOTA, scope.from(), scope.to()).add("AND q.id = ?", id).first(dataSource, Quota::of);
    }
}
