package org.doanket.campaign.plan;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/**
 * How far targets are, for many in two statements: those that are bound from the facts of their units, the others from the
 * reports on them and on their shares below. Units are found by the paths they have now, so who moved counts where he is.
 */
@ApplicationScoped
@Transactional
public class ProgressQueries {

    /** Of a ratio the second part is counted in the same way. */
    private static final String COUNTED = "SELECT t.id, coalesce(sum(f.value) FILTER (WHERE f.binding = t.binding), 0) AS counted, "
            + "coalesce(sum(f.value) FILTER (WHERE f.binding = t.denominator), 0) AS denominator, count(*) FILTER (WHERE f.value <> 0) AS sources, "
            + "max(f.at) AS as_of FROM target t CROSS JOIN LATERAL (SELECT t.binding AS code UNION ALL SELECT t.denominator WHERE t.denominator IS NOT NULL) p "
            + "JOIN binding b ON b.code = p.code JOIN unit_ref r ON r.id = t.bound_unit "
            + "JOIN unit_ref u ON u.path >= r.path AND u.path < left(r.path, -1) || '0' JOIN counted_fact f ON f.binding = p.code "
            + "AND f.unit_id = u.id AND f.currency = coalesce(t.currency, '') "
            + "AND f.day BETWEEN CASE WHEN b.monthly THEN date_trunc('month', t.starts)::date ELSE t.starts END AND least(t.ends, ?) "
            + "WHERE t.id = ANY (string_to_array(?, ',')::uuid[]) AND r.path >= ? AND r.path < ? GROUP BY t.id";

    /** A share counts only while its unit stands below that of the target; each day of each share by its newest report. */
    private static final String REPORTED = "WITH RECURSIVE share (root, path, starts, ends, id) AS ("
            + "SELECT t.id, u.path, t.starts, t.ends, t.id FROM target t JOIN unit_ref u ON u.id = t.unit_id "
            + "WHERE t.binding IS NULL AND t.id = ANY (string_to_array(?, ',')::uuid[]) AND u.path >= ? AND u.path < ? "
            + "UNION ALL SELECT s.root, s.path, s.starts, s.ends, c.id FROM share s JOIN target c ON c.parent_id = s.id "
            + "JOIN unit_ref u ON u.id = c.unit_id AND starts_with(u.path, s.path)), "
            + "latest AS (SELECT DISTINCT ON (s.root, s.id, p.day) s.root, p.* FROM share s JOIN progress_report p ON p.target_id = s.id "
            + "AND p.day BETWEEN s.starts AND least(s.ends, ?) ORDER BY s.root, s.id, p.day, p.id DESC) "
            + "SELECT root, target_id, sum(value) AS total, (array_agg(value ORDER BY day DESC))[1] AS last, "
            + "(array_agg(numerator ORDER BY day DESC))[1] AS numerator, (array_agg(denominator ORDER BY day DESC))[1] AS denominator, "
            + "max(day) AS newest, max(reported_at) AS as_of, count(*) AS reports FROM latest GROUP BY root, target_id";

    private record Reported(UUID root, RollUp.Part part, OffsetDateTime asOf, long reports) {
    }

    /** What is known of a target besides how it is defined. */
    record Known(RollUp.Figure figure, OffsetDateTime asOf, long sources) {
    }

    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private final AgroalDataSource dataSource;

    ProgressQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param aggregations of the targets asked for, by their ids. @param until the last day that counts, or null */
    Map<UUID, Known> of(UnitScope scope, Map<UUID, String> aggregations, LocalDate until) {
        LocalDate last = until == null ? LAST : until;
        Map<UUID, Known> known = new HashMap<>();
        String ids = ids(aggregations.keySet());
        Sql.of(COUNTED, last, ids, scope.from(), scope.to()).list(dataSource, row -> known.put(row.getObject("id", UUID.class),
                new Known(RollUp.counted(aggregations.get(row.getObject("id", UUID.class)), row.getBigDecimal("counted"), row.getBigDecimal("denominator")),
                        row.getObject("as_of", OffsetDateTime.class), row.getLong("sources"))));
        List<Reported> reported = Sql.of(REPORTED, ids, scope.from(), scope.to(), last).list(dataSource, row -> new Reported(
                row.getObject("root", UUID.class), new RollUp.Part(zero(row.getBigDecimal("total")), zero(row.getBigDecimal("last")),
                        zero(row.getBigDecimal("numerator")), zero(row.getBigDecimal("denominator")), row.getObject("newest", LocalDate.class)),
                row.getObject("as_of", OffsetDateTime.class), row.getLong("reports")));
        reported.stream().collect(Collectors.groupingBy(Reported::root)).forEach((root, parts) -> known.put(root, new Known(
                RollUp.of(aggregations.get(root), parts.stream().map(Reported::part).toList()),
                parts.stream().map(Reported::asOf).max(OffsetDateTime::compareTo).orElse(null),
                parts.stream().mapToLong(Reported::reports).sum())));
        return known;
    }

    private static String ids(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(","));
    }

    private static BigDecimal zero(BigDecimal value) {
        return value == null ? BigDecimal.ZERO : value;
    }
}
