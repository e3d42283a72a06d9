package org.doanket.membership.right;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/** What members may, by the rules in force on a day for the category and the status that they had. */
@ApplicationScoped
@Transactional
public class RightsQueries {

    private final AgroalDataSource dataSource;
    private final Clock clock;

    RightsQueries(AgroalDataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** Always answered, also to those who left: their rights ended with the membership. @param asOf null for today */
    public RightsView of(UnitScope scope, UUID member, LocalDate asOf) {
        String jurisdiction = Sql.of("SELECT u.jurisdiction FROM member m JOIN unit u ON u.id = m.unit_id WHERE m.id = ? AND m.path >= ? AND m.path < ?",
                member, scope.from(), scope.to()).first(dataSource, row -> row.getString(1)).orElseThrow(() -> Problem.notFound("member"));
        LocalDate day = asOf == null ? Zones.today(clock, jurisdiction) : asOf;
        record Then(String category, String status) {
        }
        Then then = Sql.of("SELECT * FROM member_on(?, ?)", member, day).first(dataSource, row -> new Then(row.getString("category"), row.getString("status")))
                .orElse(new Then(null, null));
        List<RightsView.Right> rights = Sql.of("SELECT r.*, k." + name() + " AS name FROM rights_on(?, ?, ?) r JOIN right_kind k ON k.code = r.code "
                + "WHERE k.of_members ORDER BY k.rank", member, jurisdiction, day).list(dataSource, RightsView.Right::of);
        return new RightsView(member, day, then.category(), then.status(), rights);
    }

    /** Why this member had not that right on a day; none where he had it. By what he was that day, and by the rules of that day. */
    @Unscoped("callers have found the member within what they reach")
    public Optional<RightsView.Refusal> refusal(String right, UUID member, String jurisdiction, LocalDate day) {
        return refusal(Sql.of("SELECT r.* FROM rights_on(?, ?, ?) r WHERE r.code = ? AND NOT r.is_held", member, jurisdiction, day, right));
    }

    /** The same of several members: those that had not that right, and why. */
    @Unscoped("callers have found the members within what they reach")
    public Map<UUID, RightsView.Refusal> refusals(String right, List<UUID> members, String jurisdiction, LocalDate day) {
        Map<UUID, RightsView.Refusal> refusals = new HashMap<>();
        Sql.of("SELECT d.id, r.* FROM unnest(?::uuid[]) AS d (id) CROSS JOIN LATERAL rights_on(d.id, ?, ?) r WHERE r.code = ? AND NOT r.is_held",
                Sql.column(members, member -> member), jurisdiction, day, right)
                .list(dataSource, row -> refusals.put(row.getObject("id", UUID.class), refusal(row)));
        return refusals;
    }

    /** The same of those who are no members yet. */
    @Unscoped("rules are the same for every unit")
    public Optional<RightsView.Refusal> refusal(String right, String category, String jurisdiction, LocalDate day) {
        return refusal(Sql.of("SELECT r.* FROM rights_of(?, ?, NULL, ?) r WHERE r.code = ? AND NOT r.is_held", jurisdiction, category, day, right));
    }

    /** The same of several categories: those that have not that right, and why. */
    @Unscoped("rules are the same for every unit")
    public Map<String, RightsView.Refusal> refusals(String right, Collection<String> categories, String jurisdiction, LocalDate day) {
        Map<String, RightsView.Refusal> refusals = new HashMap<>();
        categories.forEach(category -> refusal(right, category, jurisdiction, day).ifPresent(refusal -> refusals.put(category, refusal)));
        return refusals;
    }

    @Unscoped("rules are the same for every unit")
    boolean knows(String right) {
        return Sql.of("SELECT 1 FROM right_kind WHERE code = ?", right).first(dataSource, row -> true).isPresent();
    }

    /** Whether there is such a category or status. */
    @Unscoped("rules are the same for every unit")
    boolean knows(String ground, String subject) {
        return Sql.of("SELECT 1 FROM " + (ground.equals("status") ? "member_status" : "member_category") + " WHERE code = ?", subject)
                .first(dataSource, row -> true).isPresent();
    }

    private Optional<RightsView.Refusal> refusal(Sql denied) {
        return denied.first(dataSource, RightsQueries::refusal);
    }

    private static RightsView.Refusal refusal(ResultSet row) throws SQLException {
        return new RightsView.Refusal(row.getString("ground"), row.getString("subject"), row.getString("citation"), row.getBoolean("verified"));
    }

    /** The column's name is made of one of our three languages, never of what a client sent. */
    private static String name() {
        return "name_" + Language.current().getLanguage();
    }
}
