package org.doanket.membership.member;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitTree;

/** What stands in a member's file beside the row of the register. Answered whatever the status, also of those who left. */
@ApplicationScoped
@Transactional
public class MemberFileQueries {

    /** Places are told by history: the admission, and each transfer with what was before and after. */
    private static final String MOVES = """
            SELECT x.unit_id, u.code, u.name, x.effective, coalesce(x.next, m.ended_on) AS until, x.reason FROM (
              SELECT e.member_id, e.version, e.effective, e.reason, lead(e.effective) OVER (ORDER BY e.version) AS next,
                CASE jsonb_typeof(e.detail -> 'unitId') WHEN 'array' THEN e.detail -> 'unitId' ->> 1 ELSE e.detail ->> 'unitId' END::uuid AS unit_id
              FROM member_event e WHERE e.member_id = ? AND e.fact IN ('member-admitted', 'member-transferred')
            ) x JOIN member m ON m.id = x.member_id LEFT JOIN unit_ref u ON u.id = x.unit_id ORDER BY x.version""";

    private static final String OVERDUE = """
            SELECT m.id, m.unit_id, m.code, m.full_name, m.restricted_since, m.status_since,
              (m.status_since + make_interval(months => p.numerator::int))::date AS until,
              p.citation, p.verified
            FROM member m JOIN unit u ON u.id = m.unit_id JOIN (VALUES ('vn', ?::date), ('cn', ?::date)) today (jurisdiction, day)
              ON today.jurisdiction = u.jurisdiction
            CROSS JOIN LATERAL (
              SELECT * FROM parameter p WHERE p.jurisdiction = u.jurisdiction AND p.name = 'suspension-at-most' AND p.subject = ''
                AND p.valid_from <= today.day AND p.cancelled_at IS NULL ORDER BY p.valid_from DESC LIMIT 1) p
            WHERE m.status = 'suspended' AND m.status_since + make_interval(months => p.numerator::int) <= today.day""";

    private final AgroalDataSource dataSource;
    private final MemberQueries members;
    private final MemberProfiles profiles;
    private final UnitTree tree;
    private final Clock clock;

    MemberFileQueries(AgroalDataSource dataSource, MemberQueries members, MemberProfiles profiles, UnitTree tree, Clock clock) {
        this.dataSource = dataSource;
        this.members = members;
        this.profiles = profiles;
        this.tree = tree;
        this.clock = clock;
    }

    /** @param withProfile for officers; others see the row of the register alone, and not that of somebody whose file is restricted */
    public MemberView one(UnitScope scope, UUID id, boolean withProfile) {
        MemberView row = members.one(scope, id);
        if (row.restrictedSince() != null && !withProfile) {
            throw Problem.notFound("member");
        }
        MemberProfiles.Shown shown = withProfile ? profiles.shown(id).orElse(null) : null;
        return row.with(shown == null ? null : shown.profile(), shown == null ? null : shown.withheld(), withProfile ? former(id) : null);
    }

    /** Row-level security leaves out what lies beyond the scope. */
    private MemberView.Former former(UUID id) {
        return Sql.of("SELECT r.*, m.id, m.status, m.joined_on, m.ended_on FROM member_return r LEFT JOIN member m ON m.id = r.former_id "
                + "WHERE r.member_id = ?", id).first(dataSource, row -> new MemberView.Former(row.getObject("id", UUID.class), row.getString("status"),
                        row.getObject("joined_on", LocalDate.class), row.getObject("ended_on", LocalDate.class),
                        row.getObject("seniority_from", LocalDate.class), row.getString("citation"), row.getBoolean("verified"),
                        row.getString("act_number"), row.getObject("act_date", LocalDate.class))).orElse(null);
    }

    public List<MemberView.Move> moves(UnitScope scope, UUID id) {
        members.one(scope, id);
        return Sql.of(MOVES, id).list(dataSource, row -> new MemberView.Move(row.getObject("unit_id", UUID.class), row.getString("code"),
                row.getString("name"), row.getObject("effective", LocalDate.class), row.getObject("until", LocalDate.class), row.getString("reason")));
    }

    public MemberView.OwnProfile ownProfile(UnitScope scope, UUID id) {
        members.one(scope, id);
        return profiles.shown(id).map(shown -> new MemberView.OwnProfile(shown.profile(), shown.withheld()))
                .orElse(new MemberView.OwnProfile(null, List.of()));
    }

    public List<MemberView.Reminder> reminders(UnitScope scope, UUID id) {
        members.one(scope, id);
        return Sql.of("SELECT * FROM member_reminder WHERE member_id = ? ORDER BY given_on, id", id).list(dataSource, row -> new MemberView.Reminder(
                row.getObject("given_on", LocalDate.class), row.getString("channel"), row.getObject("recorded_at", OffsetDateTime.class),
                row.getString("recorded_by")));
    }

    /** Those suspended for longer than the rule of their jurisdiction allows, the longest first. */
    public Page<MemberView.Overdue> overdue(UnitScope scope, UUID unit, PageRequest page) {
        UnitScope range = unit == null ? scope : new UnitScope(unit, tree.require(unit, scope).path());
        Cursor after = page.after(2);
        Sql sql = Sql.of(OVERDUE, Zones.today(clock, "vn"), Zones.today(clock, "cn"))
                .add("AND m.path >= ? AND m.path < ?", range.from(), range.to());
        if (after != null) {
            sql.add("AND (m.status_since, m.id) > (?::date, ?)", after.text(0), after.uuid(1));
        }
        return Page.cut(sql.add("ORDER BY m.status_since, m.id LIMIT ?", page.limit + 1).list(dataSource, row -> new MemberView.Overdue(
                row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("code"), row.getString("full_name"),
                row.getObject("restricted_since", OffsetDateTime.class), row.getObject("status_since", LocalDate.class),
                row.getObject("until", LocalDate.class), row.getString("citation"), row.getBoolean("verified"))), page.limit,
                one -> Cursor.of(one.since().toString(), one.id()));
    }
}
