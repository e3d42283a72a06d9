package org.doanket.membership.body;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.WiderScope;
import org.doanket.membership.binding.RoleBindingService;
import org.doanket.membership.member.MemberLeftEvent;
import org.doanket.membership.unit.UnitEvent;
import org.doanket.platform.sql.Sql;

/** What happens to many at once: all offices of a body, all bodies of a unit. */
@ApplicationScoped
class BodyBatch {

    private static final String END_OFFICES = "UPDATE officer SET ended_on = greatest(starts_on, ?), end_reason = ?, end_act = ?, "
            + "version = version + 1 WHERE ended_on IS NULL AND ";

    /** The open offices of a member that end now, each with the day and the reason. */
    private static final String LEAVING = """
            SELECT x.*, CASE x.why WHEN 'right-lost' THEN coalesce(
              (SELECT max(e.effective) FROM member_event e WHERE e.member_id = x.member_id AND jsonb_exists(e.detail, 'category')), x.status_since)
              WHEN 'member-elsewhere' THEN day_elsewhere(x.member_id, x.path, x.starts_on) ELSE x.status_since END AS on_day FROM (
                SELECT o.id, o.member_id, o.path, o.starts_on, u.jurisdiction, m.status_since, CASE WHEN m.ended_on IS NOT NULL THEN 'membership-over'
                  WHEN NOT starts_with(m.path, o.path) THEN 'member-elsewhere' WHEN NOT r.is_held THEN 'right-lost' END AS why
                FROM officer o JOIN member m ON m.id = o.member_id JOIN unit u ON u.id = o.unit_id
                JOIN rights_of(u.jurisdiction, m.category, m.status, legal_day(u.jurisdiction)) r ON r.code = 'stand-for-office'
                WHERE o.member_id = ANY (?::uuid[]) AND o.ended_on IS NULL
            ) x WHERE x.why IS NOT NULL""";

    private final AgroalDataSource dataSource;
    private final RoleBindingService bindings;

    BodyBatch(AgroalDataSource dataSource, RoleBindingService bindings) {
        this.dataSource = dataSource;
        this.bindings = bindings;
    }

    void endOfficesOf(UUID body, String jurisdiction, LocalDate on, String reason, String act) {
        bindings.end(Sql.of(END_OFFICES + "body_id = ? RETURNING id", on, reason, act, body).list(dataSource, row -> row.getObject(1, UUID.class)),
                on, jurisdiction);
    }

    /** Bodies and offices of a unit that is no more; those that waited were never more than that. */
    void endOf(UnitEvent.Ended unit, String jurisdiction) {
        Sql.of("UPDATE body SET state = CASE state WHEN 'awaiting' THEN 'refused' ELSE 'ended' END, ended_on = greatest(starts_on, ?), "
                + "end_reason = 'unit-ended', end_act = ?, version = version + 1 WHERE unit_id = ? AND ended_on IS NULL", unit.on(),
                unit.act().number(), unit.unit()).run(dataSource);
        bindings.end(Sql.of(END_OFFICES + "unit_id = ? RETURNING id", unit.on(), "unit-ended", unit.act().number(), unit.unit())
                .list(dataSource, row -> row.getObject(1, UUID.class)), unit.on(), jurisdiction);
    }

    /** Offices rest on membership and on the right to stand: also those higher up, which the officer who ended either may not even see. */
    void memberLeft(@Observes MemberLeftEvent left) throws SQLException {
        record Over(UUID officer, LocalDate on, String jurisdiction) {
        }
        List<Over> over = Sql.of("UPDATE officer o SET ended_on = greatest(o.starts_on, l.on_day), version = o.version + 1, end_reason = l.why "
                + "FROM (" + LEAVING + ") l WHERE l.id = o.id RETURNING o.id, o.ended_on, l.jurisdiction", (Object) left.column())
                .list(left.connection(), row -> new Over(row.getObject(1, UUID.class), row.getObject(2, LocalDate.class), row.getString(3)));
        for (Over office : over) {
            bindings.end(left.connection(), List.of(office.officer()), office.on(), office.jurisdiction());
        }
    }

    /** Who was a member of the unit, or of what lay below it, on a day, wherever both stand by now: by them the size of a body goes. */
    long countMembers(UUID unit, LocalDate day) {
        String[] own = WiderScope.widen(dataSource);
        long members = Sql.of("SELECT count(*) FROM (SELECT ?::date) d (day), members_on(d.day, ARRAY(SELECT w.unit_id FROM unit_placement p "
                + "CROSS JOIN LATERAL units_on(d.day, p.path, substr(p.path, 1, length(p.path) - 1) || '0') w "
                + "WHERE p.unit_id = ? AND p.valid_from <= d.day AND (p.valid_to IS NULL OR p.valid_to > d.day)))", day, unit)
                .first(dataSource, row -> row.getLong(1)).orElseThrow();
        WiderScope.narrow(dataSource, own);
        return members;
    }

    /** Where a member is who is one now. */
    String pathOfMember(UUID member) {
        return Sql.of("SELECT path FROM member WHERE id = ? AND ended_on IS NULL", member).first(dataSource, row -> row.getString(1)).orElse(null);
    }
}
