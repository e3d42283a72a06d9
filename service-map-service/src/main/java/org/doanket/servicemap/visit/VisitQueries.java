package org.doanket.servicemap.visit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.visit.VisitView.Counter;
import org.doanket.servicemap.visit.VisitView.Day;
import org.doanket.servicemap.visit.VisitView.Entry;
import org.doanket.servicemap.visit.VisitView.Period;

/** Counts by entry, day, month and year. Sums are public; who entered what is for the desk's own. */
@ApplicationScoped
@Transactional
public class VisitQueries {

    private static final String ENTRY = "SELECT e.*, (SELECT r.id FROM visit_entry r WHERE r.reverses = e.id) AS reversed_by FROM visit_entry e "
            + "JOIN unit_ref u ON u.id = e.unit_id WHERE u.path >= ? AND u.path < ?";

    private final AgroalDataSource dataSource;

    VisitQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Of which days. @param only one unit without those below it, or null */
    record Filter(UUID only, UUID point, String kind, LocalDate from, LocalDate to) {
    }

    Page<Day> days(UnitScope range, Filter filter, PageRequest page) {
        Cursor after = page.after(4);
        Sql select = days(range, filter);
        if (after != null) {
            select.add("AND (d.day, d.point_id, d.unit_id, d.kind) > (?, ?, ?, ?)", after.day(0), after.uuid(1), after.uuid(2), after.text(3));
        }
        return Page.cut(select.add("ORDER BY d.day, d.point_id, d.unit_id, d.kind LIMIT ?", page.limit + 1).list(dataSource, VisitQueries::day),
                page.limit, day -> Cursor.of(day.day(), day.point(), day.unit(), day.kind()));
    }

    void writeDays(UnitScope range, Filter filter, SheetWriter out) throws IOException {
        out.row("day", "point", "unit", "kind", "visits", "services");
        days(range, filter).add("ORDER BY d.day, d.point_id, d.unit_id, d.kind").stream(dataSource, row -> {
            Day day = day(row);
            out.row(day.day(), day.point().toString(), day.unit().toString(), day.kind(), day.visits(), day.services());
        });
    }

    /** @param byYear else by month; @param byKind else all kinds together */
    List<Period> series(UnitScope range, UUID only, String kind, YearMonth from, YearMonth to, boolean byYear, boolean byKind) {
        return Sql.of("SELECT to_char(m.month, ?) AS period, " + (byKind ? "m.kind" : "NULL::text") + " AS of_kind, sum(m.visits), sum(m.services) "
                        + "FROM visit_month m JOIN unit_ref u ON u.id = m.unit_id WHERE u.path >= ? AND u.path < ?", byYear ? "YYYY" : "YYYY-MM", range.from(),
                        range.to()).given(only, "AND m.unit_id = ?").given(kind, "AND m.kind = ?").given(from == null ? null : from.atDay(1), "AND m.month >= ?")
                .given(to == null ? null : to.atDay(1), "AND m.month <= ?").add("GROUP BY 1, 2 ORDER BY 1, 2")
                .list(dataSource, row -> new Period(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)));
    }

    Page<Entry> entries(UnitScope range, Filter filter, PageRequest page) {
        Cursor after = page.after(2);
        Sql select = Sql.of(ENTRY, range.from(), range.to()).given(filter.only(), "AND e.unit_id = ?").given(filter.point(), "AND e.point_id = ?")
                .given(filter.kind(), "AND e.kind = ?").given(filter.from(), "AND e.day >= ?").given(filter.to(), "AND e.day <= ?");
        if (after != null) {
            select.add("AND (e.day, e.id) > (?, ?)", after.day(0), after.uuid(1));
        }
        return Page.cut(select.add("ORDER BY e.day, e.id LIMIT ?", page.limit + 1).list(dataSource, VisitQueries::entry), page.limit,
                entry -> Cursor.of(entry.day(), entry.id()));
    }

    Entry entry(UnitScope scope, UUID id) {
        return Sql.of(ENTRY, scope.from(), scope.to()).add("AND e.id = ?", id).first(dataSource, VisitQueries::entry)
                .orElseThrow(() -> Problem.notFound("visit-count"));
    }

    Page<Counter> counters(UnitScope range, UUID only, UUID point, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(counters(range).given(only, "AND c.unit_id = ?").given(point, "AND c.point_id = ?").given(after == null ? null : after.uuid(0),
                "AND c.id > ?").add("ORDER BY c.id LIMIT ?", page.limit + 1).list(dataSource, VisitQueries::counter), page.limit, each -> Cursor.of(each.id()));
    }

    Counter counter(UnitScope scope, UUID id) {
        return counters(scope).add("AND c.id = ?", id).first(dataSource, VisitQueries::counter).orElseThrow(() -> Problem.notFound("visit-counter"));
    }

    private static Sql counters(UnitScope range) {
        return Sql.of("SELECT c.* FROM visit_counter c JOIN unit_ref u ON u.id = c.unit_id WHERE u.path >= ? AND u.path < ?", range.from(), range.to());
    }

    private static Sql days(UnitScope range, Filter filter) {
        return Sql.of("SELECT d.* FROM visit_day d JOIN unit_ref u ON u.id = d.unit_id WHERE u.path >= ? AND u.path < ?", range.from(), range.to())
                .given(filter.only(), "AND d.unit_id = ?").given(filter.point(), "AND d.point_id = ?").given(filter.kind(), "AND d.kind = ?")
                .given(filter.from(), "AND d.day >= ?").given(filter.to(), "AND d.day <= ?");
    }

    private static Day day(ResultSet row) throws SQLException {
        return new Day(row.getObject("point_id", UUID.class), row.getObject("day", LocalDate.class), row.getObject("unit_id", UUID.class),
                row.getString("kind"), row.getLong("visits"), row.getLong("services"));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(row.getObject("id", UUID.class), row.getObject("point_id", UUID.class), row.getObject("unit_id", UUID.class),
                row.getString("kind"), row.getObject("day", LocalDate.class), row.getObject("counter_id", UUID.class), row.getInt("visits"),
                row.getInt("services"), row.getObject("reverses", UUID.class), row.getString("reason"), row.getObject("reversed_by", UUID.class),
                instant(row, "recorded_at"));
    }

    private static Counter counter(ResultSet row) throws SQLException {
        return new Counter(row.getObject("id", UUID.class), row.getObject("point_id", UUID.class), row.getObject("unit_id", UUID.class),
                row.getString("label"), null, instant(row, "key_since"), instant(row, "former_until"), instant(row, "last_heard_at"),
                instant(row, "retired_at"), row.getLong("version"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
