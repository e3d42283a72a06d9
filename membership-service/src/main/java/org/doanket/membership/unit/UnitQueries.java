package org.doanket.membership.unit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.membership.administrative.AdministrativeUnitQueries;
import org.doanket.membership.administrative.AdministrativeUnitView;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitTree;

/** Reads of units: today from the units themselves, as of a day from the dated tables. */
@ApplicationScoped
@Transactional
public class UnitQueries {

    /** Looks the same as {@code unit}, as it stood on a day. */
    private static final String AS_OF = "(SELECT u.id, u.code, d.name, doanket.search_form(d.name) AS search_name, u.kind, u.jurisdiction, "
            + "p.parent_id, p.path, d.territory, u.valid_from, u.valid_to, u.successors, u.version FROM unit u "
            + "JOIN unit_placement p ON p.unit_id = u.id AND p.valid_from <= ? AND (p.valid_to IS NULL OR p.valid_to > ?) "
            + "JOIN unit_description d ON d.unit_id = u.id AND d.valid_from <= ? AND (d.valid_to IS NULL OR d.valid_to > ?))";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final AdministrativeUnitQueries areas;
    private final ObjectMapper json;
    private final Clock clock;

    UnitQueries(AgroalDataSource dataSource, UnitTree tree, AdministrativeUnitQueries areas, ObjectMapper json, Clock clock) {
        this.dataSource = dataSource;
        this.tree = tree;
        this.areas = areas;
        this.json = json;
        this.clock = clock;
    }

    /** What a list of units may be narrowed by. */
    public static class Filter {

        @QueryParam("unit")
        public UUID unit;

        /** Without it the unit alone; with it its children, or all below it and itself. */
        @QueryParam("scope")
        @Pattern(regexp = "subtree|children")
        public String scope;

        @QueryParam("kind")
        public String kind;

        @QueryParam("code")
        public String code;

        @QueryParam("q")
        public String q;

        @QueryParam("asOf")
        public LocalDate asOf;
    }

    /** @throws Problem 404 outside the scope, or when the unit did not stand on that day */
    public UnitView one(UnitScope scope, UUID id, LocalDate asOf) {
        tree.require(id, scope);
        return select(asOf).add("WHERE u.id = ?", id).first(dataSource, UnitView::of).orElseThrow(() -> Problem.notFound("unit"));
    }

    /** What it covered on a day, as that was then; a part that was no more by then says what it became. */
    public List<AdministrativeUnitView.Area> territory(UnitScope scope, UUID id, LocalDate asOf) {
        UnitView unit = one(scope, id, asOf);
        return areas.territory(unit.jurisdiction(), unit.territory(), asOf == null ? Zones.today(clock, unit.jurisdiction()) : asOf);
    }

    public List<UnitView.Founder> founders(UnitScope scope, UUID id) {
        tree.require(id, scope);
        return Sql.of("SELECT m.id, m.code, m.full_name, m.restricted_since FROM unit_founder f JOIN member m ON m.id = f.member_id WHERE f.unit_id = ? "
                + "ORDER BY m.search_name, m.id", id).list(dataSource, row -> new UnitView.Founder(row.getObject("id", UUID.class), row.getString("code"),
                        row.getString("full_name"), row.getObject("restricted_since", OffsetDateTime.class)));
    }

    public Page<UnitView> list(UnitScope scope, Filter filter, PageRequest page) {
        Cursor after = page.after(1);
        Optional<UnitScope> range = tree.rangeAsOf(filter.unit == null ? scope : scope(filter.unit, scope), filter.asOf);
        if (range.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        Sql sql = select(filter.asOf).add("WHERE u.path >= ? AND u.path < ?", range.get().from(), range.get().to());
        if (filter.asOf == null) {
            sql.add("AND u.valid_to IS NULL");
        }
        if ("children".equals(filter.scope)) {
            sql.add("AND u.parent_id IS NOT DISTINCT FROM ?::uuid", range.get().unit());
        } else if (filter.unit != null && filter.scope == null) {
            sql.add("AND u.id = ?", filter.unit);
        }
        sql.given(filter.kind, "AND u.kind = ?")
                .given(filter.code, "AND u.code = ?")
                .given(SearchForm.containing(filter.q), "AND u.search_name LIKE ?")
                .given(after == null ? null : after.text(0), "AND u.code > ?")
                .add("ORDER BY u.code LIMIT ?", page.limit + 1);
        return Page.cut(sql.list(dataSource, UnitView::of), page.limit, unit -> Cursor.of(unit.code()));
    }

    /** The unit and all below it, each after its parent. */
    public Page<UnitView> subtree(UnitScope scope, UUID id, LocalDate asOf, PageRequest page) {
        Cursor after = page.after(1);
        UnitScope range = tree.rangeAsOf(scope(id, scope), asOf).orElseThrow(() -> Problem.notFound("unit"));
        record Placed(String path, UnitView unit) {
        }
        Sql sql = select(asOf).add("WHERE u.path >= ? AND u.path < ?", range.from(), range.to());
        if (asOf == null) {
            sql.add("AND u.valid_to IS NULL");
        }
        List<Placed> rows = sql.given(after == null ? null : after.text(0), "AND u.path > ?").add("ORDER BY u.path LIMIT ?", page.limit + 1)
                .list(dataSource, row -> new Placed(row.getString("path"), UnitView.of(row)));
        Page<Placed> placed = Page.cut(rows, page.limit, row -> Cursor.of(row.path()));
        return new Page<>(placed.items().stream().map(Placed::unit).toList(), placed.next());
    }

    /** From the founding on. */
    public List<UnitView.Event> history(UnitScope scope, UUID id) {
        tree.require(id, scope);
        return Sql.of("SELECT * FROM unit_event WHERE unit_id = ? ORDER BY version", id).list(dataSource, row -> new UnitView.Event(
                row.getLong("version"), row.getString("fact"), row.getObject("effective", LocalDate.class), row.getString("act_number"),
                row.getObject("act_date", LocalDate.class), parsed(row.getString("detail")),
                row.getObject("recorded_at", OffsetDateTime.class), row.getString("recorded_by")));
    }

    private UnitScope scope(UUID unit, UnitScope caller) {
        return new UnitScope(unit, tree.require(unit, caller).path());
    }

    private static Sql select(LocalDate asOf) {
        // The column's name is made of one of our three languages, never of what a client sent.
        Object[] day = asOf == null ? new Object[0] : new Object[] {asOf, asOf};
        String then = asOf == null ? "s.valid_to IS NULL" : "s.valid_from <= ? AND (s.valid_to IS NULL OR s.valid_to > ?)";
        return Sql.of("SELECT u.*, k.level, k.name_" + Language.current().getLanguage() + " AS kind_name,")
                .add("ARRAY(SELECT s.predecessor_id FROM unit_succession s WHERE s.successor_id = u.id AND " + then + " ORDER BY 1) AS came_from,", day)
                .add("ARRAY(SELECT s.successor_id FROM unit_succession s WHERE s.predecessor_id = u.id AND " + then + " ORDER BY 1) AS became FROM", day)
                .add(asOf == null ? "unit" : AS_OF, asOf == null ? new Object[0] : new Object[] {asOf, asOf, asOf, asOf})
                .add("u JOIN unit_kind k ON k.jurisdiction = u.jurisdiction AND k.code = u.kind");
    }

    private JsonNode parsed(String detail) {
        try {
            return json.readTree(detail);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
