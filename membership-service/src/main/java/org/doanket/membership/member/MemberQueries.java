package org.doanket.membership.member;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.doanket.membership.charter.NationalIdQueries;
import org.doanket.platform.error.Fault;
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

    /** As they are called last, also those that are given no more. */
    private static final String REASONS = "SELECT DISTINCT ON (jurisdiction, status, code) * FROM status_reason WHERE cancelled_at IS NULL "
            + "AND valid_from <= current_date ORDER BY jurisdiction, status, code, valid_from DESC";

    private final AgroalDataSource dataSource;
    private final AgroalDataSource worker;
    private final UnitTree tree;
    private final FieldVault vault;
    private final MemberSearch search;
    private final ObjectMapper json;

    MemberQueries(AgroalDataSource dataSource, @DataSource("worker") AgroalDataSource worker, UnitTree tree, FieldVault vault, MemberSearch search,
            ObjectMapper json) {
        this.dataSource = dataSource;
        this.worker = worker;
        this.tree = tree;
        this.vault = vault;
        this.search = search;
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
        @Size(max = 200)
        public String q;

        @QueryParam("status")
        public String status;

        @QueryParam("category")
        public String category;

        @QueryParam("code")
        public String code;

        @QueryParam("card")
        public String card;

        @QueryParam("phoneEnd")
        @Pattern(regexp = PhoneEnd.DIGITS)
        public String phoneEnd;
    }

    public MemberView one(UnitScope scope, UUID id) {
        return select().add("WHERE m.id = ? AND m.path >= ? AND m.path < ?", id, scope.from(), scope.to())
                .first(dataSource, row -> MemberView.of(row, vault)).orElseThrow(() -> Problem.notFound("member"));
    }

    /** All memberships of a person within the scope, those that are over too, the open one first. */
    public List<MemberView> ofNationalId(UnitScope scope, MemberCommand.Seek command) {
        byte[] index = vault.blindIndex("national-id", NationalIdQueries.bare(command.nationalId()));
        return select().add("WHERE m.id IN (SELECT o.id FROM member o WHERE o.national_id_index = ? AND o.ended_on IS NULL "
                + "UNION ALL SELECT o.id FROM member o WHERE o.national_id_index = ? AND o.ended_on IS NOT NULL) AND m.path >= ? AND m.path < ? "
                + "ORDER BY m.ended_on DESC NULLS FIRST, m.id", index, index, scope.from(), scope.to())
                .list(dataSource, row -> MemberView.of(row, vault));
    }

    /** By name; the order of the alphabet without diacritics. @param isOfficer sees also those whose file is restricted */
    public Page<MemberView> list(UnitScope scope, Filter filter, boolean isOfficer, PageRequest page) {
        List<UUID> found = search.page(sought(scope, filter, isOfficer), page.after(2), page.limit + 1);
        List<MemberView> members = select().add("WHERE m.id = ANY (?::uuid[]) AND m.path >= ? AND m.path < ? ORDER BY m.search_name, m.id",
                Sql.column(found, id -> id), scope.from(), scope.to()).list(dataSource, row -> MemberView.of(row, vault));
        return Page.cut(members, page.limit, member -> Cursor.of(SearchForm.of(member.fullName()), member.id()));
    }

    /** All that the filter leaves, by unit and name, as they come: for answers of any length, and without those whose file is restricted. */
    void each(UnitScope scope, Filter filter, Sql.RowTaker taker) throws IOException {
        sought(scope, filter, false).whole(select("JOIN unit u ON u.id = m.unit_id LEFT JOIN member_profile f ON f.member_id = m.id "
                + "LEFT JOIN (" + REASONS + ") w ON w.jurisdiction = u.jurisdiction AND w.status = m.status AND w.code = m.reason_code"))
                .add("ORDER BY m.path, m.search_name, m.id").stream(dataSource, taker);
    }

    /** @param asOf who were members on that day, in the tree as it stood; null: who are now */
    public MemberView.Count count(UnitScope scope, Filter filter, LocalDate asOf) {
        return asOf == null ? countNow(scope, filter) : countAsOf(scope, filter, asOf);
    }

    private MemberView.Count countNow(UnitScope scope, Filter filter) {
        return sought(scope, filter, true).whole(Sql.of("SELECT count(*) FROM member m"))
                .first(dataSource, row -> new MemberView.Count(row.getLong(1))).orElseThrow();
    }

    /** On the worker's login, with that day's range as a predicate: who was a member here then may be one elsewhere by now, and still counts. */
    private MemberView.Count countAsOf(UnitScope scope, Filter filter, LocalDate day) {
        refuseUndated(filter);
        Optional<UnitScope> range = tree.rangeAsOf(filter.unit == null ? scope : new UnitScope(filter.unit, tree.require(filter.unit, scope).path()), day);
        if (range.isEmpty()) {
            throw Problem.notFound("unit");
        }
        Sql sql = Sql.of("SELECT count(*) FROM members_on(?, ARRAY(SELECT u.unit_id FROM units_on(?, ?, ?) u WHERE true", day, day, range.get().from(),
                range.get().to());
        return sql.given(filter.scope == null ? filter.unit : null, "AND u.unit_id = ?").add(")) m WHERE true").given(filter.status, "AND m.status = ?")
                .given(filter.category, "AND m.category = ?").first(worker, row -> new MemberView.Count(row.getLong(1))).orElseThrow();
    }

    /** Of a day gone by are known units, statuses of those whose membership went on, and categories; by name or number people are found as they are. */
    private void refuseUndated(Filter filter) {
        Map<String, String> undated = new LinkedHashMap<>();
        undated.put("q", filter.q);
        undated.put("code", filter.code);
        undated.put("card", filter.card);
        undated.put("phoneEnd", filter.phoneEnd);
        undated.put("status", filter.status == null ? null : Sql.of("SELECT code FROM member_status WHERE code = ? AND NOT is_open", filter.status)
                .first(dataSource, row -> row.getString(1)).orElse(null));
        List<Fault> faults = undated.entrySet().stream().filter(each -> each.getValue() != null)
                .map(each -> Fault.at("?" + each.getKey(), "not-as-of")).toList();
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    private MemberSought sought(UnitScope scope, Filter filter, boolean withRestricted) {
        UnitScope range = filter.unit == null ? scope : new UnitScope(filter.unit, tree.require(filter.unit, scope).path());
        return MemberSought.of(range, filter, withRestricted, vault);
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
        String beside = more.isEmpty() ? "" : ", u.code AS unit_code, f.plain AS profile, w." + name + " AS reason_name";
        return Sql.of("SELECT m.*, c." + name + " AS category_name, s." + name + " AS status_name, k.wrapped" + beside + " FROM member m "
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
