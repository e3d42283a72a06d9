package org.doanket.membership.statistics;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/**
 * Reads what was frozen. Sums are those of the tree as it stood then: whoever has a unit in their scope today sees what stood below
 * it that day, on the worker's login, which alone may read these tables.
 */
@ApplicationScoped
@Transactional
public class StatisticsQueries {

    private static final String SNAPSHOT = "s.id AS snapshot_id, s.unit_id AS top_id, t.code AS top_code, t.name AS top_name, s.jurisdiction, s.cut_off, "
            + "s.units AS all_units, s.small_cell, s.small_cell_source, s.row_hash, s.taken_at";

    private static final String BELOW = "FROM statistic_unit u WHERE u.snapshot_id = ? AND u.path >= ? AND u.path < ?";

    private static final String CELLS_BELOW = "FROM statistic_cell c JOIN statistic_unit u USING (snapshot_id, unit_id) "
            + "WHERE c.snapshot_id = ? AND u.path >= ? AND u.path < ?";

    private final AgroalDataSource worker;
    private final AgroalDataSource dataSource;
    private final UnitTree tree;

    StatisticsQueries(@DataSource("worker") AgroalDataSource worker, AgroalDataSource dataSource, UnitTree tree) {
        this.worker = worker;
        this.dataSource = dataSource;
        this.tree = tree;
    }

    /** A unit in a snapshot, as it stood. */
    record Place(StatisticsView.Snapshot snapshot, UUID unit, String code, String name, String kind, UnitScope range) {
    }

    public StatisticsView one(UnitScope scope, LocalDate cutOff, UUID unit) {
        Place place = place(scope, cutOff, unit);
        Object[] range = {place.snapshot().id(), place.range().from(), place.range().to()};
        Map<String, Map<String, Long>> by = new TreeMap<>();
        Sql.of("SELECT CASE WHEN grouping(c.sex) = 0 THEN 'sex' WHEN grouping(c.category) = 0 THEN 'category' WHEN grouping(c.status) = 0 THEN 'status' "
                + "WHEN grouping(c.dues_kind) = 0 THEN 'duesKind' WHEN grouping(u.kind) = 0 THEN 'kind' ELSE 'ownership' END AS dimension, "
                + "coalesce(c.sex, c.category, c.status, c.dues_kind, u.kind, u.ownership, 'unknown') AS value, sum(c.members)")
                .add(CELLS_BELOW, range).add("GROUP BY GROUPING SETS (c.sex, c.category, c.status, c.dues_kind, u.kind, u.ownership)")
                .list(worker, row -> by.computeIfAbsent(row.getString(1), first -> new TreeMap<>()).put(row.getString(2), row.getLong(3)));
        Map<String, Map<String, Long>> unitsBy = new TreeMap<>();
        Sql.of("SELECT CASE WHEN grouping(u.kind) = 0 THEN 'kind' ELSE 'ownership' END, coalesce(u.kind, u.ownership, 'unknown'), count(*)")
                .add(BELOW, range).add("GROUP BY GROUPING SETS (u.kind, u.ownership)")
                .list(worker, row -> unitsBy.computeIfAbsent(row.getString(1), first -> new TreeMap<>()).put(row.getString(2), row.getLong(3)));
        Map<String, Long> figures = new TreeMap<>();
        Sql.of("SELECT f.key, sum(f.value::bigint)").add("FROM statistic_unit u CROSS JOIN LATERAL jsonb_each_text(u.figures) f "
                + "WHERE u.snapshot_id = ? AND u.path >= ? AND u.path < ? GROUP BY f.key", range)
                .list(worker, row -> figures.put(row.getString(1), row.getLong(2)));
        return Sql.of("SELECT count(*) AS units, sum(u.members) AS members, sum(u.members_women) AS women, sum(u.members_of_no_sex) AS of_no_sex, "
                + "count(u.report_id) AS reports, sum(u.reported_members) AS reported, sum(u.reported_women) AS reported_women, "
                + "sum(u.workers) AS workers, sum(u.workers_women) AS workers_women").add(BELOW, range).first(worker, row -> {
                    long members = row.getLong("members");
                    long women = row.getLong("women");
                    long ofNoSex = row.getLong("of_no_sex");
                    StatisticsView.Reported reported = row.getLong("reports") == 0 ? null : new StatisticsView.Reported(row.getLong("reports"),
                            row.getLong("reported"), row.getLong("reported_women"), row.getLong("workers"), row.getLong("workers_women"));
                    return new StatisticsView(place.snapshot(), unit, place.code(), place.name(), place.kind(), row.getLong("units"), members, women,
                            members - women - ofNoSex, ofNoSex, by, unitsBy, reported, figures);
                }).orElseThrow();
    }

