package org.doanket.campaign.supervision;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.Subtree;
import org.doanket.platform.money.Money;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/** What came of a year's supervision, over a unit or all below it. */
@ApplicationScoped
@Transactional
public class SupervisionTallyQueries {

    private static final String COUNTS = """
            WITH place AS MATERIALIZED (SELECT u.id, legal_day(u.jurisdiction, now()) AS today FROM unit_ref u WHERE true %s),
            s AS MATERIALIZED (SELECT * FROM supervision WHERE year = ? AND state <> 'cancelled' AND unit_id IN (SELECT id FROM place)),
            f AS MATERIALIZED (SELECT * FROM finding WHERE supervision_id IN (SELECT id FROM s)),
            r AS MATERIALIZED (SELECT c.*, place.today FROM recommendation c JOIN place ON place.id = c.unit_id WHERE c.finding_id IN (SELECT id FROM f))
            SELECT (SELECT count(*) FROM supervision_programme p WHERE p.year = ? AND p.state NOT IN ('draft', 'returned') AND p.unit_id IN (SELECT id FROM place)) AS programmes,
              (SELECT count(*) FROM s) AS supervisions, (SELECT count(*) FROM s WHERE state = 'concluded') AS concluded,
              (SELECT count(*) FROM supervision_subject j WHERE j.supervision_id IN (SELECT id FROM s)) AS subjects,
              (SELECT count(*) FROM supervision_session t WHERE t.supervision_id IN (SELECT id FROM s)) AS sessions, q.*, w.*
            FROM (SELECT count(*) FILTER (WHERE kind = 'violation') AS violations, count(*) FILTER (WHERE severity = 'minor') AS minor,
                    count(*) FILTER (WHERE severity = 'serious') AS serious, count(*) FILTER (WHERE severity = 'grave') AS grave FROM f) q,
                 (SELECT count(*) AS recommendations, count(*) FILTER (WHERE state = 'open') AS open,
                    count(*) FILTER (WHERE state = 'open' AND due < today OR state = 'answered' AND carry_due < today) AS overdue,
                    count(*) FILTER (WHERE state = 'carried-out') AS carried_out,
                    coalesce(sum(people), 0) AS helped FROM r) w""";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;

    SupervisionTallyQueries(AgroalDataSource dataSource, UnitTree tree) {
        this.dataSource = dataSource;
        this.tree = tree;
    }

    public SupervisionView.Tally of(UnitScope scope, UUID unit, String wanted, int year) {
        Subtree place = Subtree.of(tree, scope, unit, wanted);
        List<Money> recovered = place.narrow(Sql.of("SELECT r.currency, sum(r.amount) AS amount FROM recommendation r JOIN finding f ON f.id = r.finding_id "
                + "JOIN supervision s ON s.id = f.supervision_id AND s.state <> 'cancelled' JOIN unit_ref u ON u.id = s.unit_id WHERE "
                + "s.year = ? AND r.amount IS NOT NULL", year))
                .add("GROUP BY r.currency ORDER BY r.currency").list(dataSource, row -> new Money(row.getLong("amount"), row.getString("currency")));
        String range = place.unit() == null ? "AND u.path >= ? AND u.path < ?" : "AND u.path >= ? AND u.path < ? AND u.id = ?";
        Sql counts = place.unit() == null ? Sql.of(COUNTS.formatted(range), place.range().from(), place.range().to(), year, year)
                : Sql.of(COUNTS.formatted(range), place.range().from(), place.range().to(), place.unit(), year, year);
        return counts.first(dataSource, row -> new SupervisionView.Tally(year, row.getInt("programmes"), row.getInt("supervisions"), row.getInt("concluded"),
                row.getInt("subjects"), row.getInt("sessions"), row.getInt("violations"), row.getInt("minor"), row.getInt("serious"), row.getInt("grave"),
                row.getInt("recommendations"), row.getInt("open"), row.getInt("overdue"), row.getInt("carried_out"), row.getLong("helped"), recovered))
                .orElseThrow();
    }
}
