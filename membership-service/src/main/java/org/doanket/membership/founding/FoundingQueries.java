package org.doanket.membership.founding;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

@ApplicationScoped
@Transactional
public class FoundingQueries {

    private static final String SELECT = "SELECT f.*, u.name AS unit_name, (SELECT count(*) FROM founding_person p WHERE p.founding_id = f.id) "
            + "AS people FROM founding f JOIN unit u ON u.id = f.unit_id WHERE u.path >= ? AND u.path < ?";

    /** Looks the same, as it stood on a day. What it was called, and how many were in it, is not dated. */
    private static final String AS_OF = "SELECT f.* FROM (SELECT x.id, t.unit_id, t.name AS unit_name, x.kind, x.name, coalesce(s.state, 'draft') AS state, "
            + "(SELECT count(*) FROM founding_person p WHERE p.founding_id = x.id) AS people, "
            + "CASE WHEN x.congress_on <= d.day THEN x.congress_on END AS congress_on, "
            + "CASE WHEN x.submitted_on <= d.day THEN x.submitted_on END AS submitted_on, CASE WHEN x.submitted_on <= d.day THEN x.answer_due END AS answer_due, "
            + "CASE s.state WHEN 'recognised' THEN x.founded_id END AS founded_id, x.version FROM (SELECT ?::date) AS d (day) "
            + "JOIN founding x ON (x.entered_at AT TIME ZONE CASE x.jurisdiction WHEN 'cn' THEN 'Asia/Shanghai' ELSE 'Asia/Ho_Chi_Minh' END)::date <= d.day "
            + "JOIN units_on(d.day, ?, ?) t ON t.unit_id = unit_on(d.day, x.id, x.unit_id) LEFT JOIN LATERAL (SELECT c.state FROM founding_state c "
            + "WHERE c.founding_id = x.id AND c.since <= d.day ORDER BY c.since DESC, c.number DESC LIMIT 1) s ON true) f WHERE true";

    private final AgroalDataSource dataSource;
    private final AgroalDataSource worker;
    private final UnitTree tree;
    private final FieldVault vault;
    private final ObjectMapper json;

    FoundingQueries(AgroalDataSource dataSource, @DataSource("worker") AgroalDataSource worker, UnitTree tree, FieldVault vault, ObjectMapper json) {
        this.dataSource = dataSource;
        this.worker = worker;
        this.tree = tree;
        this.vault = vault;
        this.json = json;
    }

    /** A unit with all below it; without a state those on which something is still to be done. */
    public static class Filter {

        @QueryParam("unit")
        public UUID unit;

        @QueryParam("state")
        @Pattern(regexp = "draft|submitted|returned|recognised|abandoned")
        public String state;

        /** Those of the units that stood below on that day, in the state that they had. */
        @QueryParam("asOf")
        public LocalDate asOf;
    }

    public FoundingView one(UnitScope scope, UUID id) {
        return Sql.of(SELECT + " AND f.id = ?", scope.from(), scope.to(), id).first(dataSource, row -> FoundingView.of(row, vault, json))
                .orElseThrow(() -> Problem.notFound("founding"));
    }

    /** As of a day on the worker's login, with that day's range as a predicate: what was here then may be elsewhere by now. */
    public Page<FoundingView.Listed> list(UnitScope scope, Filter filter, PageRequest page) {
        Optional<UnitScope> standing = tree.rangeAsOf(filter.unit == null ? scope : new UnitScope(filter.unit, tree.require(filter.unit, scope).path()),
                filter.asOf);
        if (standing.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        UnitScope range = standing.get();
        Cursor after = page.after(1);
        Sql sql = (filter.asOf == null ? Sql.of(SELECT, range.from(), range.to()) : Sql.of(AS_OF, filter.asOf, range.from(), range.to()))
                .given(filter.state, "AND f.state = ?");
        if (filter.state == null) {
            sql.add("AND f.state IN ('draft', 'submitted', 'returned')");
        }
        return Page.cut(sql.given(after == null ? null : after.uuid(0), "AND f.id > ?").add("ORDER BY f.id LIMIT ?", page.limit + 1)
                .list(filter.asOf == null ? dataSource : worker, FoundingView.Listed::of), page.limit, each -> Cursor.of(each.id()));
    }

    public List<FoundingPersonView> people(UnitScope scope, UUID id) {
        one(scope, id);
        return open(id).stream().map(FoundingPersonView.Open::masked).toList();
    }

    public FoundingPersonView person(UnitScope scope, UUID id, UUID person) {
        one(scope, id);
        return Sql.of("SELECT * FROM founding_person WHERE founding_id = ? AND id = ?", id, person)
                .first(dataSource, row -> FoundingPersonView.Open.of(row, vault, json).masked()).orElseThrow(() -> Problem.notFound("founding-person"));
    }

    /** In the order of entry. The caller has made sure that the founding is in the scope. */
    List<FoundingPersonView.Open> open(UUID id) {
        return Sql.of("SELECT * FROM founding_person WHERE founding_id = ? ORDER BY number", id)
                .list(dataSource, row -> FoundingPersonView.Open.of(row, vault, json));
    }

    /**
     * Who of a founding is a member already, as the blind index of the national id tells.
     *
     * @param memberId  null where that unit is outside the scope: that somebody is a member can be told there, not where
     * @param unitCode  of the unit that holds the membership; null likewise
     */
    record Membership(UUID personId, int number, UUID memberId, String unitCode) {
    }

    /** In the order of entry. The caller has made sure that the founding is in the scope. */
    List<Membership> memberships(UnitScope scope, UUID id) {
        return Sql.of("SELECT p.id, p.number, m.id AS member_id, u.code FROM founding_person p CROSS JOIN LATERAL membership_of(p.national_id_index) held "
                + "LEFT JOIN (member m JOIN unit u ON u.id = m.unit_id) ON m.id = held.member_id AND m.path >= ? AND m.path < ? "
                + "WHERE p.founding_id = ? AND p.member_id IS NULL ORDER BY p.number", scope.from(), scope.to(), id)
                .list(dataSource, row -> new Membership(row.getObject("id", UUID.class), row.getInt("number"), row.getObject("member_id", UUID.class),
                        row.getString("code")));
    }

    /** Somebody of a founding whom no union takes again. @param citation of the rule */
    record Barred(int number, String citation, boolean verified) {
    }

    /** In the order of entry. The caller has made sure that the founding is in the scope. */
    List<Barred> barred(FoundingView founding, LocalDate day) {
        return Sql.of("SELECT p.number, r.citation, r.verified FROM founding_person p CROSS JOIN LATERAL former_membership_of(p.national_id_index) f "
                + "CROSS JOIN LATERAL returning_rule(?, f.status, ?) r WHERE p.founding_id = ? AND NOT r.may_return "
                + "AND NOT EXISTS (SELECT FROM membership_of(p.national_id_index)) ORDER BY p.number", founding.jurisdiction(), day, founding.id())
                .list(dataSource, row -> new Barred(row.getInt("number"), row.getString("citation"), row.getBoolean("verified")));
    }

    void tell(@Observes PersonalData asked) {
        asked.add("foundings", Sql.of("SELECT * FROM founding_person WHERE member_id = ? ORDER BY id", asked.person()).list(dataSource,
                row -> json.valueToTree(FoundingPersonView.Open.of(row, vault, json).file())));
    }
}