    /** The units directly below, each with all below it; by code. */
    public Page<StatisticsView.Part> parts(UnitScope scope, LocalDate cutOff, UUID unit, PageRequest page) {
        Place place = place(scope, cutOff, unit);
        Cursor after = page.after(1);
        List<StatisticsView.Part> rows = Sql.of("SELECT p.unit_id, p.code, p.name, p.kind, b.* FROM statistic_unit p CROSS JOIN LATERAL ("
                + "SELECT count(*) AS units, sum(u.members) AS members, sum(u.members_women) AS women, sum(u.members_of_no_sex) AS of_no_sex, "
                + "sum(u.workers) AS workers, sum(u.workers_women) AS workers_women FROM statistic_unit u WHERE u.snapshot_id = p.snapshot_id "
                + "AND u.path >= p.path AND u.path < left(p.path, -1) || '0') b WHERE p.snapshot_id = ? AND p.parent_id = ?", place.snapshot().id(), unit)
                .given(after == null ? null : after.text(0), "AND p.code > ?").add("ORDER BY p.code LIMIT ?", page.limit + 1)
                .list(worker, StatisticsView.Part::of);
        return Page.cut(rows, page.limit, part -> Cursor.of(part.code()));
    }

    public StatisticsView.Verification verify(UnitScope scope, LocalDate cutOff, UUID unit) {
        StatisticsView.Snapshot snapshot = place(scope, cutOff, unit).snapshot();
        try (Connection connection = worker.getConnection()) {
            connection.setAutoCommit(false);
            try {
                String found = HexFormat.of().formatHex(SnapshotHash.of(connection, snapshot.id()));
                return new StatisticsView.Verification(snapshot.id(), snapshot.rowHash(), found, found.equals(snapshot.rowHash()));
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("snapshot " + snapshot.id(), failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A return, to be written when the answer streams: then there is neither request nor transaction any more. */
    StatisticsReturn asReturn(UnitScope scope, LocalDate cutOff, UUID unit, String code, StatisticsReturn.Narrowing narrowing) {
        if (!narrowing.equals(new StatisticsReturn.Narrowing(null, null)) && !StatisticsReturn.canBeNarrowed(code)) {
            throw StatisticsProblems.notNarrowed();
        }
        Place place = place(scope, cutOff, unit);
        Map<String, String> figures = new LinkedHashMap<>();
        // The column's name is made of one of our three languages, never of what a client sent.
        Sql.of("SELECT code, name_" + Language.current().getLanguage() + " FROM headcount_figures_on(?) WHERE jurisdiction = ? AND is_used ORDER BY rank, code",
                cutOff, place.snapshot().jurisdiction()).list(dataSource, row -> figures.put(row.getString(1), row.getString(2)));
        return new StatisticsReturn(worker, code, place, narrowing, figures);
    }

    @Unscoped("which trees were counted when is public")
    public Page<StatisticsView.Snapshot> snapshots(LocalDate cutOff, PageRequest page) {
        Cursor after = page.after(1);
        List<StatisticsView.Snapshot> rows = Sql.of("SELECT " + SNAPSHOT + " FROM statistic_snapshot s "
                + "JOIN statistic_unit t ON t.snapshot_id = s.id AND t.unit_id = s.unit_id WHERE true").given(cutOff, "AND s.cut_off = ?")
                .given(after == null ? null : after.uuid(0), "AND s.id < ?").add("ORDER BY s.id DESC LIMIT ?", page.limit + 1)
                .list(worker, StatisticsView.Snapshot::of);
        return Page.cut(rows, page.limit, snapshot -> Cursor.of(snapshot.id()));
    }

    @Unscoped("public figures, decided upon when they were frozen")
    public StatisticsView.Public published(LocalDate cutOff, UUID unit) {
        Place place = frozen(cutOff, unit);
        Map<Boolean, Map<String, Map<String, Long>>> by = new TreeMap<>();
        Sql.of("SELECT rest, dimension, value, members FROM statistic_public WHERE snapshot_id = ? AND unit_id = ?", place.snapshot().id(), unit)
                .list(worker, row -> by.computeIfAbsent(row.getBoolean(1), first -> new TreeMap<>())
                        .computeIfAbsent(row.getString(2), first -> new TreeMap<>()).put(row.getString(3), row.getObject(4, Long.class)));
        if (by.isEmpty()) {
            throw Problem.notFound("statistics");
        }
        long units = Sql.of("SELECT count(*)").add(BELOW, place.snapshot().id(), place.range().from(), place.range().to())
                .first(worker, row -> row.getLong(1)).orElseThrow();
        StatisticsView.Public.Rest rest = by.containsKey(true) ? new StatisticsView.Public.Rest(total(by.get(true)), by.get(true)) : null;
        return new StatisticsView.Public(cutOff, unit, place.code(), place.name(), units, place.snapshot().smallCell(), total(by.get(false)), by.get(false),
                rest);
    }

    /** Of the published units directly below one; by code. */
    @Unscoped("public figures, decided upon when they were frozen")
    public Page<StatisticsView.Public> publishedParts(LocalDate cutOff, UUID unit, PageRequest page) {
        Place place = frozen(cutOff, unit);
        Cursor after = page.after(1);
        List<UUID> parts = Sql.of("SELECT u.unit_id FROM statistic_unit u WHERE u.snapshot_id = ? AND u.parent_id = ? AND EXISTS (SELECT FROM statistic_public p "
                + "WHERE p.snapshot_id = u.snapshot_id AND p.unit_id = u.unit_id)", place.snapshot().id(), unit)
                .given(after == null ? null : after.text(0), "AND u.code > ?").add("ORDER BY u.code LIMIT ?", page.limit + 1)
                .list(worker, row -> row.getObject(1, UUID.class));
        List<StatisticsView.Public> views = publishedOf(place, parts);
        return Page.cut(views, page.limit, part -> Cursor.of(part.code()));
    }

    private List<StatisticsView.Public> publishedOf(Place place, List<UUID> units) {
        Map<UUID, Map<Boolean, Map<String, Map<String, Long>>>> by = new TreeMap<>();
        Sql.of("SELECT unit_id, rest, dimension, value, members FROM statistic_public WHERE snapshot_id = ? AND unit_id = ANY (?)", place.snapshot().id(),
                units.toArray(UUID[]::new)).list(worker, row -> by.computeIfAbsent(row.getObject(1, UUID.class), first -> new TreeMap<>())
                        .computeIfAbsent(row.getBoolean(2), first -> new TreeMap<>()).computeIfAbsent(row.getString(3), first -> new TreeMap<>())
                        .put(row.getString(4), row.getObject(5, Long.class)));
        return Sql.of("SELECT p.unit_id, p.code, p.name, (SELECT count(*) FROM statistic_unit u WHERE u.snapshot_id = p.snapshot_id AND u.path >= p.path "
                + "AND u.path < left(p.path, -1) || '0') AS units FROM statistic_unit p WHERE p.snapshot_id = ? AND p.unit_id = ANY (?) ORDER BY p.code",
                place.snapshot().id(), units.toArray(UUID[]::new)).list(worker, row -> {
                    UUID id = row.getObject("unit_id", UUID.class);
                    Map<Boolean, Map<String, Map<String, Long>>> own = by.get(id);
                    StatisticsView.Public.Rest rest = own.containsKey(true) ? new StatisticsView.Public.Rest(total(own.get(true)), own.get(true)) : null;
                    return new StatisticsView.Public(place.snapshot().cutOff(), id, row.getString("code"), row.getString("name"), row.getLong("units"),
                            place.snapshot().smallCell(), total(own.get(false)), own.get(false), rest);
                });
    }

    /** Those in force on a day; without a day all rows. */
    @Unscoped("rules are the same for every unit")
    public List<StatisticsView.CutOff> cutOffs(String jurisdiction, LocalDate asOf) {
        return Sql.of(asOf == null ? "SELECT * FROM statistic_cut_off c WHERE true" : "SELECT * FROM (SELECT DISTINCT ON (jurisdiction, code) * "
                + "FROM statistic_cut_off WHERE valid_from <= ? AND cancelled_at IS NULL ORDER BY jurisdiction, code, valid_from DESC) c WHERE true",
                asOf == null ? new Object[0] : new Object[] {asOf})
                .given(jurisdiction, "AND c.jurisdiction = ?").add("ORDER BY c.jurisdiction DESC, c.month, c.day, c.valid_from LIMIT 500")
                .list(dataSource, StatisticsView.CutOff::of);
    }

    @Unscoped("rules are the same for every unit")
    public StatisticsView.CutOff cutOff(UUID id) {
        return Sql.of("SELECT * FROM statistic_cut_off WHERE id = ?", id).first(dataSource, StatisticsView.CutOff::of).orElseThrow(() -> Problem.notFound("cut-off"));
    }

    @Unscoped("whether there is one is public")
    public boolean isFrozen(UUID top, LocalDate cutOff) {
        return Sql.of("SELECT 1 FROM statistic_snapshot WHERE unit_id = ? AND cut_off = ?", top, cutOff).first(worker, row -> true).isPresent();
    }

    private Place place(UnitScope scope, LocalDate cutOff, UUID unit) {
        tree.require(unit, scope);
        return frozen(cutOff, unit);
    }

    private Place frozen(LocalDate cutOff, UUID unit) {
        return Sql.of("SELECT " + SNAPSHOT + ", u.code, u.name, u.kind, u.path FROM statistic_snapshot s "
                + "JOIN statistic_unit t ON t.snapshot_id = s.id AND t.unit_id = s.unit_id JOIN statistic_unit u ON u.snapshot_id = s.id AND u.unit_id = ? "
                + "WHERE s.cut_off = ?", unit, cutOff).first(worker, row -> new Place(StatisticsView.Snapshot.of(row), unit, row.getString("code"),
                        row.getString("name"), row.getString("kind"), new UnitScope(unit, row.getString("path"))))
                .orElseThrow(() -> Problem.notFound("statistics"));
    }

    private static Long total(Map<String, Map<String, Long>> by) {
        Map<String, Long> total = by.remove(PublicTable.TOTAL);
        return total == null ? null : total.get(PublicTable.TOTAL);
    }
}
