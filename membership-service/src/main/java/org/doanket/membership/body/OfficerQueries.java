package org.doanket.membership.body;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

@ApplicationScoped
@Transactional
public class OfficerQueries {

    private final AgroalDataSource dataSource;
    private final UnitTree tree;

    OfficerQueries(AgroalDataSource dataSource, UnitTree tree) {
        this.dataSource = dataSource;
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
    }

    public OfficerView one(UnitScope scope, UUID id) {
        return select().add("WHERE o.id = ? AND o.path >= ? AND o.path < ?", id, scope.from(), scope.to()).first(dataSource, OfficerView::of)
                .orElseThrow(() -> Problem.notFound("officer"));
    }

    public Page<OfficerView> list(UnitScope scope, Filter filter, PageRequest page) {
        Cursor after = page.after(1);
        UnitScope range = filter.unit == null ? scope : new UnitScope(filter.unit, tree.require(filter.unit, scope).path());
        Sql sql = select().add("WHERE o.path >= ? AND o.path < ?", range.from(), range.to());
        if (filter.unit != null && filter.scope == null) {
            sql.add("AND o.unit_id = ?", filter.unit);
        }
        if (!"all".equals(filter.state)) {
            sql.add("AND o.ended_on IS NULL");
        }
        sql.given(filter.body, "AND o.body_id = ?").given(filter.member, "AND o.member_id = ?").given(filter.position, "AND o.position = ?")
                .given(after == null ? null : after.uuid(0), "AND o.id > ?").add("ORDER BY o.id LIMIT ?", page.limit + 1);
        return Page.cut(sql.list(dataSource, OfficerView::of), page.limit, officer -> Cursor.of(officer.id()));
    }

    private static Sql select() {
        // The column's name is made of one of our three languages, never of what a client sent.
        return Sql.of("SELECT o.*, b.kind AS body_kind, b.planned_end, p.name_" + Language.current().getLanguage() + " AS position_name, "
                + "m.code AS member_code, m.full_name AS member_name, ARRAY(SELECT DISTINCT r.role FROM role_binding r WHERE r.officer_id = o.id "
                + "AND o.ended_on IS NULL ORDER BY r.role) AS roles FROM officer o JOIN body b ON b.id = o.body_id "
                + "JOIN body_position p ON p.jurisdiction = b.jurisdiction AND p.body_kind = b.kind AND p.code = o.position "
                + "LEFT JOIN member m ON m.id = o.member_id");
    }
}
