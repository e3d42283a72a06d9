package org.doanket.membership.jobhelp;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.doanket.membership.WiderScope;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

@ApplicationScoped
@Transactional
public class SeekerQueries {

    private static final String SELECT = "SELECT s.*, restricted_since(s.member_id) FROM job_seeker s JOIN unit u ON u.id = s.unit_id "
            + "WHERE u.path >= ? AND u.path < ?";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final FieldVault vault;

    SeekerQueries(AgroalDataSource dataSource, UnitTree tree, FieldVault vault) {
        this.dataSource = dataSource;
        this.tree = tree;
        this.vault = vault;
    }

    /** A unit with all below it, a trade, an area; without a state those who look for work. */
    public static class Filter {

        @QueryParam("unit")
        public UUID unit;

        @QueryParam("trade")
        public String trade;

        @QueryParam("area")
        public String area;

        @QueryParam("state")
        @Pattern(regexp = "looking|placed|withdrawn")
        public String state;
    }

    /** @param withRestricted also a member who has had the file restricted */
    public SeekerView one(UnitScope scope, UUID id, boolean withRestricted) {
        return Sql.of(SELECT + " AND s.id = ?", scope.from(), scope.to(), id).add(shown(withRestricted)).first(dataSource, row -> SeekerView.of(row, vault, false))
                .orElseThrow(() -> Problem.notFound("job-seeker"));
    }

    /** Who has waited longest comes first. @param withRestricted also members who have had their file restricted */
    public Page<SeekerView> list(UnitScope scope, Filter filter, boolean withRestricted, PageRequest page) {
        UnitScope range = filter.unit == null ? scope : new UnitScope(filter.unit, tree.require(filter.unit, scope).path());
        Cursor after = page.after(1);
        return Page.cut(Sql.of(SELECT, range.from(), range.to()).add(shown(withRestricted)).add("AND s.state = ?", filter.state == null ? "looking" : filter.state)
                .given(filter.trade == null ? null : new String[] {filter.trade}, "AND s.trades @> ?::text[]").given(filter.area, "AND s.area = ?")
                .given(after == null ? null : after.uuid(0), "AND s.id > ?").add("ORDER BY s.id LIMIT ?", page.limit + 1)
                .list(dataSource, row -> SeekerView.of(row, vault, false)), page.limit, seeker -> Cursor.of(seeker.id()));
    }

    /** The member may be in another unit by now, where the caller sees nothing of the register. */
    static String shown(boolean withRestricted) {
        return withRestricted ? "" : "AND restricted_since(s.member_id) IS NULL";
    }

    /** The newest of a member's own searches, wherever he began it. */
    @Unscoped("a member's own, wherever he is by now")
    public SeekerView own(UUID member) {
        return WiderScope.everywhere(dataSource, () -> Sql.of("SELECT s.*, restricted_since(s.member_id) FROM job_seeker s WHERE s.member_id = ? "
                + "ORDER BY s.id DESC LIMIT 1", member).first(dataSource, row -> SeekerView.of(row, vault, true))
                .orElseThrow(() -> Problem.notFound("job-seeker")));
    }

    void tell(@Observes PersonalData asked) {
        asked.read("jobSearches", Sql.of("SELECT s.*, restricted_since(s.member_id) FROM job_seeker s WHERE s.member_id = ? ORDER BY s.id", asked.person()),
                row -> SeekerView.of(row, vault, true));
        asked.select("placements", """
                SELECT o.employer, o.title, p.state, p.contacted_on AS "contactedOn", p.intent_on AS "intentOn", p.hired_on AS "hiredOn",
                       p.ended_on AS "endedOn", p.reason
                  FROM placement p JOIN job_seeker s ON s.id = p.seeker_id JOIN job_opening o ON o.id = p.opening_id
                 WHERE s.member_id = ? ORDER BY p.id""", asked.person());
    }
}
