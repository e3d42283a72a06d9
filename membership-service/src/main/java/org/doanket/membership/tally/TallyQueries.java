package org.doanket.membership.tally;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.doanket.membership.tally.TallyView.Part;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/**
 * Members and units counted as the tree stood on a day. On the worker's login, with that day's range as a predicate: who was a
 * member here then may be one elsewhere by now, and still counts, without being shown.
 */
@ApplicationScoped
@Transactional
public class TallyQueries {

    private static final String MEMBERS = """
            WITH there AS MATERIALIZED (
              SELECT unit_id, jurisdiction, kind FROM units_on(?, ?, ?)
            ), counted AS (
              SELECT m.category, m.status, t.jurisdiction, t.kind, count(*) AS members, count(*) FILTER (WHERE m.sex = 'female') AS women,
                     count(*) FILTER (WHERE m.sex IS NULL) AS of_unknown_sex
                FROM members_on(?, ARRAY(SELECT unit_id FROM there)) m JOIN there t USING (unit_id)
               GROUP BY GROUPING SETS ((), (m.category), (m.status), (t.jurisdiction, t.kind))
            )
            SELECT CASE WHEN c.category IS NOT NULL THEN 'category' WHEN c.status IS NOT NULL THEN 'status' WHEN c.kind IS NOT NULL THEN 'kind'
                     ELSE 'all' END AS part, coalesce(c.category, c.status, c.kind) AS code, coalesce(mc.name_%1$s, ms.name_%1$s, k.name_%1$s) AS name,
                   c.members, c.women, c.of_unknown_sex
              FROM counted c LEFT JOIN member_category mc ON mc.code = c.category LEFT JOIN member_status ms ON ms.code = c.status
              LEFT JOIN unit_kind k ON k.jurisdiction = c.jurisdiction AND k.code = c.kind
             ORDER BY c.members DESC, code""";

    private static final String UNITS = """
            SELECT u.jurisdiction, u.level, u.kind, k.name_%s AS name, count(*) AS units FROM units_on(?, ?, ?) u
              JOIN unit_kind k ON k.jurisdiction = u.jurisdiction AND k.code = u.kind GROUP BY 1, 2, 3, 4 ORDER BY units DESC, u.kind""";

    /** Only the units of this page are counted, each with those that have its number in their paths. */
    private static final String OF_UNITS = """
            WITH there AS MATERIALIZED (
              SELECT * FROM units_on(?, ?, ?)
            ), here AS MATERIALIZED (
              SELECT * FROM there WHERE parent_id IS NOT DISTINCT FROM ?::uuid AND (?::text IS NULL OR code > ?) ORDER BY code LIMIT ?
            ), below AS MATERIALIZED (
              SELECT h.unit_id AS top, t.unit_id FROM there t
                CROSS JOIN LATERAL unnest(string_to_array(btrim(t.path, '/'), '/')::bigint[]) AS a (number) JOIN here h ON h.number = a.number
            ), found AS (
              SELECT b.top, count(*) AS members, count(*) FILTER (WHERE m.sex = 'female') AS women
                FROM members_on(?, ARRAY(SELECT unit_id FROM below)) m JOIN below b ON b.unit_id = m.unit_id GROUP BY b.top
            )
            SELECT h.unit_id, h.code, h.name, h.kind, (SELECT count(*) FROM below b WHERE b.top = h.unit_id) AS units,
                   coalesce(f.members, 0) AS members, coalesce(f.women, 0) AS women
              FROM here h LEFT JOIN found f ON f.top = h.unit_id ORDER BY h.code""";

    private final AgroalDataSource worker;
    private final UnitTree tree;
    private final Clock clock;

    TallyQueries(@DataSource("worker") AgroalDataSource worker, UnitTree tree, Clock clock) {
        this.worker = worker;
        this.tree = tree;
        this.clock = clock;
    }

    /** What is counted: the range of paths as it was on the day. */
    private record Asked(LocalDate day, UnitScope range) {
    }

    private record Row(String part, Part counted, long ofUnknownSex) {
    }

    /** @param unit null for all that the caller reaches; @throws Problem 404 outside the scope, or when it did not stand that day */
    public TallyView.Members members(UnitScope scope, UUID unit, LocalDate asOf) {
        Asked asked = asked(scope, unit, asOf);
        List<Row> rows = Sql.of(MEMBERS.formatted(Language.current().getLanguage()), asked.day(), asked.range().from(), asked.range().to(), asked.day())
                .list(worker, row -> new Row(row.getString("part"), new Part(row.getString("code"), row.getString("name"), row.getLong("members"),
                        row.getLong("women")), row.getLong("of_unknown_sex")));
        Row all = rows.stream().filter(row -> row.part().equals("all")).findFirst().orElseThrow();
        return new TallyView.Members(asked.range().unit(), asked.day(), all.counted().count(), all.counted().women(), all.ofUnknownSex(),
                parts(rows, row -> row.part().equals("category")), parts(rows, row -> row.part().equals("status")),
                parts(rows, row -> row.part().equals("kind")));
    }

    public TallyView.Units units(UnitScope scope, UUID unit, LocalDate asOf) {
        Asked asked = asked(scope, unit, asOf);
        record Kind(String level, Part counted) {
        }
        List<Kind> kinds = Sql.of(UNITS.formatted(Language.current().getLanguage()), asked.day(), asked.range().from(), asked.range().to())
                .list(worker, row -> new Kind(row.getString("level"), new Part(row.getString("kind"), row.getString("name"), row.getLong("units"), null)));
        List<Part> levels = kinds.stream().map(Kind::level).distinct().sorted().map(level -> new Part(level, null,
                kinds.stream().filter(kind -> kind.level().equals(level)).mapToLong(kind -> kind.counted().count()).sum(), null)).toList();
        return new TallyView.Units(asked.range().unit(), asked.day(), levels.stream().mapToLong(Part::count).sum(), levels,
                kinds.stream().map(Kind::counted).toList());
    }

    /** The units directly below, by code, each with all below it. */
    public Page<TallyView.OfUnit> ofUnits(UnitScope scope, UUID unit, LocalDate asOf, PageRequest page) {
        Asked asked = asked(scope, unit, asOf);
        Cursor cursor = page.after(1);
        String after = cursor == null ? null : cursor.text(0);
        return Page.cut(Sql.of(OF_UNITS, asked.day(), asked.range().from(), asked.range().to(), asked.range().unit(), after, after, page.limit + 1,
                asked.day()).list(worker, row -> new TallyView.OfUnit(row.getObject("unit_id", UUID.class), row.getString("code"),
                        row.getString("name"), row.getString("kind"), row.getLong("units"), row.getLong("members"), row.getLong("women"))),
                page.limit, row -> Cursor.of(row.code()));
    }

    private Asked asked(UnitScope scope, UUID unit, LocalDate asOf) {
        UUID top = unit == null ? scope.unit() : unit;
        if (top == null) {
            return new Asked(asOf == null ? Zones.today(clock) : asOf, scope);
        }
        UnitRef ref = tree.require(top, scope);
        LocalDate day = asOf == null ? today(ref.jurisdiction()) : asOf;
        return new Asked(day, tree.pathAsOf(top, day).map(path -> new UnitScope(top, path)).orElseThrow(() -> Problem.notFound("unit")));
    }

    private LocalDate today(String jurisdiction) {
        return Zones.today(clock, jurisdiction);
    }

    private static List<Part> parts(List<Row> rows, Predicate<Row> wanted) {
        return rows.stream().filter(wanted).map(Row::counted).toList();
    }
}
