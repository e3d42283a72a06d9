package org.doanket.membership.team;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.doanket.membership.rule.ParameterQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitTree;

@ApplicationScoped
@Transactional
public class TeamQueries {

    private static final String SELECT = "SELECT t.*, (SELECT count(*) FROM team_card c WHERE c.team_id = t.id AND c.valid_to IS NULL) AS members "
            + "FROM team t WHERE ";

    /** Looks the same, as it stood on a day: in the unit that it was of, with who was in it. What it was called and where it served is not dated. */
    private static final String AS_OF = "SELECT t.* FROM (SELECT x.id, w.unit_id, w.path, x.name, x.search_name, x.service, x.areas, x.hotline, x.founded_on, "
            + "x.act_number, CASE WHEN x.ended_on <= d.day THEN x.ended_on END AS ended_on, CASE WHEN x.ended_on <= d.day THEN x.end_reason END AS end_reason, "
            + "x.version, (SELECT count(*) FROM team_member p WHERE p.team_id = x.id AND p.joined_on <= d.day AND (p.left_on IS NULL OR p.left_on > d.day)) "
            + "AS members FROM (SELECT ?::date) AS d (day) JOIN team x ON x.founded_on <= d.day "
            + "JOIN units_on(?, ?, ?) w ON w.unit_id = unit_on(d.day, x.id, x.unit_id)) t WHERE ";
    private static final String MEMBERS = "SELECT p.*, m.full_name, m.restricted_since FROM team_member p LEFT JOIN member m ON m.id = p.member_id WHERE ";

    private final AgroalDataSource dataSource;
    private final AgroalDataSource worker;
    private final UnitTree tree;
    private final ParameterQueries parameters;
    private final FieldVault vault;
    private final Clock clock;

    TeamQueries(AgroalDataSource dataSource, @DataSource("worker") AgroalDataSource worker, UnitTree tree, ParameterQueries parameters, FieldVault vault,
            Clock clock) {
        this.dataSource = dataSource;
        this.worker = worker;
        this.tree = tree;
        this.parameters = parameters;
        this.vault = vault;
        this.clock = clock;
    }

    /** What a list of teams may be narrowed by. Without {@code state} those that go on. */
    public static class Filter {

        @QueryParam("unit")
        public UUID unit;

        @QueryParam("scope")
        @Pattern(regexp = "subtree")
        public String scope;

        @QueryParam("service")
        public String service;

        @QueryParam("area")
        public String area;

        @QueryParam("q")
        public String q;

        @QueryParam("state")
        @Pattern(regexp = "open|all")
        public String state;

        /** Those that there were on that day, in the tree as it stood. */
        @QueryParam("asOf")
        public LocalDate asOf;
    }

    public TeamView one(UnitScope scope, UUID id) {
        return Sql.of(SELECT + "t.id = ? AND t.path >= ? AND t.path < ?", id, scope.from(), scope.to()).first(dataSource, TeamView::of)
                .orElseThrow(() -> Problem.notFound("team"));
    }

