package org.doanket.servicemap.visit;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.servicemap.activity.ActivityService;
import org.doanket.servicemap.activity.ActivityService.UnitMonth;
import org.doanket.servicemap.visit.VisitCommand.Entry;

/** Takes counts in, set by set: entries, sums of days and of months, and what is told of the months. */
@ApplicationScoped
class VisitBatch {

    private static final String GIVEN = "WITH given AS (SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::date[], ?::int[], ?::int[]) "
            + "WITH ORDINALITY AS g (id, point_id, day, visits, services, place)) ";

    /** What is wrong with an entry, or nothing; the first of several ids in one batch is good. */
    private static final String JUDGE = GIVEN + "SELECT g.place, p.jurisdiction, CASE WHEN p.id IS NULL THEN 'unknown-point' "
            + "WHEN k.id IS NOT NULL AND (k.point_id, k.day, k.visits, k.services) IS DISTINCT FROM (g.point_id, g.day, g.visits, g.services) "
            + "OR EXISTS (SELECT FROM given o WHERE o.id = g.id AND (o.point_id, o.day, o.visits, o.services) IS DISTINCT FROM "
            + "(g.point_id, g.day, g.visits, g.services)) THEN 'entry-differs' "
            + "WHEN k.id IS NULL AND NOT p.open_during @> g.day THEN 'not-open-then' END AS fault, g.day, k.id IS NOT NULL AS known "
            + "FROM given g LEFT JOIN (SELECT p.id, p.open_during, s.jurisdiction FROM service_point p JOIN site s ON s.id = p.site_id "
            + "WHERE p.path >= ? AND p.path < ?) p ON p.id = g.point_id LEFT JOIN visit_entry k ON k.id = g.id ORDER BY g.place";

    private static final String TAKE = GIVEN + ", taken AS (INSERT INTO visit_entry (id, point_id, unit_id, kind, day, counter_id, visits, "
            + "services, recorded_by) SELECT DISTINCT ON (g.id) g.id, g.point_id, coalesce(w.unit_id, p.unit_id), coalesce(w.kind, p.kind), g.day, ?::uuid, "
            + "g.visits, g.services, ? FROM given g JOIN service_point p ON p.id = g.point_id "
            // Whose it was and of what kind on that day, if it has changed hands since.
            + "LEFT JOIN LATERAL (SELECT t.unit_id, t.kind FROM point_past t WHERE t.point_id = p.id AND t.until > g.day ORDER BY t.until LIMIT 1) w ON true "
            + "ORDER BY g.id ON CONFLICT (id) DO NOTHING RETURNING *) ";

    /** Adds what the CTE {@code taken} holds to the sums. */
    private static final String SUM = ", days AS (INSERT INTO visit_day AS d (point_id, day, unit_id, kind, visits, services) "
            + "SELECT point_id, day, unit_id, kind, sum(visits), sum(services) FROM taken GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4 "
            + "ON CONFLICT (point_id, day, unit_id, kind) DO UPDATE SET visits = d.visits + EXCLUDED.visits, services = d.services + EXCLUDED.services), "
            + "months AS (INSERT INTO visit_month AS m (unit_id, month, kind, visits, services) "
            + "SELECT unit_id, date_trunc('month', day)::date, kind, sum(visits), sum(services) FROM taken GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 "
            + "ON CONFLICT (unit_id, month, kind) DO UPDATE SET visits = m.visits + EXCLUDED.visits, services = m.services + EXCLUDED.services) ";
    private static final String TOUCHED = "SELECT unit_id, date_trunc('month', day)::date, count(*) FROM taken GROUP BY 1, 2";

