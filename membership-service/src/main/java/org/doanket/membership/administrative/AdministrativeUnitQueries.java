package org.doanket.membership.administrative;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.QueryParam;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    }

    public Page<AdministrativeUnitView> list(Filter filter, PageRequest page) {
        Cursor after = page.after(2);
        Sql sql = Sql.of("SELECT * FROM administrative_unit WHERE true")
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

    public Optional<AdministrativeUnitView> one(String jurisdiction, String code) {
        return Sql.of("SELECT * FROM administrative_unit WHERE jurisdiction = ? AND code = ?", jurisdiction, code)
                .first(dataSource, AdministrativeUnitView::of);
    }

    /** Those of the codes that exist. */
    public Set<String> known(String jurisdiction, Collection<String> codes) {
        List<String> known = codes.isEmpty() ? List.of()
                : Sql.of("SELECT code FROM administrative_unit WHERE jurisdiction = ? AND code = ANY (?)", jurisdiction,
                        codes.toArray(String[]::new)).list(dataSource, row -> row.getString(1));
        return new HashSet<>(known);
    }
}
