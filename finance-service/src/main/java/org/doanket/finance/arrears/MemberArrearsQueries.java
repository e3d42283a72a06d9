package org.doanket.finance.arrears;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.doanket.finance.Jurisdictions;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** What a member owes tells what he earns: who looks at others' is on the audit trail. */
@ApplicationScoped
@Transactional
public class MemberArrearsQueries {

    /** Unit by unit in the order of the tree, so that a page looks at the charges of as many units as it needs. */
    private static final String OPEN = """
        SELECT u.path, u.unit_code, u.unit_id, u.currency, a.*, coalesce(m.id, e.id) AS id, coalesce(m.code, e.code) AS member_code,
               coalesce(m.display_name, e.display_name) AS display_name, r.reminders
          FROM (SELECT n.path, n.code AS unit_code, o.unit_id, o.currency, array_agg(o.month) AS months, array_agg(coalesce(k.covered_run, 0)) AS covered,
                       array_agg(o.days) AS days, array_agg(o.phase) AS phases, array_agg(o.action) AS actions, array_agg(o.name_vi) AS names_vi,
                       array_agg(o.name_en) AS names_en, array_agg(o.name_zh) AS names_zh
                  FROM arrears_on(?::text[], ?::date[]) o JOIN unit_month k ON k.id = o.id JOIN unit_ref n ON n.id = o.unit_id
                 WHERE n.path >= ? AND n.path < ?""";

    private static final String MEMBERS = """
        GROUP BY n.path, n.code, o.unit_id, o.currency) u
         CROSS JOIN LATERAL (
           SELECT w.member_no, sum(w.owed) AS owed, min(o.month) AS oldest, array_agg(to_char(o.month, 'YYYY-MM') ORDER BY o.month) AS months,
                  max(o.days) AS days, max(o.phase) AS phase, (array_agg(o.action ORDER BY o.month))[1] AS action,
                  (array_agg(o.name_vi ORDER BY o.month))[1] AS name_vi, (array_agg(o.name_en ORDER BY o.month))[1] AS name_en,
                  (array_agg(o.name_zh ORDER BY o.month))[1] AS name_zh
             FROM unnest(u.months, u.covered, u.days, u.phases, u.actions, u.names_vi, u.names_en, u.names_zh)
                    AS o (month, covered, days, phase, action, name_vi, name_en, name_zh)
            CROSS JOIN LATERAL members_owing(u.unit_id, o.month, o.covered) w GROUP BY w.member_no) a
          LEFT JOIN member_ref m ON m.no = a.member_no
          LEFT JOIN LATERAL charged_member(CASE WHEN m.no IS NULL THEN u.unit_id END, a.member_no) e ON true
          LEFT JOIN LATERAL (SELECT array_agg(to_char(t.month, 'YYYY-MM') || ' ' || t.phase || ' '
                 || to_char(t.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') ORDER BY t.month, t.phase) AS reminders FROM member_reminder t
               WHERE t.member_no = a.member_no AND t.unit_id = u.unit_id AND to_char(t.month, 'YYYY-MM') = ANY (a.months)) r ON true
         WHERE true""";

    /** Takes one row after the other. */
    interface Taker {
        void take(MemberArrearsView row) throws IOException;
    }

    /** Of whom is asked. @param only the one unit of the range, or null; @param phase in which the oldest month is, or null */
    public record Asked(UUID only, Integer phase, UUID member) {
    }

    private final AgroalDataSource dataSource;
    private final AuditTrail audit;
    private final Clock clock;

    MemberArrearsQueries(AgroalDataSource dataSource, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.audit = audit;
        this.clock = clock;
    }

    public Page<MemberArrearsView> arrears(UnitScope range, Asked asked, Locale language, PageRequest page) {
        audit.record("arrears-read", "unit", range.unit(), range.unit(), null);
        return list(range, asked, language, page);
    }

    /** A member's own. */
    public Page<MemberArrearsView> own(UnitScope range, UUID member, Locale language, PageRequest page) {
        return list(range, new Asked(null, null, member), language, page);
    }

    /** Notes who has a sheet of them made, and what for. In the transaction of the request: the sheet is written when the answer goes out. */
    public void noteExport(UnitScope range, String purpose) {
        audit.record("arrears-exported", "unit", range.unit(), range.unit(), purpose);
    }

    void each(UnitScope range, Asked asked, Locale language, Taker taker) throws IOException {
        select(range, asked, null).add("ORDER BY u.path, a.member_no").stream(dataSource, row -> taker.take(MemberArrearsView.of(row, language)));
    }

    private Page<MemberArrearsView> list(UnitScope range, Asked asked, Locale language, PageRequest page) {
        Cursor after = page.after(2);
        Sql sql = select(range, asked, after == null ? null : after.text(0));
        if (after != null) {
            sql.add("AND (u.path, a.member_no) > (?, ?)", after.text(0), after.number(1));
        }
        List<MemberArrearsView> rows = sql.add("ORDER BY u.path, a.member_no LIMIT ?", page.limit + 1)
                .list(dataSource, row -> MemberArrearsView.of(row, language));
        return Page.cut(rows, page.limit, row -> Cursor.of(row.path(), row.number()));
    }

    /** @param from path of the unit with which the page begins, or null for the first */
    private Sql select(UnitScope range, Asked asked, String from) {
        Jurisdictions today = Jurisdictions.now(dataSource, clock);
        return Sql.of(OPEN, today.codes(), today.days(), range.from(), range.to()).given(asked.only(), "AND n.id = ?").given(from, "AND n.path >= ?")
                .add(MEMBERS).given(asked.phase(), "AND a.phase = ?").given(asked.member(), "AND coalesce(m.id, e.id) = ?");
    }

    void tell(@Observes PersonalData asked) {
        asked.select("arrearsReminders", """
                SELECT to_char(r.month, 'YYYY-MM') AS month, u.code AS "unitCode", r.phase, r.at
                  FROM member_reminder r JOIN member_ref m ON m.no = r.member_no LEFT JOIN unit_ref u ON u.id = r.unit_id WHERE m.id = ?
                 ORDER BY r.month, r.phase""", asked.person());
    }
}
