package org.doanket.membership.member;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.charter.NationalIdQueries;
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
            + "AND valid_from <= legal_day(jurisdiction) ORDER BY jurisdiction, status, code, valid_from DESC";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final FieldVault vault;
    private final MemberSearch search;
    private final ObjectMapper json;

    MemberQueries(AgroalDataSource dataSource, UnitTree tree, FieldVault vault, MemberSearch search, ObjectMapper json) {
        this.dataSource = dataSource;
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

        /** Those whose membership went on that day, in the units that stood there then. */
        @QueryParam("asOf")
        public LocalDate asOf;
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
        Cursor asked = page.after(2);
        Cursor after = asked == null ? null : Cursor.of(NameCursor.open(vault, asked.text(0)), asked.uuid(1));
        List<UUID> found = search.page(sought(scope, filter, isOfficer), after, page.limit + 1);
        return Page.cut(files(scope, found), page.limit, member -> Cursor.of(NameCursor.seal(vault, SearchForm.of(member.fullName())), member.id()));
    }

    /** By name; without those who are not in the scope. */
    List<MemberView> files(UnitScope scope, List<UUID> ids) {
        return select().add("WHERE m.id = ANY (?::uuid[]) AND m.path >= ? AND m.path < ? ORDER BY m.search_name, m.id",
                Sql.column(ids, id -> id), scope.from(), scope.to()).list(dataSource, row -> MemberView.of(row, vault));
    }

    /** All that the filter leaves, by unit and name, as they come: for answers of any length, and without those whose file is restricted. */
    void each(UnitScope scope, Filter filter, Sql.RowTaker taker) throws IOException {
        sought(scope, filter, false).whole(whole("member")).add("ORDER BY m.path, m.search_name, m.id").stream(dataSource, taker);
    }

    public MemberView.Count count(UnitScope scope, Filter filter) {
        return sought(scope, filter, true).whole(Sql.of("SELECT count(*) FROM member m"))
                .first(dataSource, row -> new MemberView.Count(row.getLong(1))).orElseThrow();
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
        return select("member", "");
    }

    /** What a sheet says of members. @param members the table or what looks like it */
    static Sql whole(String members, Object... values) {
        return select(members, "JOIN unit u ON u.id = m.unit_id LEFT JOIN member_profile f ON f.member_id = m.id "
                + "LEFT JOIN (" + REASONS + ") w ON w.jurisdiction = u.jurisdiction AND w.status = m.status AND w.code = m.reason_code", values);
    }

    /** @param more a join of our own */
    private static Sql select(String members, String more, Object... values) {
        // The columns' names are made of one of our three languages, never of what a client sent.
        String name = "name_" + Language.current().getLanguage();
        String beside = more.isEmpty() ? "" : ", u.code AS unit_code, f.plain AS profile, w." + name + " AS reason_name";
        return Sql.of("SELECT m.*, c." + name + " AS category_name, s." + name + " AS status_name, k.wrapped" + beside + " FROM " + members + " m "
                + "JOIN member_category c ON c.code = m.category JOIN member_status s ON s.code = m.status "
                + "LEFT JOIN person_key k ON k.person_id = m.id " + more, values);
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
