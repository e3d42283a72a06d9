package org.doanket.membership.firm;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

@ApplicationScoped
@Transactional
public class FirmQueries {

    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final Clock clock;

    FirmQueries(AgroalDataSource dataSource, UnitTree tree, Clock clock) {
        this.dataSource = dataSource;
        this.tree = tree;
        this.clock = clock;
    }

    /** Of a unit and all below it, of each the list that holds on a day; today if none is given. */
    public Page<FirmView> list(UnitScope scope, UUID unit, LocalDate asOf, String cluster, PageRequest page) {
        UnitRef top = tree.require(unit, scope);
        LocalDate day = asOf == null ? Zones.today(clock, top.jurisdiction()) : asOf;
        UnitScope range = new UnitScope(unit, top.path());
        Cursor after = page.after(2);
        Sql sql = Sql.of("SELECT f.*, l.unit_id, l.as_of FROM firm_lists_on(?) l JOIN unit u ON u.id = l.unit_id JOIN firm f ON f.list_id = l.id "
                + "WHERE u.path >= ? AND u.path < ?", day, range.from(), range.to()).given(cluster, "AND f.cluster = ?");
        if (after != null) {
            sql.add("AND (f.list_id, f.number) > (?, ?)", after.uuid(0), after.number(1));
        }
        List<FirmView> rows = sql.add("ORDER BY f.list_id, f.number LIMIT ?", page.limit + 1).list(dataSource, FirmView::of);
        return Page.cut(rows, page.limit, firm -> Cursor.of(firm.listId(), firm.number()));
    }
}
