package org.doanket.campaign.tally;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/** Sums of a unit by its parts: each unit directly below with all below it, and what is the unit's own. They add up to the sum of the unit. */
@ApplicationScoped
@Transactional
public class BelowQueries {

    private final AgroalDataSource dataSource;
    private final UnitTree tree;

    BelowQueries(AgroalDataSource dataSource, UnitTree tree) {
        this.dataSource = dataSource;
        this.tree = tree;
    }

    /**
     * By the tree as it is now.
     *
     * @param unit    null for the caller's own, which for the whole installation is its topmost units
     * @param subject as in {@link TallyQueries#cells}, null for all of them. @param year of what is counted by its day, null for all
     */
    public <T> Page<T> below(UnitScope scope, UUID unit, String what, String subject, Integer year, PageRequest page,
            BiFunction<TallyView.Part, List<TallyView.Cell>, T> shown) {
        UUID about = unit == null ? scope.unit() : tree.require(unit, scope).id();
        Page<TallyView.Part> parts = parts(about, page);
        List<UUID> below = parts.items().stream().filter(part -> !part.own()).map(TallyView.Part::unit).toList();
        Map<UUID, List<TallyView.Cell>> cells = new HashMap<>();
        Sql sums = Sql.of("SELECT t.unit_id, t.field, t.kind, t.state, t.measure, sum(t.n) AS n, sum(t.value) AS value FROM tally_cell t WHERE t.what = ? "
                + "AND t.span = 'm' AND (t.unit_id = ANY (?::uuid[]) AND NOT t.own OR t.unit_id = ?::uuid AND t.own)", what, Sql.column(below, id -> id), about)
                .given(subject, "AND t.subject = ?");
        if (year != null) {
            sums.add("AND t.day BETWEEN ? AND ?", LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
        }
        sums.add("GROUP BY 1, 2, 3, 4, 5 HAVING sum(t.n) <> 0 ORDER BY 1, 2, 3, 5, 4").list(dataSource, row -> cells.computeIfAbsent(
                row.getObject("unit_id", UUID.class), any -> new ArrayList<>()).add(TallyQueries.cell(row)));
        return new Page<>(parts.items().stream().map(part -> shown.apply(part, cells.getOrDefault(part.unit(), List.of()))).toList(), parts.next());
    }

    /** Also units that have ended: what they did stays with them. */
    private Page<TallyView.Part> parts(UUID about, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(Sql.of("SELECT u.id, u.code, u.name, u.id IS NOT DISTINCT FROM ?::uuid AS own FROM unit_ref u WHERE (u.parent_id IS NOT DISTINCT FROM ?::uuid "
                + "OR u.id = ?::uuid)", about, about, about).given(after == null ? null : after.text(0), "AND u.code COLLATE \"C\" > ?")
                .add("ORDER BY u.code COLLATE \"C\" LIMIT ?", page.limit + 1).list(dataSource, row -> new TallyView.Part(row.getObject("id", UUID.class),
                        row.getString("code"), row.getString("name"), row.getBoolean("own"))), page.limit, part -> Cursor.of(part.unitCode()));
    }
}
