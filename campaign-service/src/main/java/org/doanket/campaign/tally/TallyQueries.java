package org.doanket.campaign.tally;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/**
 * Sums by day that are kept up with every change (V014__tally.sql). Those of a subtree stand with its root. As of a day after
 * which some unit has moved to or from there they are put together from the units' own, by where each stood that day: slower, and as right, also where
 * some of those units have left the reader's range since (V073__tally_of_a_past_day.sql).
 */
@ApplicationScoped
@Transactional
public class TallyQueries {

    private static final String GROUPED = ") c GROUP BY field, kind, state, measure HAVING sum(n) <> 0 ORDER BY field, kind, measure, state";
    private static final String CELLS = "SELECT t.field, t.kind, t.state, t.measure, t.n, t.value FROM tally_cell t ";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;

    TallyQueries(AgroalDataSource dataSource, UnitTree tree) {
        this.dataSource = dataSource;
        this.tree = tree;
    }

    /** @param what is tallied: models of a year, choices or results of a movement */
    public List<TallyView.Cell> cells(UnitScope scope, String what, String subject, TallyView.Asked asked) {
        UUID unit = asked.unit() == null ? scope.unit() : tree.require(asked.unit(), scope).id();
        boolean hasMoved = unit != null && asked.isSubtree() && asked.asOf() != null && hasMovedSince(unit, asked.asOf());
        Sql sums = Sql.of("SELECT field, kind, state, measure, sum(n) AS n, sum(value) AS value FROM (");
        String between = "";
        for (Span span : Span.of(asked.from(), asked.asOf())) {
            sums.add(between);
            if (hasMoved) {
                sums.add("SELECT t.* FROM tally_as_of(?, ?, ?, ?, ?, ?, ?) t WHERE true", unit, asked.asOf(), what, subject, span.unit(), span.from(),
                        span.to());
            } else {
                rows(sums, what, unit, asked);
                sums.add("AND t.span = ? AND t.day BETWEEN ? AND ?", span.unit(), span.from(), span.to()).given(subject, "AND t.subject = ?");
            }
            sums.given(asked.field(), "AND t.field = ?").given(asked.kind(), "AND t.kind = ?");
            between = "UNION ALL";
        }
        return sums.add(GROUPED).list(dataSource, TallyQueries::cell);
    }

    private static void rows(Sql sums, String what, UUID unit, TallyView.Asked asked) {
        if (!asked.isSubtree()) {
            sums.add(CELLS + "WHERE t.what = ? AND t.unit_id = ? AND t.own", what, unit);
        } else if (unit == null) {
            sums.add(CELLS + "WHERE t.what = ? AND t.unit_id IN (SELECT id FROM unit_ref WHERE parent_id IS NULL) AND NOT t.own", what);
        } else {
            sums.add(CELLS + "WHERE t.what = ? AND t.unit_id = ? AND NOT t.own", what, unit);
        }
    }

    /** Whether some unit that stood below this one that day stands there no more, or the other way round: moves elsewhere and within change no sum of it. */
    private boolean hasMovedSince(UUID unit, LocalDate day) {
        if (Sql.of("SELECT 1 FROM unit_placement n JOIN unit_placement p ON p.unit_id = n.unit_id AND p.valid_from <= ? AND (p.valid_to IS NULL "
                + "OR p.valid_to > ?) AND p.path <> n.path WHERE n.valid_from > ? LIMIT 1", day, day, day).first(dataSource, row -> true).isEmpty()) {
            return false;
        }
        String then = tree.pathAsOf(unit, day).orElseThrow(() -> Problem.notFound("unit"));
        return Sql.of("SELECT 1 FROM unit_placement n JOIN unit_placement p ON p.unit_id = n.unit_id AND p.valid_from <= ? AND (p.valid_to IS NULL "
                + "OR p.valid_to > ?) JOIN unit_ref u ON u.id = n.unit_id WHERE n.valid_from > ? AND starts_with(p.path, ?) <> starts_with(u.path, ?) LIMIT 1",
                day, day, day, then, tree.find(unit).orElseThrow().path()).first(dataSource, row -> true).isPresent();
    }

    static TallyView.Cell cell(ResultSet row) throws SQLException {
        return new TallyView.Cell(row.getString("field"), row.getString("kind"), row.getString("state"), row.getString("measure"), row.getLong("n"),
                row.getBigDecimal("value"));
    }
}
