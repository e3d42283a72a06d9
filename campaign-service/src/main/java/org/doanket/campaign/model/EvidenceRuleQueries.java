package org.doanket.campaign.model;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;

/** Which papers the steps of a model's life need. */
@ApplicationScoped
@Transactional
@Unscoped("rules are public")
public class EvidenceRuleQueries {

    private final AgroalDataSource dataSource;

    EvidenceRuleQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Of each unit from the top down to this one the newest that has begun: all of them hold together, so that a unit below adds to what
     * is asked above and takes nothing away. The top of the tree speaks in place of the jurisdiction.
     */
    public List<EvidenceRuleView> inForce(UnitRef unit, String step, LocalDate day) {
        return Sql.of("SELECT * FROM (SELECT DISTINCT ON (e.unit_id) e.*, coalesce(r.path, '') AS path "
                + "FROM evidence_rule e LEFT JOIN unit_ref r ON r.id = e.unit_id WHERE e.jurisdiction = ? "
                + "AND (e.unit_id IS NULL OR starts_with(?, r.path)) AND e.step = ? AND e.valid_from <= ? AND e.cancelled_at IS NULL ORDER BY e.unit_id, e.valid_from DESC) n",
                unit.jurisdiction(), unit.path(), step, day).add("WHERE unit_id IS NOT NULL OR NOT EXISTS (SELECT FROM evidence_rule t "
                + "JOIN unit_ref r ON r.id = t.unit_id WHERE r.parent_id IS NULL AND starts_with(?, r.path) AND t.step = ? AND t.valid_from <= ? "
                + "AND t.cancelled_at IS NULL)",
                unit.path(), step, day).add("ORDER BY length(path)").list(dataSource, EvidenceRuleView::of);
    }

    /** All that reach a unit, of each step the nearest first. */
    public Page<EvidenceRuleView> reaching(UnitRef unit, PageRequest page) {
        Cursor after = page.after(4);
        record Placed(EvidenceRuleView rule, int depth) {
        }
        Sql select = Sql.of("SELECT * FROM (SELECT e.*, coalesce(length(r.path), 0) AS depth FROM evidence_rule e LEFT JOIN unit_ref r ON r.id = e.unit_id "
                + "WHERE e.jurisdiction = ? AND (e.unit_id IS NULL OR starts_with(?, r.path))) e WHERE true", unit.jurisdiction(), unit.path());
        if (after != null) {
            select.add("AND (step COLLATE \"C\" > ? OR step = ? AND (depth, valid_from, id) < (?::bigint, ?, ?))", after.text(0), after.text(0),
                    after.number(1),
                    after.day(2), after.uuid(3));
        }
        Page<Placed> placed = Page.cut(select.add("ORDER BY step COLLATE \"C\", depth DESC, valid_from DESC, id DESC LIMIT ?", page.limit + 1)
                .list(dataSource, row -> new Placed(EvidenceRuleView.of(row), row.getInt("depth"))), page.limit,
                each -> Cursor.of(each.rule().step(), each.depth(), each.rule().validFrom(), each.rule().id()));
        return new Page<>(placed.items().stream().map(Placed::rule).toList(), placed.next());
    }
}
