package org.doanket.membership.congress;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

@ApplicationScoped
@Transactional
public class CongressQueries {

    private static final String COUNTED = " CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE p.basis = 'elected') AS elected, "
            + "count(*) FILTER (WHERE p.basis = 'office') AS by_office, count(*) FILTER (WHERE p.basis = 'appointed') AS appointed, "
            + "count(*) FILTER (WHERE m.sex = 'female') AS women FROM congress_delegate p LEFT JOIN member m ON m.id = p.member_id "
            + "AND m.path >= ? AND m.path < ? WHERE p.congress_id = c.id AND %s) n ";

    private static final String NOW = "SELECT c.*, u.name AS unit_name, n.* FROM congress c JOIN unit u ON u.id = c.unit_id"
            + COUNTED.formatted("p.withdrawn_on IS NULL") + "WHERE u.path >= ? AND u.path < ?";

    /** As it was on a day, in the units that stood there then: what was held or cancelled since was planned. */
    private static final String AS_OF = "SELECT c.*, n.* FROM (SELECT x.id, x.unit_id, t.name AS unit_name, x.kind, x.form, x.name, x.planned_on, x.places, "
            + "x.act_number, x.act_date, x.consent_act, x.postponed_act, CASE WHEN o.is_over THEN x.state ELSE 'planned' END AS state, "
            + "CASE WHEN o.is_over THEN x.closed_on END AS closed_on, CASE WHEN o.is_over THEN x.closed_act END AS closed_act, "
            + "CASE WHEN o.is_over THEN x.cancel_reason END AS cancel_reason, CASE WHEN o.is_over THEN x.summoned END AS summoned, "
            + "CASE WHEN o.is_over THEN x.present END AS present, CASE WHEN o.is_over THEN x.body_id END AS body_id, x.version, d.day "
            + "FROM (SELECT ?::date) AS d (day) CROSS JOIN LATERAL units_on(d.day, ?, ?) t JOIN congress x ON x.unit_id = t.unit_id AND x.act_date <= d.day "
            + "CROSS JOIN LATERAL (SELECT x.closed_on <= d.day) AS o (is_over)) c"
            + COUNTED.formatted("p.chosen_on <= c.day AND (p.withdrawn_on IS NULL OR p.withdrawn_on > c.day)") + "WHERE true";

    /** An ordinary congress that was held after the committee began has moved the day, also before the next committee sits. */
    private static final String DUE = """
            SELECT b.unit_id, u.code AS unit_code, u.name AS unit_name, b.planned_end, p.id AS congress_id, p.planned_on
              FROM body b JOIN unit u ON u.id = b.unit_id
              LEFT JOIN congress p ON p.unit_id = b.unit_id AND p.kind = 'ordinary' AND p.state = 'planned'
             WHERE b.kind = 'executive-committee' AND b.state = 'sitting' AND b.path >= ? AND b.path < ? AND b.planned_end <= ?
               AND NOT EXISTS (SELECT FROM congress h WHERE h.unit_id = b.unit_id AND h.kind = 'ordinary' AND h.state = 'held'
                                  AND h.closed_on > b.starts_on AND h.body_id IS DISTINCT FROM b.id)""";

    /** The same as it stood on a day. */
    private static final String DUE_AS_OF = """
            SELECT b.unit_id, t.code AS unit_code, t.name AS unit_name, b.planned_end, p.id AS congress_id, p.planned_on
              FROM (SELECT ?::date) AS d (day) CROSS JOIN LATERAL units_on(d.day, ?, ?) t
              JOIN body b ON b.unit_id = t.unit_id AND b.kind = 'executive-committee' AND b.state IN ('sitting', 'ended') AND b.starts_on <= d.day
               AND (b.ended_on IS NULL OR b.ended_on > d.day)
              LEFT JOIN LATERAL (SELECT x.id, x.planned_on FROM congress x WHERE x.unit_id = b.unit_id AND x.kind = 'ordinary' AND x.act_date <= d.day
                                    AND (x.closed_on IS NULL OR x.closed_on > d.day) ORDER BY x.planned_on, x.id LIMIT 1) p ON true
             WHERE b.planned_end <= d.day + ? AND NOT EXISTS (SELECT FROM congress h WHERE h.unit_id = b.unit_id AND h.kind = 'ordinary' AND h.state = 'held'
                                  AND h.closed_on > b.starts_on AND h.closed_on <= d.day AND h.body_id IS DISTINCT FROM b.id)""";

    private final AgroalDataSource dataSource;
    private final AgroalDataSource worker;
    private final UnitTree tree;
    private final Clock clock;

    CongressQueries(AgroalDataSource dataSource, @DataSource("worker") AgroalDataSource worker, UnitTree tree, Clock clock) {
        this.dataSource = dataSource;
        this.worker = worker;
        this.tree = tree;
        this.clock = clock;
    }

    /** What a list of congresses may be narrowed by. Without a state all. */
    public static class Filter {

        @QueryParam("unit")
        public UUID unit;