    private static final String REVERSE = "WITH taken AS (INSERT INTO visit_entry (id, point_id, unit_id, kind, day, counter_id, visits, services, "
            + "reverses, reason, recorded_by) SELECT gen_random_uuid(), point_id, unit_id, kind, day, counter_id, -visits, -services, id, ?, ? "
            + "FROM visit_entry WHERE id = ? RETURNING *), "
            + "days AS (UPDATE visit_day d SET visits = d.visits + t.visits, services = d.services + t.services FROM taken t "
            + "WHERE (d.point_id, d.day, d.unit_id, d.kind) = (t.point_id, t.day, t.unit_id, t.kind)), "
            + "months AS (UPDATE visit_month m SET visits = m.visits + t.visits, services = m.services + t.services FROM taken t "
            + "WHERE (m.unit_id, m.month, m.kind) = (t.unit_id, date_trunc('month', t.day)::date, t.kind)) ";

    private final ActivityService activity;
    private final Clock clock;

    VisitBatch(ActivityService activity, Clock clock) {
        this.activity = activity;
        this.clock = clock;
    }

    private record Touched(UnitMonth month, int entries) {
    }

    /**
     * In the transaction of this connection.
     *
     * @param counter the device, or null
     * @return how many are new; of entries with a fault none is to be among them
     */
    int take(Connection connection, UUID counter, String by, List<Entry> entries) throws SQLException {
        return entries.isEmpty() ? 0 : tell(connection, Sql.of(TAKE, columns(entries)).add("", counter, by).add(SUM).add(TOUCHED));
    }

    /** Takes an entry back by another one, whose sums are below zero. */
    void reverse(Connection connection, UUID entry, String reason, String by) throws SQLException {
        tell(connection, Sql.of(REVERSE, reason, by, entry).add(TOUCHED));
    }

    private int tell(Connection connection, Sql statement) throws SQLException {
        List<Touched> touched = statement.list(connection, row -> new Touched(new UnitMonth(row.getObject(1, UUID.class),
                YearMonth.from(row.getObject(2, LocalDate.class))), row.getInt(3)));
        activity.tell(connection, "visits-counted", touched.stream().map(Touched::month).toList(), month -> Sql.of("SELECT coalesce(sum(visits), 0), "
                        + "coalesce(sum(services), 0) FROM visit_month WHERE unit_id = ? AND month = ?", month.unit(), month.month().atDay(1))
                .first(connection, row -> new VisitEvent.VisitsCounted(month.unit(), month.month(), row.getLong(1), row.getLong(2))).orElseThrow());
        return touched.stream().mapToInt(Touched::entries).sum();
    }

    /** @param code what is wrong with the entry at this place; @param days how late one may come */
    record Faulty(int place, String code, int days) {
    }

    /** Those that cannot be taken. @param scope in which the points must lie */
    List<Faulty> judge(Connection connection, UnitScope scope, List<Entry> entries) throws SQLException {
        int lateDays = Sql.of("SELECT late_days FROM visit_rule WHERE cancelled_at IS NULL AND valid_from <= ? ORDER BY valid_from DESC LIMIT 1",
                Zones.today(clock, "vn")).first(connection, row -> row.getInt(1)).orElseThrow();
        Map<String, LocalDate> today = new HashMap<>();
        List<Faulty> faults = new ArrayList<>();
        Sql.of(JUDGE, columns(entries)).add("", scope.from(), scope.to()).list(connection, row -> {
            String fault = row.getString("fault");
            LocalDate day = row.getObject("day", LocalDate.class);
            if (fault == null && !row.getBoolean("known")) {
                LocalDate now = today.computeIfAbsent(row.getString("jurisdiction"), each -> Zones.today(clock, each));
                fault = day.isAfter(now) ? "not-yet" : day.isBefore(now.minusDays(lateDays)) ? "too-late" : null;
            }
            if (fault != null) {
                faults.add(new Faulty(row.getInt("place") - 1, fault, lateDays));
            }
            return fault;
        });
        return faults;
    }

    private static Object[] columns(List<Entry> entries) {
        return new Object[] {Sql.column(entries, Entry::id), Sql.column(entries, Entry::point), Sql.column(entries, Entry::day),
            Sql.column(entries, Entry::visits), Sql.column(entries, Entry::services)};
    }
}
