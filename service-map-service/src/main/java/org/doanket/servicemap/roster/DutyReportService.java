package org.doanket.servicemap.roster;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.event.Fact;
import org.doanket.platform.event.Outbox;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;
import org.doanket.servicemap.activity.ActivityService;
import org.doanket.servicemap.kind.KindQueries;
import org.doanket.servicemap.point.ServicePointQueries;
import org.doanket.servicemap.point.ServicePointView;

/** Takes in what was done at desks, and tells the sums of each unit's month. */
@ApplicationScoped
@Transactional
public class DutyReportService {


    private final AgroalDataSource dataSource;
    private final DutyReportQueries queries;
    private final RosterService rosters;
    private final KindQueries kinds;
    private final ServicePointQueries points;
    private final UnitTree tree;
    private final Outbox outbox;
    private final MergePatch mergePatch;
    private final Caller caller;

    DutyReportService(AgroalDataSource dataSource, DutyReportQueries queries, RosterService rosters, KindQueries kinds, ServicePointQueries points,
            UnitTree tree, Outbox outbox, MergePatch mergePatch, Caller caller) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.rosters = rosters;
        this.kinds = kinds;
        this.points = points;
        this.tree = tree;
        this.outbox = outbox;
        this.mergePatch = mergePatch;
        this.caller = caller;
    }

    /** @throws Problem 409 where the day was reported already: then it is corrected */
    public DutyReportView report(DutyReportCommand.Report asked) {
        ServicePointView point = points.find(caller.scope(), asked.pointId()).orElseThrow(() -> Problem.notFound("service-point"));
        UnitRef unit = tree.find(point.unitId()).filter(ref -> caller.scope().contains(ref.path()))
                .orElseThrow(() -> Problem.notFound("service-point"));
        if (asked.day().isAfter(rosters.today(unit.id()))) {
            throw new Problem(422, "duty-not-over", asked.day());
        }
        if (asked.rosterId() != null && !rosters.isOf(asked.rosterId(), point.id())) {
            throw Problem.notFound("roster");
        }
        requireKnown(asked.filed(), asked.day());
        UUID holder = holder(point.id(), asked.day()).orElse(unit.id());
        UUID id = Ids.next();
        if (Sql.of("INSERT INTO duty_report (id, unit_id, point_id, roster_id, day, people_on_duty, people_helped, note, reported_by) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", id, holder, point.id(), asked.rosterId(), asked.day(),
                asked.peopleOnDuty(), asked.peopleHelped(), asked.note(), caller.subject()).run(dataSource) == 0) {
            throw RosterProblems.dayReported(asked.day());
        }
        file(id, holder, asked.filed());
        tell(holder, YearMonth.from(asked.day()));
        return queries.find(caller.scope(), id).orElseThrow();
    }

    /** Whose the point was on that day, where it has changed hands since: what was done then is counted for those. */
    private Optional<UUID> holder(UUID point, LocalDate day) {
        return Sql.of("SELECT unit_id FROM point_past WHERE point_id = ? AND until > ? ORDER BY until LIMIT 1", point, day)
                .first(dataSource, row -> row.getObject(1, UUID.class));
    }

    public DutyReportView correct(UUID id, String ifMatch, JsonNode patch) {
        Sql.of("SELECT 1 FROM duty_report d JOIN unit_ref u ON u.id = d.unit_id WHERE d.id = ? AND " + DutyReportQueries.IS_MINE + " FOR UPDATE OF d", id,
                caller.scope().from(), caller.scope().to(), caller.scope().from(), caller.scope().to()).first(dataSource, row -> row.getInt(1)).orElseThrow(() -> Problem.notFound("duty-report"));
        DutyReportView report = queries.find(caller.scope(), id).orElseThrow();
        Revision.require(ifMatch, report.version());
        DutyReportCommand.Correct now = mergePatch.apply(new DutyReportCommand.Correct(report.peopleOnDuty(), report.peopleHelped(), report.filed(),
                report.note()), patch);
        Map<String, Integer> filed = new TreeMap<>(now.filed() == null ? Map.of() : now.filed());
        filed.values().removeIf(Objects::isNull);
        requireKnown(filed, report.day());
        Sql.of("UPDATE duty_report SET people_on_duty = ?, people_helped = ?, note = ?, reported_by = ?, version = version + 1 WHERE id = ?",
                now.peopleOnDuty(), now.peopleHelped(), now.note(), caller.subject(), id).run(dataSource);
        Sql.of("DELETE FROM duty_filing WHERE report_id = ?", id).run(dataSource);
        file(id, report.unitId(), filed);
        tell(report.unitId(), YearMonth.from(report.day()));
        return queries.find(caller.scope(), id).orElseThrow();
    }

    private void file(UUID report, UUID unit, Map<String, Integer> filed) {
        if (filed != null && !filed.isEmpty()) {
            List<Map.Entry<String, Integer>> rows = List.copyOf(filed.entrySet());
            Sql.of("INSERT INTO duty_filing (report_id, unit_id, procedure, filed) SELECT ?, ?, f.code, f.filed FROM unnest(?::text[], ?::int[]) AS f (code, filed)",
                    report, unit, Sql.column(rows, Map.Entry::getKey), Sql.column(rows, Map.Entry::getValue)).run(dataSource);
        }
    }

    /** Of what could be filed on that day. */
    private void requireKnown(Map<String, Integer> filed, LocalDate day) {
        if (filed == null) {
            return;
        }
        Set<String> known = kinds.offeredProcedures(day);
        List<Fault> faults = filed.keySet().stream().filter(code -> !known.contains(code)).sorted()
                .map(code -> Fault.at("/filed/" + code.replace("~", "~0").replace("/", "~1"), "unknown-code", Map.of("code", code))).toList();
        if (!faults.isEmpty()) {
            throw Problem.malformed(faults);
        }
    }

    /** The month's row is locked first, so that sums and versions come in the same order. */
    private void tell(UUID unit, YearMonth month) {
        long version = Sql.of("INSERT INTO duty_month (unit_id, month, version) VALUES (?, ?, 1) ON CONFLICT (unit_id, month) "
                + "DO UPDATE SET version = duty_month.version + 1 RETURNING version", unit, month.atDay(1)).first(dataSource, row -> row.getLong(1)).orElseThrow();
        LocalDate first = month.atDay(1);
        DutyReportView.Total total = queries.total(unit, first, first.plusMonths(1));
        UUID aggregate = UUID.nameUUIDFromBytes(("duty " + unit + ' ' + month).getBytes(StandardCharsets.UTF_8));
        outbox.append(new Fact(ActivityService.AGGREGATE, aggregate, version, DutyReportEvent.DutyReported.NAME, new DutyReportEvent.DutyReported(unit, month,
                (int) total.days(), (int) total.peopleOnDuty(), (int) total.peopleHelped(), (int) total.filedOnline(), total.filed())));
    }
}
