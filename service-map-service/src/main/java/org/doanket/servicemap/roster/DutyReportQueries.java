package org.doanket.servicemap.roster;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Reads of what was done at desks. */
@ApplicationScoped
@Transactional
public class DutyReportQueries {

    /** One that is the caller's, or of a point that is his now: he answers for what he brought in for those who had it before. */
    static final String IS_MINE = "(u.path >= ? AND u.path < ? OR EXISTS (SELECT FROM service_point p WHERE p.id = d.point_id AND p.path >= ? AND p.path < ?))";
    private static final String FROM = " FROM duty_report d JOIN unit_ref u ON u.id = d.unit_id WHERE " + IS_MINE;

    private final AgroalDataSource dataSource;
    private final RosterQueries rosters;

    DutyReportQueries(AgroalDataSource dataSource, RosterQueries rosters) {
        this.dataSource = dataSource;
        this.rosters = rosters;
    }

    /** Which reports. @param reach {@code subtree}; @param from and {@code until} both among it, or null */
    record Asked(UUID unit, String reach, UUID point, LocalDate from, LocalDate until) {
    }

    public Page<DutyReportView> list(UnitScope scope, Asked asked, PageRequest page) {
        Sql sql = filtered("SELECT d.*", scope, asked);
        Cursor after = page.after(2);
        if (after != null) {
            sql.add("AND (d.day < ? OR d.day = ? AND d.id > ?)", after.day(0), after.day(0), after.uuid(1));
        }
        List<DutyReportView> rows = withFilings(sql.add("ORDER BY d.day DESC, d.id LIMIT ?", page.limit + 1).list(dataSource, DutyReportQueries::read));
        return Page.cut(rows, page.limit, report -> Cursor.of(report.day(), report.id()));
    }

    /** All of them, one by one as they come, the newest day first. */
    public void each(UnitScope scope, Asked asked, Sql.RowTaker taker) throws IOException {
        filtered("SELECT d.*, u.name AS unit_name, p.name AS point_name, coalesce(f.online, 0) AS filed_online, f.filings", scope, asked,
                "JOIN service_point p ON p.id = d.point_id LEFT JOIN LATERAL (SELECT sum(filed) AS online, string_agg(procedure || '=' || filed, ' ' ORDER BY procedure) "
                        + "AS filings FROM duty_filing WHERE report_id = d.id) f ON true").add("ORDER BY d.day DESC, d.id").stream(dataSource, taker);
    }

    public Optional<DutyReportView> find(UnitScope scope, UUID id) {
        return withFilings(Sql.of("SELECT d.*" + FROM, scope.from(), scope.to(), scope.from(), scope.to()).add("AND d.id = ?", id).list(dataSource, DutyReportQueries::read))
                .stream().findFirst();
    }

    public DutyReportView.Total total(UnitScope scope, Asked asked) {
        return total(filtered("SELECT count(*), coalesce(sum(d.people_on_duty), 0), coalesce(sum(d.people_helped), 0)", scope, asked),
                filtered("SELECT f.procedure, sum(f.filed)", scope, asked, "JOIN duty_filing f ON f.report_id = d.id"));
    }

    /** Of one unit. @param end the first day after it */
    DutyReportView.Total total(UUID unit, LocalDate first, LocalDate end) {
        return total(Sql.of("SELECT count(*), coalesce(sum(people_on_duty), 0), coalesce(sum(people_helped), 0) FROM duty_report "
                        + "WHERE unit_id = ? AND day >= ? AND day < ?", unit, first, end),
                Sql.of("SELECT f.procedure, sum(f.filed) FROM duty_report d JOIN duty_filing f ON f.report_id = d.id "
                        + "WHERE d.unit_id = ? AND d.day >= ? AND d.day < ?", unit, first, end));
    }

    private DutyReportView.Total total(Sql sums, Sql filings) {
        Map<String, Integer> filed = new TreeMap<>();
        filings.add("GROUP BY f.procedure").list(dataSource, row -> filed.put(row.getString(1), row.getInt(2)));
        long online = filed.values().stream().mapToLong(Integer::longValue).sum();
        return sums.first(dataSource, row -> new DutyReportView.Total(row.getLong(1), row.getLong(2), row.getLong(3), online, filed)).orElseThrow();
    }

    private Sql filtered(String select, UnitScope scope, Asked asked) {
        return filtered(select, scope, asked, "");
    }

    private Sql filtered(String select, UnitScope scope, Asked asked, String join) {
        Sql sql = Sql.of(select + " FROM duty_report d " + join + " JOIN unit_ref u ON u.id = d.unit_id WHERE u.path >= ? AND u.path < ?", scope.from(), scope.to())
                .given(asked.point(), "AND d.point_id = ?").given(asked.from(), "AND d.day >= ?").given(asked.until(), "AND d.day <= ?");
        rosters.within(sql, scope, asked.unit(), asked.reach(), "d");
        return sql;
    }

    private List<DutyReportView> withFilings(List<DutyReportView> reports) {
        Map<UUID, Map<String, Integer>> filed = new HashMap<>();
        Sql.of("SELECT report_id, procedure, filed FROM duty_filing WHERE report_id = ANY (?::uuid[])", (Object) Sql.column(reports, DutyReportView::id))
                .list(dataSource, row -> filed.computeIfAbsent(row.getObject(1, UUID.class), id -> new TreeMap<>()).put(row.getString(2), row.getInt(3)));
        return reports.stream().map(r -> new DutyReportView(r.id(), r.unitId(), r.pointId(), r.rosterId(), r.day(), r.peopleOnDuty(), r.peopleHelped(),
                filed.getOrDefault(r.id(), Map.of()), r.note(), r.version())).toList();
    }

    private static DutyReportView read(ResultSet row) throws SQLException {
        return new DutyReportView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getObject("point_id", UUID.class),
                row.getObject("roster_id", UUID.class), row.getObject("day", LocalDate.class), row.getInt("people_on_duty"), row.getInt("people_helped"),
                Map.of(), row.getString("note"), row.getLong("version"));
    }
}
