package org.doanket.membership.firm;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Takes in whole lists of firms: all faults are named and then nothing is kept, or the list holds from its day. */
@ApplicationScoped
@Transactional
public class FirmService {

    /** The advisory lock of the lists: shared by those who load them, alone for those who count them for good. */
    public static final long LISTS = 0x6669_726dL;

    private static final int MOST_FAULTS = 500;

    private final AgroalDataSource dataSource;
    private final AgroalDataSource worker;
    private final UnitTree tree;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    FirmService(AgroalDataSource dataSource, @DataSource("worker") AgroalDataSource worker, UnitTree tree, AuditTrail audit, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.worker = worker;
        this.tree = tree;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    public FirmView.Loaded load(UUID unitId, LocalDate asOf, Path file, UnitScope scope) {
        UnitRef unit = tree.require(unitId, scope);
        if (asOf.isAfter(Zones.today(clock, unit.jurisdiction()))) {
            throw Problem.invalid(List.of(Fault.at("?asOf", "past-or-present")));
        }
        FirmSheet firms = FirmSheet.read(file);
        if (!firms.faults().isEmpty()) {
            throw Problem.invalid(firms.faults().subList(0, Math.min(firms.faults().size(), MOST_FAULTS)));
        }
        // Nobody is counting at this moment; then it can be told what was counted. Two who load at once take their turns, and the later list stands.
        Sql.of("SELECT pg_advisory_xact_lock_shared(?)", LISTS).run(dataSource);
        mustNotBeCounted(unit, asOf);
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?::text, 21))", unit.id()).run(dataSource);
        Sql.of("DELETE FROM firm_list WHERE unit_id = ? AND as_of = ?", unit.id(), asOf).run(dataSource);
        save(unit.id(), asOf, firms.rows());
        audit.record("firm-list-loaded", "unit", unit.id(), unit.id(), asOf.toString());
        return new FirmView.Loaded(unit.id(), asOf, firms.rows().size(), firms.rows().stream().map(FirmSheet.Row::cluster).distinct().count());
    }

    private void save(UUID unit, LocalDate asOf, List<FirmSheet.Row> rows) {
        UUID list = Ids.next();
        Sql.of("INSERT INTO firm_list (id, unit_id, as_of, firms, recorded_at, recorded_by) VALUES (?, ?, ?, ?, ?, ?)", list, unit, asOf, rows.size(),
                clock.instant(), caller.subject()).run(dataSource);
        List<Integer> numbers = IntStream.rangeClosed(1, rows.size()).boxed().toList();
        Sql.of("INSERT INTO firm (list_id, number, cluster, name, code, workers, address, note) SELECT ?, f.* FROM unnest(?::int[], ?::text[], ?::text[], "
                + "?::text[], ?::int[], ?::text[], ?::text[]) f", list, Sql.column(numbers, number -> number), Sql.column(rows, FirmSheet.Row::cluster),
                Sql.column(rows, FirmSheet.Row::name), Sql.column(rows, FirmSheet.Row::code), Sql.column(rows, FirmSheet.Row::workers),
                Sql.column(rows, FirmSheet.Row::address), Sql.column(rows, FirmSheet.Row::note)).run(dataSource);
    }

    private void mustNotBeCounted(UnitRef unit, LocalDate asOf) {
        Sql.of("SELECT max(s.cut_off) FROM statistic_snapshot s JOIN statistic_unit u ON u.snapshot_id = s.id WHERE u.unit_id = ? AND s.cut_off >= ? "
                + "HAVING max(s.cut_off) IS NOT NULL", unit.id(), asOf).first(worker, row -> row.getObject(1, LocalDate.class)).ifPresent(cutOff -> {
                    throw FirmProblems.counted(cutOff);
                });
    }
}
