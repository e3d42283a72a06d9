package org.doanket.membership.body;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

@ApplicationScoped
@Transactional
public class OfficerQueries {

    private static final String NOW = "(SELECT x.*, ARRAY(SELECT DISTINCT r.role FROM role_binding r WHERE r.officer_id = x.id AND x.ended_on IS NULL "
            + "ORDER BY r.role) AS roles FROM officer x)";

    /**
     * Looks the same, as it stood at the end of a day. Who is elsewhere by now shows as whose: without the account, and further below without the name.
     */
    private static final String AS_OF = "(SELECT x.id, x.body_id, x.unit_id, t.path, x.member_id, x.position, x.basis, x.act_number, x.act_date, "
            + "CASE WHEN x.path >= ? AND x.path < ? THEN x.account END AS account, x.full_time, x.starts_on, "
            + "CASE WHEN x.ended_on <= d.day THEN x.ended_on END AS ended_on, CASE WHEN x.ended_on <= d.day THEN x.end_reason END AS end_reason, "
            + "CASE WHEN x.ended_on <= d.day THEN x.end_act END AS end_act, "
            + "x.dismissed AND x.ended_on <= d.day AS dismissed, CASE WHEN x.notice_on <= d.day THEN x.notice_on END AS notice_on, x.version, "
            + "ARRAY(SELECT DISTINCT r.role FROM role_binding r CROSS JOIN LATERAL (SELECT (d.day + 1)::timestamp AT TIME ZONE CASE t.jurisdiction "
            + "WHEN 'cn' THEN 'Asia/Shanghai' ELSE 'Asia/Ho_Chi_Minh' END) AS m (midnight) WHERE r.officer_id = x.id AND r.valid_from < m.midnight "
            + "AND (r.valid_to IS NULL OR r.valid_to >= m.midnight) ORDER BY r.role) AS roles "
            + "FROM (SELECT ?::date) AS d (day) CROSS JOIN LATERAL units_on(d.day, ?, ?) t JOIN officer x ON x.unit_id = t.unit_id AND x.starts_on <= d.day)";

    private final AgroalDataSource dataSource;
    private final AgroalDataSource worker;
    private final UnitTree tree;

    OfficerQueries(AgroalDataSource dataSource, @DataSource("worker") AgroalDataSource worker, UnitTree tree) {
        this.dataSource = dataSource;
        this.worker = worker;
        this.tree = tree;
    }

    /** What a list of officers may be narrowed by. Without a state those in office or waiting for it. */
    public static class Filter {

        @QueryParam("unit")
        public UUID unit;

        @QueryParam("scope")
        @Pattern(regexp = "subtree")
        public String scope;

        @QueryParam("body")
        public UUID body;

        @QueryParam("member")
        public UUID member;

        @QueryParam("position")
        public String position;

        @QueryParam("state")
        @Pattern(regexp = "open|all")
        public String state;

        /** Those who were in office, or waited for it, on that day, in the tree as it stood. */
        @QueryParam("asOf")
        public LocalDate asOf;
    }

    /** @param withRestricted whether the caller sees whose office it is also where the member has had the file restricted */
    public OfficerView one(UnitScope scope, UUID id, boolean withRestricted) {
        return select(scope, NOW).add("WHERE o.id = ? AND o.path >= ? AND o.path < ?", id, scope.from(), scope.to())
                .first(dataSource, row -> OfficerView.of(row, withRestricted)).orElseThrow(() -> Problem.notFound("officer"));
    }

    /** As of a day on the worker's login, with that day's range as a predicate: whose unit was here then may be elsewhere by now. */
    public Page<OfficerView> list(UnitScope scope, Filter filter, boolean withRestricted, PageRequest page) {
        Cursor after = page.after(1);
        Optional<UnitScope> standing = tree.rangeAsOf(filter.unit == null ? scope : new UnitScope(filter.unit, tree.require(filter.unit, scope).path()),
                filter.asOf);
        if (standing.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        UnitScope range = standing.get();
        Sql sql = filter.asOf == null ? select(scope, NOW)
                : select(scope, AS_OF, scope.from(), scope.to(), filter.asOf, range.from(), range.to());
        sql.add("WHERE o.path >= ? AND o.path < ?", range.from(), range.to());
        if (filter.unit != null && filter.scope == null) {
            sql.add("AND o.unit_id = ?", filter.unit);
        }
        if (!"all".equals(filter.state)) {
            sql.add("AND o.ended_on IS NULL");
        }
        sql.given(filter.body, "AND o.body_id = ?").given(filter.member, "AND o.member_id = ?").given(filter.position, "AND o.position = ?")
                .given(after == null ? null : after.uuid(0), "AND o.id > ?").add("ORDER BY o.id LIMIT ?", page.limit + 1);
        return Page.cut(sql.list(filter.asOf == null ? dataSource : worker, row -> OfficerView.of(row, withRestricted)), page.limit,
                officer -> Cursor.of(officer.id()));
    }

    /** Who of these had a seat in a body of that kind on that day. */
    @Unscoped("callers have found unit and members within what they reach")
    public Set<UUID> seated(UUID unit, String kind, LocalDate day, List<UUID> members) {
        return Set.copyOf(Sql.of("SELECT DISTINCT o.member_id FROM officer o JOIN body b ON b.id = o.body_id JOIN body_positions_on(?) p "
                + "ON p.jurisdiction = b.jurisdiction AND p.body_kind = b.kind AND p.code = o.position AND p.takes_seat WHERE b.unit_id = ? AND b.kind = ? "
                + "AND b.state IN ('sitting', 'ended') AND o.member_id = ANY (?::uuid[]) AND o.starts_on <= ? AND (o.ended_on IS NULL OR o.ended_on > ?)",
                day, unit, kind, Sql.column(members, member -> member), day, day).list(dataSource, row -> row.getObject(1, UUID.class)));
    }

    /** Names only of members whom the caller reaches today. */
    private static Sql select(UnitScope scope, String officers, Object... values) {
        // The column's name is made of one of our three languages, never of what a client sent.
        return Sql.of("SELECT o.*, b.kind AS body_kind, b.planned_end, p.name_" + Language.current().getLanguage() + " AS position_name, "
                + "m.code AS member_code, m.full_name AS member_name, m.restricted_since FROM").add(officers, values).add("o JOIN body b ON b.id = o.body_id "
                + "JOIN body_position p ON p.jurisdiction = b.jurisdiction AND p.body_kind = b.kind AND p.code = o.position "
                + "LEFT JOIN member m ON m.id = o.member_id AND m.path >= ? AND m.path < ?", scope.from(), scope.to());
    }

    void tell(@Observes PersonalData asked) {
        asked.select("offices", """
                SELECT b.kind AS body, u.code AS "unitCode", o.position, o.basis, o.act_number AS "actNumber", o.account, o.starts_on AS "startsOn",
                       o.ended_on AS "endedOn", o.end_reason AS "endReason", o.dismissed, o.notice_on AS "noticeGivenOn"
                  FROM officer o JOIN body b ON b.id = o.body_id LEFT JOIN unit u ON u.id = o.unit_id WHERE o.member_id = ?
                 ORDER BY o.starts_on, o.id""", asked.person());
    }
}
