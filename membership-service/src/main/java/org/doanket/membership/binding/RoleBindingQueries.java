package org.doanket.membership.binding;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.util.UUID;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

@ApplicationScoped
@Transactional
public class RoleBindingQueries {

    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final Clock clock;

    RoleBindingQueries(AgroalDataSource dataSource, UnitTree tree, Clock clock) {
        this.dataSource = dataSource;
        this.tree = tree;
        this.clock = clock;
    }

    /** What a list of bindings may be narrowed by. Without {@code state} those in force now. */
    public static class Filter {

        @QueryParam("unit")
        public UUID unit;

        @QueryParam("scope")
        @Pattern(regexp = "subtree")
        public String scope;

        @QueryParam("member")
        public UUID member;

        @QueryParam("subject")
        public String subject;

        @QueryParam("role")
        public String role;

        @QueryParam("state")
        @Pattern(regexp = "in-force|all")
        public String state;
    }

    public Page<RoleBindingView> list(UnitScope scope, Filter filter, PageRequest page) {
        Cursor after = page.after(1);
        UnitScope range = filter.unit == null ? scope : new UnitScope(filter.unit, tree.require(filter.unit, scope).path());
        Sql sql = Sql.of("SELECT b.* FROM role_binding b JOIN unit u ON u.id = b.unit_id WHERE u.path >= ? AND u.path < ?", range.from(), range.to());
        if (filter.unit != null && filter.scope == null) {
            sql.add("AND b.unit_id = ?", filter.unit);
        }
        if (!"all".equals(filter.state)) {
            sql.add("AND b.valid_from <= ? AND (b.valid_to IS NULL OR b.valid_to > ?)", clock.instant(), clock.instant());
        }
        sql.given(filter.member, "AND b.member_id = ?").given(filter.subject, "AND b.subject = ?").given(filter.role, "AND b.role = ?")
                .given(after == null ? null : after.uuid(0), "AND b.id > ?").add("ORDER BY b.id LIMIT ?", page.limit + 1);
        return Page.cut(sql.list(dataSource, RoleBindingView::of), page.limit, row -> Cursor.of(row.id()));
    }
}
