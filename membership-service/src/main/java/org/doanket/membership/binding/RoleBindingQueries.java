package org.doanket.membership.binding;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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

    private static final String NOW = "SELECT b.* FROM role_binding b JOIN unit u ON u.id = b.unit_id WHERE u.path >= ? AND u.path < ?";

    /** Of the units that stood there on a day; whose unit is elsewhere by now shows without the account. Those that held at the end of the day. */
    private static final String AS_OF = "SELECT b.*, d.midnight FROM units_on(?, ?, ?) t "
            + "CROSS JOIN LATERAL (SELECT (?::date + 1)::timestamp AT TIME ZONE CASE t.jurisdiction WHEN 'cn' THEN 'Asia/Shanghai' ELSE 'Asia/Ho_Chi_Minh' END) "
            + "AS d (midnight) CROSS JOIN LATERAL (SELECT b.id, b.officer_id, b.member_id, CASE WHEN u.path >= ? AND u.path < ? THEN b.subject END AS subject, "
            + "b.role, b.unit_id, b.valid_from, CASE WHEN b.valid_to < d.midnight THEN b.valid_to END AS valid_to "
            + "FROM role_binding b JOIN unit u ON u.id = b.unit_id WHERE b.unit_id = t.unit_id) b WHERE b.valid_from < d.midnight";

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

        /** Those in force at the end of that day, at the units that stood below then. */
        @QueryParam("asOf")
        public LocalDate asOf;
    }

    public Page<RoleBindingView> list(UnitScope scope, Filter filter, PageRequest page) {
        Cursor after = page.after(1);
        Optional<UnitScope> standing = tree.rangeAsOf(filter.unit == null ? scope : new UnitScope(filter.unit, tree.require(filter.unit, scope).path()),
                filter.asOf);
        if (standing.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        UnitScope range = standing.get();
        Sql sql = filter.asOf == null ? Sql.of(NOW, range.from(), range.to())
                : Sql.of(AS_OF, filter.asOf, range.from(), range.to(), filter.asOf, scope.from(), scope.to());
        if (filter.unit != null && filter.scope == null) {
            sql.add("AND b.unit_id = ?", filter.unit);
        }
        if (filter.asOf != null) {
            sql.add("all".equals(filter.state) ? "" : "AND b.valid_to IS NULL");
        } else if (!"all".equals(filter.state)) {
            sql.add("AND b.valid_from <= ? AND (b.valid_to IS NULL OR b.valid_to > ?)", clock.instant(), clock.instant());
        }
        sql.given(filter.member, "AND b.member_id = ?").given(filter.subject, "AND b.subject = ?").given(filter.role, "AND b.role = ?")
                .given(after == null ? null : after.uuid(0), "AND b.id > ?").add("ORDER BY b.id LIMIT ?", page.limit + 1);
        return Page.cut(sql.list(dataSource, RoleBindingView::of), page.limit, row -> Cursor.of(row.id()));
    }
}
