package org.doanket.finance.pledge;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.pledge.PledgeView.Contribution;
import org.doanket.finance.pledge.PledgeView.Pledge;
import org.doanket.finance.pledge.PledgeView.PledgedTotal;
import org.doanket.finance.pledge.PledgeView.GivenTotal;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
public class PledgeQueries {

    private static final String PLEDGES = "SELECT p.*, (SELECT coalesce(sum(coalesce(c.amount, c.quantity)), 0) FROM contribution c WHERE "
            + "c.pledge_id = p.id AND c.state = 'received') AS given FROM pledge p JOIN unit_ref u ON u.id = p.unit_id WHERE u.path >= ? "
            + "AND u.path < ?";
    private static final String CONTRIBUTIONS = "SELECT c.*, l.id AS bank_line, r.citation AS rule FROM contribution c JOIN unit_ref u ON u.id = c.unit_id "
            + "LEFT JOIN bank_line l ON l.no = c.line_no "
            + "LEFT JOIN relief_drive d ON d.id = c.late_for_id LEFT JOIN LATERAL (SELECT citation FROM relief_rule r WHERE "
            + "r.jurisdiction = u.jurisdiction AND r.kind = 'intake-window' AND r.valid_from <= d.opens_at ORDER BY r.valid_from DESC "
            + "LIMIT 1) r ON true WHERE u.path >= ? AND u.path < ?";

    /** By the unit that gave. A price counts from its day on for what came in from that day on; what has none is not valued. */
    private static final String TOTALS = """
        SELECT c.kind, sum(c.amount)::bigint AS amount, c.currency, sum(c.quantity) AS quantity, c.goods, c.measure,
               count(*) AS contributions,
               count(DISTINCT c.giver_id) AS units, round(sum(c.quantity * p.amount)) AS valued, max(p.currency) AS price_currency,
               sum(c.quantity) FILTER (WHERE p.amount IS NOT NULL) AS valued_quantity
          FROM contribution c JOIN unit_ref u ON u.id = coalesce(c.giver_id, c.unit_id)
          LEFT JOIN LATERAL (SELECT x.amount, x.currency FROM contribution_price x WHERE x.jurisdiction = u.jurisdiction AND x.kind = c.kind
                AND x.goods = coalesce(c.goods, '') AND x.measure = c.measure AND x.valid_from <= c.received_on AND x.cancelled_at IS NULL
                ORDER BY x.valid_from DESC LIMIT 1) p ON true
         WHERE c.state = 'received' AND u.path >= ? AND u.path < ?""";

    private final AgroalDataSource dataSource;

    PledgeQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What contributions are narrowed by. */
    public static class Filter {

        @QueryParam("drive")
        public UUID drive;

        @QueryParam("movement")
        public UUID movement;

        @QueryParam("kind")
        @Pattern(regexp = "cash|workdays|goods")
        public String kind;

        @QueryParam("from")
        public LocalDate from;

        @QueryParam("to")
        public LocalDate to;

        private Sql on(Sql sql) {
            return sql.given(drive, "AND c.drive_id = ?").given(movement, "AND c.movement_id = ?").given(kind, "AND c.kind = ?")
                    .given(from, "AND c.received_on >= ?").given(to, "AND c.received_on <= ?");
        }
    }

    public Page<Pledge> pledges(UnitScope range, UUID only, UUID drive, UUID movement, PageRequest page) {
        Cursor after = page.after(1);
        List<Pledge> rows = Sql.of(PLEDGES, range.from(), range.to()).given(only, "AND p.unit_id = ?").given(drive, "AND p.drive_id = ?")
                .given(movement, "AND p.movement_id = ?").given(after == null ? null : after.uuid(0), "AND p.id < ?")
                .add("ORDER BY p.id DESC LIMIT ?", page.limit + 1).list(dataSource, Pledge::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    public Optional<Pledge> pledge(UnitScope scope, UUID id) {
        return Sql.of(PLEDGES, scope.from(), scope.to()).add("AND p.id = ?", id).first(dataSource, Pledge::of);
    }

    /** What may still be expected: of each open pledge what was not given yet, so that one who gave more does not make up for another. */
    public List<PledgedTotal> pledged(UnitScope range, UUID only, UUID drive, UUID movement) {
        Sql open = Sql.of("SELECT p.kind, sum(p.amount)::bigint AS amount, p.currency, sum(p.quantity) AS quantity, p.goods, p.measure, "
                + "count(*) AS pledges, sum(p.given) AS given, sum(greatest(coalesce(p.amount, p.quantity) - p.given, 0)) AS expected "
                + "FROM (" + PLEDGES + ") p WHERE p.state = 'open'", range.from(), range.to());
        return open.given(only, "AND p.unit_id = ?").given(drive, "AND p.drive_id = ?").given(movement, "AND p.movement_id = ?")
                .add("GROUP BY p.kind, p.currency, p.goods, p.measure ORDER BY p.kind, p.goods, p.measure, p.currency LIMIT 1000")
                .list(dataSource, PledgedTotal::of);
    }

    public Page<Contribution> contributions(UnitScope range, UUID only, String state, Filter filter, PageRequest page) {
        Cursor after = page.after(1);
        List<Contribution> rows = filter.on(Sql.of(CONTRIBUTIONS, range.from(), range.to())).given(only, "AND c.unit_id = ?")
                .given(state, "AND c.state = ?").given(after == null ? null : after.number(0), "AND c.no < ?")
                .add("ORDER BY c.no DESC LIMIT ?", page.limit + 1).list(dataSource, Contribution::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.no()));
    }

    public Optional<Contribution> contribution(UnitScope scope, UUID id) {
        return Sql.of(CONTRIBUTIONS, scope.from(), scope.to()).add("AND c.id = ?", id).first(dataSource, Contribution::of);
    }

    /** By kind, sort and measure; a line for each, for they are never added together. */
    public List<GivenTotal> totals(UnitScope range, UUID only, Filter filter) {
        return filter.on(Sql.of(TOTALS, range.from(), range.to())).given(only, "AND u.id = ?")
                .add("GROUP BY c.kind, c.currency, c.goods, c.measure ORDER BY c.kind, c.goods, c.measure, c.currency LIMIT 1000")
                .list(dataSource, GivenTotal::of);
    }
}
