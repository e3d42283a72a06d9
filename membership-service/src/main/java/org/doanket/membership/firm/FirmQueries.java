package org.doanket.membership.firm;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
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

/**
 * On the worker's login, with the range of the tree of the day as a predicate: a union that has moved since would be hidden by today's
 * paths, and be missing where it stood. Nothing here is of persons.
 */
@ApplicationScoped
@Transactional
public class FirmQueries {

    private final AgroalDataSource worker;
    private final UnitTree tree;
    private final Clock clock;

    FirmQueries(@DataSource("worker") AgroalDataSource worker, UnitTree tree, Clock clock) {
        this.worker = worker;
        this.tree = tree;
        this.clock = clock;
    }

    /** Of a unit and all that stood below it on a day, of each the list that held then; today if none is given. */
    public Page<FirmView> list(UnitScope scope, UUID unit, LocalDate asOf, String cluster, PageRequest page) {
        UnitRef top = tree.require(unit, scope);
        LocalDate day = asOf == null ? Zones.today(clock, top.jurisdiction()) : asOf;
        Cursor after = page.after(2);
        Sql sql = Sql.of("SELECT f.*, l.unit_id, l.as_of FROM unit_placement p CROSS JOIN LATERAL units_on(?, p.path, left(p.path, -1) || '0') u "
                + "JOIN firm_lists_on(?) l ON l.unit_id = u.unit_id JOIN firm f ON f.list_id = l.id "
                + "WHERE p.unit_id = ? AND p.valid_from <= ? AND (p.valid_to IS NULL OR p.valid_to > ?)", day, day, unit, day, day)
                .given(cluster, "AND f.cluster = ?");
        if (after != null) {
            sql.add("AND (f.list_id, f.number) > (?, ?)", after.uuid(0), after.number(1));
        }
        List<FirmView> rows = sql.add("ORDER BY f.list_id, f.number LIMIT ?", page.limit + 1).list(worker, FirmView::of);
        return Page.cut(rows, page.limit, firm -> Cursor.of(firm.listId(), firm.number()));
    }
}