    /** As of a day on the worker's login, with that day's range as a predicate: what was here then may be elsewhere by now. */
    public Page<TeamView> list(UnitScope scope, Filter filter, PageRequest page) {
        Cursor after = page.after(1);
        Optional<UnitScope> standing = tree.rangeAsOf(filter.unit == null ? scope : new UnitScope(filter.unit, tree.require(filter.unit, scope).path()),
                filter.asOf);
        if (standing.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        UnitScope range = standing.get();
        Sql sql = filter.asOf == null ? Sql.of(SELECT) : Sql.of(AS_OF, filter.asOf, filter.asOf, range.from(), range.to());
        sql.add("t.path >= ? AND t.path < ?", range.from(), range.to());
        if (filter.unit != null && filter.scope == null) {
            sql.add("AND t.unit_id = ?", filter.unit);
        }
        if (!"all".equals(filter.state)) {
            sql.add("AND t.ended_on IS NULL");
        }
        sql.given(filter.service, "AND t.service = ?").given(filter.area, "AND t.areas @> ARRAY[?]::text[]")
                .given(SearchForm.containing(filter.q), "AND t.search_name LIKE ?").given(after == null ? null : after.uuid(0), "AND t.id > ?")
                .add("ORDER BY t.id LIMIT ?", page.limit + 1);
        return Page.cut(sql.list(filter.asOf == null ? dataSource : worker, TeamView::of), page.limit, team -> Cursor.of(team.id()));
    }

    /**
     * @param asOf           who was in it on that day; null: who is, or also those who left
     * @param withRestricted also those who have had their file restricted
     */
    public Page<TeamView.Member> members(UnitScope scope, UUID team, boolean alsoThoseWhoLeft, LocalDate asOf, boolean withRestricted, PageRequest page) {
        one(scope, team);
        Cursor after = page.after(1);
        Sql sql = Sql.of(MEMBERS + "p.team_id = ? AND p.path >= ? AND p.path < ?", team, scope.from(), scope.to()).add(shown(withRestricted));
        if (asOf != null) {
            sql.add("AND p.joined_on <= ? AND (p.left_on IS NULL OR p.left_on > ?)", asOf, asOf);
        } else if (!alsoThoseWhoLeft) {
            sql.add("AND p.left_on IS NULL");
        }
        sql.given(after == null ? null : after.uuid(0), "AND p.id > ?").add("ORDER BY p.id LIMIT ?", page.limit + 1);
        return Page.cut(sql.list(dataSource, TeamQueries::member), page.limit, member -> Cursor.of(member.id()));
    }

    public TeamView.Member member(UnitScope scope, UUID id, boolean withRestricted) {
        return Sql.of(MEMBERS + "p.id = ? AND p.path >= ? AND p.path < ?", id, scope.from(), scope.to()).add(shown(withRestricted))
                .first(dataSource, TeamQueries::member)
                .orElseThrow(() -> Problem.notFound("team-member"));
    }

    /** @param own the caller's member id, or null: who may not see all sees that one's */
    public List<TeamView.Consent> consents(UnitScope scope, UUID teamMember, boolean maySeeAll, UUID own) {
        TeamView.Member member = member(scope, teamMember, true);
        if (!maySeeAll && !member.memberId().equals(own)) {
            throw TeamProblems.notYours();
        }
        return Sql.of("SELECT * FROM team_consent WHERE team_member_id = ? ORDER BY id LIMIT 200", teamMember).list(dataSource,
                row -> new TeamView.Consent(row.getObject("id", UUID.class), row.getString("purpose"), row.getString("proof"),
                        row.getObject("given_on", LocalDate.class), row.getString("given_to"), row.getObject("withdrawn_at", OffsetDateTime.class)));
    }

    public Page<TeamView.Handover> handovers(UnitScope scope, UUID team, boolean onlyOut, PageRequest page) {
        one(scope, team);
        Cursor after = page.after(1);
        Sql sql = Sql.of("SELECT * FROM team_handover WHERE team_id = ? AND path >= ? AND path < ?", team, scope.from(), scope.to());
        if (onlyOut) {
            sql.add("AND returned_on IS NULL");
        }
        sql.given(after == null ? null : after.uuid(0), "AND id > ?").add("ORDER BY id LIMIT ?", page.limit + 1);
        return Page.cut(sql.list(dataSource, TeamView.Handover::of), page.limit, handover -> Cursor.of(handover.id()));
    }

    public TeamView.Handover handover(UnitScope scope, UUID id) {
        return Sql.of("SELECT * FROM team_handover WHERE id = ? AND path >= ? AND path < ?", id, scope.from(), scope.to())
                .first(dataSource, TeamView.Handover::of).orElseThrow(() -> Problem.notFound("handover"));
    }

    /** Whom to call in an area; how many they are only where that tells of nobody. */
    @Unscoped("the public list: nothing in it is personal")
    public Page<TeamView.Public> published(String area, String service, PageRequest page) {
        Cursor after = page.after(1);
        record Counted(TeamView.Public team, String jurisdiction) {
        }
        List<Counted> rows = Sql.of("SELECT t.*, u.name AS unit_name, u.jurisdiction, (SELECT count(*) FROM team_card c WHERE c.team_id = t.id "
                + "AND c.valid_to IS NULL) AS members FROM team t JOIN unit u ON u.id = t.unit_id WHERE t.ended_on IS NULL")
                .given(area, "AND t.areas @> ARRAY[?]::text[]").given(service, "AND t.service = ?").given(after == null ? null : after.uuid(0), "AND t.id > ?")
                .add("ORDER BY t.id LIMIT ?", page.limit + 1)
                .list(dataSource, row -> new Counted(new TeamView.Public(row.getObject("id", UUID.class), row.getString("name"),
                        row.getString("service"), List.of((String[]) row.getArray("areas").getArray()), row.getString("hotline"),
                        row.getString("unit_name"), row.getObject("founded_on", LocalDate.class), row.getLong("members")),
                        row.getString("jurisdiction")));
        Map<String, Long> smallCells = new HashMap<>();
        List<TeamView.Public> teams = rows.stream().map(row -> suppressed(row.team(),
                smallCells.computeIfAbsent(row.jurisdiction(), this::smallCell))).toList();
        return Page.cut(teams, page.limit, team -> Cursor.of(team.id()));
    }

    @Unscoped("the public card: what its bearer agreed to have shown")
    public TeamView.Card card(UUID id) {
        return Sql.of("SELECT c.*, t.name AS team_name, t.service, t.areas, t.hotline, t.ended_on, u.name AS unit_name, k.wrapped, "
                + "restricted_since(c.person_id) FROM team_card c JOIN team t ON t.id = c.team_id JOIN unit u ON u.id = t.unit_id "
                + "LEFT JOIN person_key k ON k.person_id = c.person_id WHERE c.id = ?", id)
                .first(dataSource, this::card).orElseThrow(() -> Problem.notFound("team-card"));
    }

    private TeamView.Card card(ResultSet row) throws SQLException {
        boolean isValid = row.getObject("valid_to") == null && row.getObject("ended_on") == null;
        boolean isShown = isValid && row.getObject("restricted_since") == null;
        return new TeamView.Card(row.getString("number"), isValid, isShown ? open(row, "name") : null, isShown ? open(row, "phone") : null,
                isShown ? row.getString("duty") : null, row.getString("team_name"), row.getString("service"),
                List.of((String[]) row.getArray("areas").getArray()), row.getString("hotline"), row.getString("unit_name"));
    }

    /** Null where it was not agreed to, and where the person was forgotten. */
    private String open(ResultSet row, String purpose) throws SQLException {
        byte[] key = row.getBytes("wrapped");
        byte[] sealed = row.getBytes(purpose);
        return key == null || sealed == null ? null : vault.open(key, TeamBatch.place(purpose, row.getObject("id", UUID.class)), sealed);
    }

    /** Where no rule is in force that says what is too small, every figure is. */
    private long smallCell(String jurisdiction) {
        LocalDate today = Zones.today(clock, jurisdiction);
        return parameters.value(jurisdiction, "small-cell", today).map(cell -> cell.value()).orElse(Long.MAX_VALUE);
    }

    private static TeamView.Public suppressed(TeamView.Public team, long smallCell) {
        return team.members() >= smallCell ? team
                : new TeamView.Public(team.id(), team.name(), team.service(), team.areas(), team.hotline(), team.unitName(), team.since(), null);
    }

    private static String shown(boolean withRestricted) {
        return withRestricted ? "" : "AND m.restricted_since IS NULL";
    }

    private static TeamView.Member member(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new TeamView.Member(id, row.getObject("team_id", UUID.class), row.getObject("member_id", UUID.class), row.getString("full_name"),
                row.getString("duty"), row.getString("card_number"), id, row.getObject("joined_on", LocalDate.class),
                row.getObject("left_on", LocalDate.class), row.getString("left_reason"), row.getObject("restricted_since", OffsetDateTime.class),
                row.getLong("version"));
    }

    void tell(@Observes PersonalData asked) {
        asked.select("teamParts", """
                SELECT t.name AS team, p.duty, p.card_number AS "cardNumber", p.joined_on AS "joinedOn", p.left_on AS "leftOn", p.left_reason AS "leftReason"
                  FROM team_member p JOIN team t ON t.id = p.team_id WHERE p.member_id = ? ORDER BY p.joined_on, p.id""", asked.person());
        asked.select("teamConsents", """
                SELECT t.name AS team, c.purpose, c.proof, c.given_on AS "givenOn", c.withdrawn_at AS "withdrawnAt"
                  FROM team_member p JOIN team t ON t.id = p.team_id JOIN team_consent c ON c.team_member_id = p.id WHERE p.member_id = ?
                 ORDER BY c.given_on, c.id""", asked.person());
        asked.select("teamHandovers", """
                SELECT t.name AS team, h.item, h.serial, h.quantity, h.given_on AS "givenOn", h.returned_on AS "returnedOn", h.condition
                  FROM team_member p JOIN team t ON t.id = p.team_id JOIN team_handover h ON h.team_id = p.team_id AND h.team_member_id = p.id
                 WHERE p.member_id = ? ORDER BY h.given_on, h.id""", asked.person());
    }
}
