package org.doanket.membership.transfer;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.doanket.membership.WiderScope;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitTree;

@ApplicationScoped
@Transactional
public class TransferQueries {

    /** Who it is: from the register where the caller sees it, else as far as the transfer names him. */
    private static final String SELECT = "SELECT t.*, f.path AS from_path, f.code AS from_code, f.name AS from_name, f.jurisdiction, o.path AS to_path, "
            + "o.code AS to_code, o.name AS to_name, coalesce(m.code, p.code) AS member_code, coalesce(m.full_name, p.full_name) AS member_name, "
            + "coalesce(m.category, p.category) AS member_category, coalesce(m.joined_on, p.joined_on) AS member_joined_on, "
            + "restricted_since(t.member_id) "
            + "FROM transfer t JOIN unit f ON f.id = t.from_unit JOIN unit o ON o.id = t.to_unit LEFT JOIN member m ON m.id = t.member_id "
            + "AND m.path >= ? AND m.path < ? LEFT JOIN LATERAL transfer_person(t.id) p ON true WHERE ";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final Clock clock;

    TransferQueries(AgroalDataSource dataSource, UnitTree tree, Clock clock) {
        this.dataSource = dataSource;
        this.tree = tree;
        this.clock = clock;
    }

    /** What a list may be narrowed by: a unit with all below it, on either side or on the one named. */
    public static class Filter {

        @QueryParam("unit")
        public UUID unit;

        @QueryParam("side")
        @Pattern(regexp = "from|to")
        public String side;

        @QueryParam("state")
        @Pattern(regexp = "asked|accepted|done|refused|withdrawn|lapsed")
        public String state;

        /** Only those on which the unit above both may decide now. */
        @QueryParam("silent")
        @DefaultValue("false")
        public boolean silent;
    }

    /** The newest first. */
    public Page<TransferView> list(UnitScope scope, Filter filter, PageRequest page) {
        UnitScope range = filter.unit == null ? scope : new UnitScope(filter.unit, tree.require(filter.unit, scope).path());
        Cursor after = page.after(1);
        Sql sql = within(scope, range, filter.side).given(filter.state, "AND t.state = ?").given(after == null ? null : after.uuid(0), "AND t.id < ?");
        if (filter.silent) {
            sql.add("AND t.state = 'asked' AND t.silence_ends < CASE f.jurisdiction WHEN 'cn' THEN ?::date ELSE ?::date END", today("cn"), today("vn"));
        }
        return Page.cut(sql.add("ORDER BY t.id DESC LIMIT ?", page.limit + 1).list(dataSource, row -> view(row, scope)), page.limit,
                transfer -> Cursor.of(transfer.id()));
    }

    public TransferView one(UnitScope scope, UUID id) {
        return within(scope, scope, null).add("AND t.id = ?", id).first(dataSource, row -> view(row, scope)).orElseThrow(() -> Problem.notFound("transfer"));
    }

    public TransferView own(UnitScope scope, UUID member, UUID id) {
        return own(scope, member, sql -> sql.add("AND t.id = ?", id)).stream().findFirst().orElseThrow(() -> Problem.notFound("transfer"));
    }

    /** A member's own, the newest first; he sees both sides, also of units that he has left since. */
    public Page<TransferView> of(UnitScope scope, UUID member, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(own(scope, member, sql -> sql.given(after == null ? null : after.uuid(0), "AND t.id < ?").add("ORDER BY t.id DESC LIMIT ?",
                page.limit + 1)), page.limit, transfer -> Cursor.of(transfer.id()));
    }

    /** What is his own he sees whole, wherever he is by now. */
    private List<TransferView> own(UnitScope scope, UUID member, UnaryOperator<Sql> narrowed) {
        return WiderScope.everywhere(dataSource, () -> narrowed.apply(Sql.of(SELECT, scope.from(), scope.to()).add("t.member_id = ?", member))
                .list(dataSource, row -> view(row, UnitScope.ROOT)));
    }

    private static Sql within(UnitScope scope, UnitScope range, String side) {
        Sql sql = Sql.of(SELECT, scope.from(), scope.to());
        if (side == null) {
            return sql.add("(f.path >= ? AND f.path < ? OR o.path >= ? AND o.path < ?)", range.from(), range.to(), range.from(), range.to());
        }
        return sql.add(side.equals("from") ? "f.path >= ? AND f.path < ?" : "o.path >= ? AND o.path < ?", range.from(), range.to());
    }

    private TransferView view(ResultSet row, UnitScope scope) throws SQLException {
        return TransferView.of(row, scope, today(row.getString("jurisdiction")));
    }

    private LocalDate today(String jurisdiction) {
        return Zones.today(clock, jurisdiction);
    }
}
