package org.doanket.membership.member;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;
import org.doanket.platform.tree.UnitTree;

@ApplicationScoped
@Transactional
public class MemberQueries {

    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final FieldVault vault;
    private final ObjectMapper json;

    MemberQueries(AgroalDataSource dataSource, UnitTree tree, FieldVault vault, ObjectMapper json) {
        this.dataSource = dataSource;
        this.tree = tree;
        this.vault = vault;
        this.json = json;
    }

    /** What a list of members may be narrowed by. Without a status those whose membership goes on. */
    public static class Filter {

        @QueryParam("unit")
        public UUID unit;

        @QueryParam("scope")
        @Pattern(regexp = "subtree")
        public String scope;

        @QueryParam("q")
        public String q;

        @QueryParam("status")
        public String status;

        @QueryParam("category")
        public String category;

        @QueryParam("code")
        public String code;
    }

    public MemberView one(UnitScope scope, UUID id) {
        return select().add("WHERE m.id = ? AND m.path >= ? AND m.path < ?", id, scope.from(), scope.to())
                .first(dataSource, row -> MemberView.of(row, vault)).orElseThrow(() -> Problem.notFound("member"));
    }

    /** By name; the order of the alphabet without diacritics. */
    public Page<MemberView> list(UnitScope scope, Filter filter, PageRequest page) {
        Cursor after = page.after(2);
        Sql sql = narrowed(select(), scope, filter);
        if (after != null) {
            sql.add("AND (m.search_name, m.id) > (?, ?)", after.text(0), after.uuid(1));
        }
        return Page.cut(sql.add("ORDER BY m.search_name, m.id LIMIT ?", page.limit + 1).list(dataSource, row -> MemberView.of(row, vault)),
                page.limit, member -> Cursor.of(SearchForm.of(member.fullName()), member.id()));
    }

    /** All that the filter leaves, by unit and name, as they come: for answers of any length. */
    void each(UnitScope scope, Filter filter, Sql.RowTaker taker) throws IOException {
        narrowed(select("JOIN unit u ON u.id = m.unit_id LEFT JOIN member_profile f ON f.member_id = m.id"), scope, filter).add("ORDER BY m.path, m.search_name, m.id").stream(dataSource, taker);
    }

    public MemberView.Count count(UnitScope scope, Filter filter) {
        return narrowed(Sql.of("SELECT count(*) FROM member m"), scope, filter)
                .first(dataSource, row -> new MemberView.Count(row.getLong(1))).orElseThrow();
    }

    private Sql narrowed(Sql sql, UnitScope scope, Filter filter) {
        UnitScope range = filter.unit == null ? scope : new UnitScope(filter.unit, tree.require(filter.unit, scope).path());
        sql.add("WHERE m.path >= ? AND m.path < ?", range.from(), range.to());
        if (filter.unit != null && filter.scope == null) {
            sql.add("AND m.unit_id = ?", filter.unit);
        }
        if (filter.status == null) {
            sql.add("AND m.ended_on IS NULL");
        }
        return sql.given(filter.status, "AND m.status = ?")
                .given(filter.category, "AND m.category = ?")
                .given(filter.code, "AND m.code = ?")
                .given(SearchForm.containing(filter.q), "AND m.search_name LIKE ?");
    }

    /** From the admission on. */
    public List<MemberView.Event> history(UnitScope scope, UUID id) {
        Sql.of("SELECT 1 FROM member WHERE id = ? AND path >= ? AND path < ?", id, scope.from(), scope.to())
                .first(dataSource, row -> true).orElseThrow(() -> Problem.notFound("member"));
        return Sql.of("SELECT * FROM member_event WHERE member_id = ? ORDER BY version", id).list(dataSource, row -> new MemberView.Event(
                row.getLong("version"), row.getString("fact"), row.getObject("effective", LocalDate.class), row.getString("reason"),
                read(row.getString("detail")), row.getObject("recorded_at", OffsetDateTime.class), row.getString("recorded_by")));
    }

    private static Sql select() {
        return select("");
    }

    /** @param more a join of our own */
    private static Sql select(String more) {
        // The columns' names are made of one of our three languages, never of what a client sent.
        String name = "name_" + Language.current().getLanguage();
        return Sql.of("SELECT m.*, c." + name + " AS category_name, s." + name + " AS status_name, k.wrapped" + (more.isEmpty() ? "" : ", u.code AS unit_code, f.plain AS profile") + " FROM member m "
                + "JOIN member_category c ON c.code = m.category JOIN member_status s ON s.code = m.status "
                + "LEFT JOIN person_key k ON k.person_id = m.id " + more);
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
