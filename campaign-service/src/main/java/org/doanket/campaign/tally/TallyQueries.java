package org.doanket.campaign.tally;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/**
 * Sums by day that are kept up with every change (V014__tally.sql). Those of a subtree stand with its root. As of a day after
 * which some unit has moved they are put together from the units' own, by where each stood that day: slower, and as right.
 */
@ApplicationScoped
@Transactional
public class TallyQueries {

    private static final String SUMS = "SELECT t.field, t.kind, t.state, t.measure, sum(t.n) AS n, sum(t.value) AS value FROM tally_cell t ";
    private static final String GROUPED = "GROUP BY t.field, t.kind, t.state, t.measure HAVING sum(t.n) <> 0 ORDER BY t.field, t.kind, t.measure, t.state";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;

    TallyQueries(AgroalDataSource dataSource, UnitTree tree) {
        this.dataSource = dataSource;
        this.tree = tree;
    }

    /** @param what is tallied: models of a year, choices or results of a movement */
    public List<TallyView.Cell> cells(UnitScope scope, String what, String subject, TallyView.Asked asked) {
        UUID unit = asked.unit() == null ? scope.unit() : tree.require(asked.unit(), scope).id();
        return narrowed(rows(what, subject, unit, asked), asked).add(GROUPED).list(dataSource, TallyQueries::cell);
    }

    private Sql rows(String what, String subject, UUID unit, TallyView.Asked asked) {
        if (!asked.isSubtree()) {
            return Sql.of(SUMS + "WHERE t.what = ? AND t.unit_id = ? AND t.own", what, unit).given(subject, "AND t.subject = ?");
        }
        if (unit == null) {
            return Sql.of(SUMS + "WHERE t.what = ? AND t.unit_id IN (SELECT id FROM unit_ref WHERE parent_id IS NULL) AND NOT t.own", what)
                    .given(subject, "AND t.subject = ?");
        }
        if (asked.asOf() != null && hasMovedSince(asked)) {
            UnitScope then = tree.pathAsOf(unit, asked.asOf()).map(path -> new UnitScope(unit, path)).orElseThrow(() -> Problem.notFound("unit"));
            return Sql.of(SUMS + "JOIN unit_placement p ON p.unit_id = t.unit_id AND p.path >= ? AND p.path < ? AND p.valid_from <= ? "
                    + "AND (p.valid_to IS NULL OR p.valid_to > ?) WHERE t.what = ? AND t.own", then.from(), then.to(), asked.asOf(), asked.asOf(), what)
                    .given(subject, "AND t.subject = ?");
        }
        return Sql.of(SUMS + "WHERE t.what = ? AND t.unit_id = ? AND NOT t.own", what, unit).given(subject, "AND t.subject = ?");
    }

    private boolean hasMovedSince(TallyView.Asked asked) {
        return Sql.of("SELECT 1 FROM unit_placement n JOIN unit_placement p ON p.unit_id = n.unit_id AND p.valid_from <= ? AND (p.valid_to IS NULL "
                + "OR p.valid_to > ?) AND p.path <> n.path WHERE n.valid_from > ? LIMIT 1", asked.asOf(), asked.asOf(), asked.asOf())
                .first(dataSource, row -> true).isPresent();
    }

    private static Sql narrowed(Sql rows, TallyView.Asked asked) {
        return rows.given(asked.field(), "AND t.field = ?").given(asked.kind(), "AND t.kind = ?").given(asked.from(), "AND t.day >= ?")
                .given(asked.asOf(), "AND t.day <= ?");
    }

    private static TallyView.Cell cell(ResultSet row) throws SQLException {
        return new TallyView.Cell(row.getString("field"), row.getString("kind"), row.getString("state"), row.getString("measure"), row.getLong("n"),
                row.getBigDecimal("value"));
    }
}