        @QueryParam("scope")
        @Pattern(regexp = "subtree")
        public String scope;

        @QueryParam("kind")
        @Pattern(regexp = "ordinary|extraordinary")
        public String kind;

        @QueryParam("state")
        @Pattern(regexp = "planned|held|cancelled")
        public String state;

        /** Those that were convened by that day, as they were then, in the tree as it stood. */
        @QueryParam("asOf")
        public LocalDate asOf;
    }

    public CongressView one(UnitScope scope, UUID id) {
        return Sql.of(NOW, scope.from(), scope.to(), scope.from(), scope.to()).add("AND c.id = ?", id).first(dataSource, CongressView::of)
                .orElseThrow(() -> Problem.notFound("congress"));
    }

    /** By day. As of a day on the worker's login, with that day's range as a predicate: what was here then may be elsewhere by now. */
    public Page<CongressView> list(UnitScope scope, Filter filter, PageRequest page) {
        Cursor after = page.after(2);
        Optional<UnitScope> standing = tree.rangeAsOf(range(scope, filter.unit), filter.asOf);
        if (standing.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        UnitScope range = standing.get();
        Sql sql = filter.asOf == null ? Sql.of(NOW, scope.from(), scope.to(), range.from(), range.to())
                : Sql.of(AS_OF, filter.asOf, range.from(), range.to(), scope.from(), scope.to());
        sql.given(filter.scope == null ? filter.unit : null, "AND c.unit_id = ?").given(filter.kind, "AND c.kind = ?").given(filter.state, "AND c.state = ?");
        if (after != null) {
            sql.add("AND (c.planned_on, c.id) > (?, ?)", after.day(0), after.uuid(1));
        }
        return Page.cut(sql.add("ORDER BY c.planned_on, c.id LIMIT ?", page.limit + 1).list(filter.asOf == null ? dataSource : worker, CongressView::of),
                page.limit, congress -> Cursor.of(congress.plannedOn(), congress.id()));
    }

    /** The one whose term ends first comes first. @param asOf as it was on that day, in the tree as it stood; null: today */
    public Page<CongressView.Due> due(UnitScope scope, UUID unit, int withinDays, LocalDate asOf, PageRequest page) {
        Optional<UnitScope> standing = tree.rangeAsOf(range(scope, unit), asOf);
        if (standing.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        UnitScope range = standing.get();
        Cursor after = page.after(2);
        Sql sql = asOf == null ? Sql.of(DUE, range.from(), range.to(), tree.today(clock, range.unit()).plusDays(withinDays))
                : Sql.of(DUE_AS_OF, asOf, range.from(), range.to(), withinDays);
        if (after != null) {
            sql.add("AND (b.planned_end, b.unit_id) > (?, ?)", after.day(0), after.uuid(1));
        }
        return Page.cut(sql.add("ORDER BY b.planned_end, b.unit_id LIMIT ?", page.limit + 1).list(asOf == null ? dataSource : worker, CongressView.Due::of),
                page.limit, due -> Cursor.of(due.termEnds(), due.unitId()));
    }

    /** In the order in which they were named. @param basis null for all, {@code all} with those who withdrew */
    public Page<DelegateView> delegates(UnitScope scope, UUID congress, String basis, boolean all, boolean withRestricted, PageRequest page) {
        one(scope, congress);
        Cursor after = page.after(1);
        Sql sql = Sql.of("SELECT p.*, f.name AS from_name, m.code AS member_code, m.full_name AS member_name, m.restricted_since FROM congress_delegate p "
                + "LEFT JOIN unit f ON f.id = p.from_unit LEFT JOIN member m ON m.id = p.member_id AND m.path >= ? AND m.path < ? WHERE p.congress_id = ?",
                scope.from(), scope.to(), congress).given(basis, "AND p.basis = ?").add(all ? "" : "AND p.withdrawn_on IS NULL")
                .given(after == null ? null : after.uuid(0), "AND p.id > ?").add("ORDER BY p.id LIMIT ?", page.limit + 1);
        return Page.cut(sql.list(dataSource, row -> DelegateView.of(row, withRestricted)), page.limit, delegate -> Cursor.of(delegate.id()));
    }

    private UnitScope range(UnitScope scope, UUID unit) {
        return unit == null ? scope : new UnitScope(unit, tree.require(unit, scope).path());
    }

    void tell(@Observes PersonalData asked) {
        asked.select("congressDelegations", """
                SELECT c.name AS congress, u.code AS "unitCode", c.planned_on AS "plannedOn", p.basis, f.code AS "electedIn", p.act_number AS "actNumber",
                       p.chosen_on AS "chosenOn", p.attended, p.withdrawn_on AS "withdrawnOn", p.withdraw_reason AS "withdrawReason"
                  FROM congress_delegate p JOIN congress c ON c.id = p.congress_id JOIN unit u ON u.id = c.unit_id LEFT JOIN unit f ON f.id = p.from_unit
                 WHERE p.member_id = ? ORDER BY p.chosen_on, p.id""", asked.person());
    }
}
