package org.doanket.membership.administrative;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.doanket.platform.error.Fault;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;

@ApplicationScoped
@Transactional
@Unscoped("public reference data")
public class AdministrativeUnitQueries {

    private static final String PREDECESSORS = "ARRAY(SELECT s.predecessor FROM administrative_succession s WHERE s.jurisdiction = p.jurisdiction "
            + "AND s.successor = p.code AND s.on_day >= coalesce(p.valid_from, '-infinity') AND s.on_day < coalesce(p.valid_to, 'infinity') "
            + "ORDER BY 1) AS predecessors";
    private static final String SUCCESSORS = "ARRAY(SELECT s.successor FROM administrative_succession s WHERE s.jurisdiction = p.jurisdiction "
            + "AND s.predecessor = p.code AND s.on_day > coalesce(p.valid_from, '-infinity') AND s.on_day <= coalesce(p.valid_to, 'infinity') "
            + "ORDER BY 1) AS successors";

    private final AgroalDataSource dataSource;

    AdministrativeUnitQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What a list may be narrowed by. */
    public static class Filter {

        @QueryParam("jurisdiction")
        public String jurisdiction;

        @QueryParam("parent")
        public String parent;

        @QueryParam("level")
        public String level;

        @QueryParam("q")
        public String q;

        /** Those that there were on a day. */
        @QueryParam("asOf")
        public LocalDate asOf;
    }

    public Page<AdministrativeUnitView> list(Filter filter, PageRequest page) {
        Cursor after = page.after(2);
        Sql sql = select(filter.asOf)
                .given(filter.jurisdiction, "AND jurisdiction = ?")
                .given(filter.parent, "AND parent_code = ?")
                .given(filter.level, "AND level = ?")
                .given(SearchForm.containing(filter.q), "AND search_name LIKE ?");
        if (after != null) {
            sql.add("AND (jurisdiction, code) > (?, ?)", after.text(0), after.text(1));
        }
        return Page.cut(sql.add("ORDER BY jurisdiction, code LIMIT ?", page.limit + 1).list(dataSource, AdministrativeUnitView::of),
                page.limit, unit -> Cursor.of(unit.jurisdiction(), unit.code()));
    }

    /** What the code means now, or meant last; or on a day. */
    public Optional<AdministrativeUnitView> one(String jurisdiction, String code, LocalDate asOf) {
        return select(asOf).add("AND jurisdiction = ? AND code = ?", jurisdiction, code).first(dataSource, AdministrativeUnitView::of);
    }

    /** What codes meant on a day; of one that meant nothing then what it had meant last, and what that became. */
    public List<AdministrativeUnitView.Area> territory(String jurisdiction, Collection<String> codes, LocalDate day) {
        return Sql.of("SELECT p.*,").add(SUCCESSORS).add(", (p.valid_from IS NULL OR p.valid_from <= ?) AND (p.valid_to IS NULL OR p.valid_to > ?) AS stands "
                + "FROM unnest(?::text[]) AS t (code) CROSS JOIN LATERAL (SELECT * FROM administrative_period a WHERE a.jurisdiction = ? AND a.code = t.code "
                + "ORDER BY (a.valid_from IS NULL OR a.valid_from <= ?) DESC, a.valid_from DESC NULLS LAST LIMIT 1) p ORDER BY p.code", day, day,
                codes.toArray(String[]::new), jurisdiction, day).list(dataSource, AdministrativeUnitView.Area::of);
    }

    /** Why these are no territory on a day: the code is not known, or meant nothing then. */
    public List<Fault> faults(String pointer, String jurisdiction, Collection<String> codes, LocalDate day) {
        Set<String> then = known(jurisdiction, codes, day);
        Set<String> ever = known(jurisdiction, codes);
        return codes.stream().filter(code -> !then.contains(code)).sorted().map(code -> ever.contains(code)
                ? Fault.at(pointer, "administrative-unit-not-then", Map.of("code", code, "day", day))
                : Fault.at(pointer, "unknown-administrative-unit", Map.of("code", code))).toList();
    }

    /** Those of the codes that meant something on a day. */
    private Set<String> known(String jurisdiction, Collection<String> codes, LocalDate day) {
        return new HashSet<>(Sql.of("SELECT code FROM administrative_period WHERE jurisdiction = ? AND code = ANY (?) "
                + "AND (valid_from IS NULL OR valid_from <= ?) AND (valid_to IS NULL OR valid_to > ?)", jurisdiction, codes.toArray(String[]::new), day, day)
                .list(dataSource, row -> row.getString(1)));
    }

    /** Those of the codes that exist. */
    public Set<String> known(String jurisdiction, Collection<String> codes) {
        List<String> known = codes.isEmpty() ? List.of()
                : Sql.of("SELECT code FROM administrative_unit WHERE jurisdiction = ? AND code = ANY (?)", jurisdiction,
                        codes.toArray(String[]::new)).list(dataSource, row -> row.getString(1));
        return new HashSet<>(known);
    }

    private static Sql select(LocalDate asOf) {
        Sql sql = Sql.of("SELECT p.*,").add(PREDECESSORS).add(",").add(SUCCESSORS);
        return asOf == null ? sql.add("FROM administrative_unit p WHERE true")
                : sql.add("FROM administrative_period p WHERE (p.valid_from IS NULL OR p.valid_from <= ?) AND (p.valid_to IS NULL OR p.valid_to > ?)",
                        asOf, asOf);
    }
}
