package org.doanket.finance.loan;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.loan.LoanView.Arrears;
import org.doanket.finance.loan.LoanView.Instalment;
import org.doanket.finance.loan.LoanView.Payment;
import org.doanket.finance.loan.LoanView.Referral;
import org.doanket.finance.loan.LoanView.Schedule;
import org.doanket.finance.loan.LoanView.Totals;
import org.doanket.platform.money.Money;
import org.doanket.platform.money.Ratio;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
public class LoanQueries {

    private static final String PAID = "LEFT JOIN LATERAL (SELECT coalesce(sum(p.principal), 0) AS paid_principal, "
            + "coalesce(sum(p.interest), 0) AS paid_interest FROM loan_payment p WHERE p.loan_id = l.id) p ON true ";
    private static final String REFERRALS = "SELECT l.*, m.id AS member_id, m.code AS member_code, m.display_name, p.*, s.before + (SELECT "
            + "sum(i.interest) FROM loan_instalment i WHERE i.loan_id = l.id AND i.schedule_no = s.no) AS interest FROM loan_referral l JOIN unit_ref u ON u.id = "
            + "l.unit_id JOIN member_ref m ON m.no = l.member_no " + PAID + "LEFT JOIN LATERAL (SELECT n.no, n.paid_interest AS before FROM loan_schedule n "
            + "WHERE n.loan_id = l.id ORDER BY n.no DESC LIMIT 1) s ON true WHERE u.path >= ? AND u.path < ?";

    /**
     * By the schedule that held on the day, also of what is repaid or written off since. Payments count against its oldest instalments, principal and
     * interest each for itself, but for what was paid before it; whose principal is paid is behind no more. An instalment's grace is that of its due day.
     */
    private static final String ARREARS = """
        WITH loan AS (
          SELECT l.id, l.unit_id, l.member_no, l.bank, l.currency, l.decided_on, u.jurisdiction, s.no AS schedule_no, s.rate_num, s.rate_den,
                 s.principal AS scheduled, s.paid_principal AS principal_before, s.paid_interest AS interest_before
            FROM loan_referral l JOIN unit_ref u ON u.id = l.unit_id
           CROSS JOIN LATERAL (SELECT n.* FROM loan_schedule n WHERE n.loan_id = l.id AND n.valid_from <= ? ORDER BY n.no DESC LIMIT 1) s
           WHERE (l.state IN ('granted', 'repaid') OR l.state = 'written-off' AND l.written_off_on > ?) AND u.path >= ? AND u.path < ?
             AND (?::uuid IS NULL OR l.unit_id = ?)
        ), paid AS (
          SELECT l.id AS loan_id, coalesce(sum(p.principal), 0) - l.principal_before AS principal, coalesce(sum(p.interest), 0) - l.interest_before AS interest
            FROM loan l LEFT JOIN loan_payment p ON p.loan_id = l.id AND p.paid_on <= ? GROUP BY l.id, l.principal_before, l.interest_before
        ), due AS (
          SELECT i.loan_id, i.due_on, sum(i.principal) OVER w AS principal, sum(i.interest) OVER w AS interest
            FROM loan_instalment i JOIN loan l ON l.id = i.loan_id AND l.schedule_no = i.schedule_no
           WHERE i.due_on + coalesce((SELECT r.amount FROM loan_rule r WHERE r.jurisdiction = l.jurisdiction AND r.kind = 'grace-days'
                   AND r.cancelled_at IS NULL AND r.valid_from <= i.due_on ORDER BY r.valid_from DESC LIMIT 1), 0)::int < ?
          WINDOW w AS (PARTITION BY i.loan_id ORDER BY i.no)
        ), behind AS (
          SELECT d.loan_id, min(d.due_on) AS since, count(*) AS instalments,
                 greatest(max(d.principal) - max(p.principal), 0) AS principal, greatest(max(d.interest) - max(p.interest), 0) AS interest
            FROM due d JOIN paid p USING (loan_id) JOIN loan l ON l.id = d.loan_id
           WHERE (d.principal > p.principal OR d.interest > p.interest) AND p.principal < l.scheduled GROUP BY d.loan_id
        )
        SELECT l.id, l.unit_id, m.id AS member_id, m.code AS member_code, m.display_name, l.bank, l.currency, l.rate_num, l.rate_den,
               b.since,
               b.instalments, b.principal, b.interest, f.num, f.den, f.verified
          FROM behind b JOIN loan l ON l.id = b.loan_id JOIN member_ref m ON m.no = l.member_no
          LEFT JOIN LATERAL (SELECT r.num, r.den, r.verified FROM loan_rule r
                WHERE r.jurisdiction = l.jurisdiction AND r.kind = 'overdue-factor'
                AND r.cancelled_at IS NULL AND r.valid_from <= l.decided_on ORDER BY r.valid_from DESC LIMIT 1) f ON true WHERE true""";

    private final AgroalDataSource dataSource;

    LoanQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Page<Referral> referrals(UnitScope range, UUID only, String state, UUID member, PageRequest page) {
        Cursor after = page.after(1);
        List<Referral> rows = Sql.of(REFERRALS, range.from(), range.to()).given(only, "AND l.unit_id = ?").given(state, "AND l.state = ?")
                .given(member, "AND m.id = ?").given(after == null ? null : after.uuid(0), "AND l.id < ?")
                .add("ORDER BY l.id DESC LIMIT ?", page.limit + 1).list(dataSource, Referral::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    /** With its schedule and what was reported as paid. */
    public Optional<Referral> referral(UnitScope scope, UUID id) {
        return Sql.of(REFERRALS, scope.from(), scope.to()).add("AND l.id = ?", id).first(dataSource, Referral::of)
                .map(found -> found.with(schedules(id, found.principal().currency()), payments(id, found.principal().currency())));
    }

    /** The oldest first. */
    public Page<Arrears> arrears(UnitScope range, UUID only, LocalDate on, PageRequest page) {
        Cursor after = page.after(2);
        Sql sql = Sql.of(ARREARS, on, on, range.from(), range.to(), only, only, on, on);
        if (after != null) {
            sql.add("AND (b.since, l.id) > (?, ?)", after.day(0), after.uuid(1));
        }
        List<Arrears> rows = sql.add("ORDER BY b.since, l.id LIMIT ?", page.limit + 1).list(dataSource, row -> arrears(row, on));
        return Page.cut(rows, page.limit, row -> Cursor.of(row.since(), row.loan()));
    }

    public List<Totals> totals(UnitScope range, UUID only) {
        return Sql.of("SELECT l.currency, count(*) AS referrals, count(*) FILTER (WHERE l.decided_on IS NOT NULL AND l.state <> "
                + "'declined') AS granted, count(DISTINCT l.member_no) AS members, coalesce(sum(l.principal) FILTER (WHERE l.state IN "
                + "('granted', 'repaid', 'written-off')), 0) AS principal, sum(l.capitalised) AS capitalised, "
                + "coalesce(sum(l.written_off), 0) AS written_off, sum(p.paid_principal) AS paid_principal, sum(p.paid_interest) AS "
                + "paid_interest FROM loan_referral l JOIN unit_ref u ON u.id = l.unit_id " + PAID + "WHERE u.path >= ? AND u.path < ?",
                range.from(), range.to()).given(only, "AND l.unit_id = ?").add("GROUP BY l.currency ORDER BY l.currency")
                .list(dataSource, row -> totals(row, range.unit()));
    }

    /** The newest first, which is the one that holds. */
    private List<Schedule> schedules(UUID loan, String currency) {
        Map<Integer, List<Instalment>> lines = new HashMap<>();
        Sql.of("SELECT * FROM loan_instalment WHERE loan_id = ? ORDER BY schedule_no, no", loan).list(dataSource, row -> lines
                .computeIfAbsent(row.getInt("schedule_no"), no -> new ArrayList<>()).add(new Instalment(row.getInt("no"), row.getObject("due_on",
                LocalDate.class), new Money(row.getLong("principal"), currency), new Money(row.getLong("interest"), currency))));
        return Sql.of("SELECT * FROM loan_schedule WHERE loan_id = ? ORDER BY no DESC", loan).list(dataSource, row -> new Schedule(row.getInt("no"),
                row.getObject("valid_from", LocalDate.class), new Money(row.getLong("principal"), currency),
                row.getLong("capitalised") == 0 ? null : new Money(row.getLong("capitalised"), currency), new Ratio(row.getLong("rate_num"),
                row.getLong("rate_den")), row.getString("why"), row.getString("made_by"), row.getObject("made_at", OffsetDateTime.class),
                lines.getOrDefault(row.getInt("no"), List.of())));
    }

    private List<Payment> payments(UUID loan, String currency) {
        return Sql.of("SELECT * FROM loan_payment WHERE loan_id = ? ORDER BY paid_on, id LIMIT 2000", loan)
                .list(dataSource, row -> new Payment( row.getObject("id", UUID.class), row.getObject("paid_on", LocalDate.class),
                new Money(row.getLong("principal"), currency), new Money(row.getLong("interest"), currency), row.getObject("reverses",
                UUID.class), row.getString("reported_by"), row.getObject("reported_at", OffsetDateTime.class)));
    }

    private static Arrears arrears(ResultSet row, LocalDate on) throws SQLException {
        String currency = row.getString("currency");
        LocalDate since = row.getObject("since", LocalDate.class);
        Long factor = row.getObject("num", Long.class);
        Ratio rate = factor == null ? null : reduced(row.getLong("rate_num") * factor, row.getLong("rate_den") * row.getLong("den"));
        return new Arrears(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getObject("member_id", UUID.class),
                row.getString("member_code"), row.getString("display_name"), row.getString("bank"), row.getInt("instalments"), since,
                on.toEpochDay() - since.toEpochDay(), new Money(row.getLong("principal"), currency), new Money(row.getLong("interest"),
                currency), rate, row.getObject("verified", Boolean.class));
    }

    private static Totals totals(ResultSet row, UUID unit) throws SQLException {
        String currency = row.getString("currency");
        return new Totals(unit, row.getLong("referrals"), row.getLong("granted"), row.getLong("members"),
                new Money(row.getLong("principal"), currency), new Money(row.getLong("capitalised"), currency),
                new Money(row.getLong("paid_principal"), currency), new Money(row.getLong("paid_interest"), currency),
                new Money(row.getLong("written_off"), currency),
                new Money(row.getLong("principal") + row.getLong("capitalised") - row.getLong("paid_principal") - row.getLong("written_off"), currency));
    }

    private static Ratio reduced(long numerator, long denominator) {
        long common = BigInteger.valueOf(numerator).gcd(BigInteger.valueOf(denominator)).longValueExact();
        return new Ratio(numerator / common, denominator / common);
    }

    void tell(@Observes PersonalData asked) {
        asked.select("loanReferrals", """
                SELECT l.id, u.code AS "unitCode", l.bank, l.purpose, money_in_json(l.principal, l.currency) AS principal,
                       money_in_json(l.capitalised, l.currency) AS capitalised, l.months, l.state, l.decided_on AS "decidedOn", l.note, l.created_at AS "referredAt", money_in_json(l.written_off, l.currency) AS "writtenOff", l.written_off_on AS "writtenOffOn",
                       l.written_off_why AS "writtenOffWhy",
                       (SELECT coalesce(jsonb_agg(jsonb_build_object('number', s.no, 'from', s.valid_from, 'why', s.why,
                         'capitalised', money_in_json(s.capitalised, l.currency)) ORDER BY s.no), '[]')
                          FROM loan_schedule s WHERE s.loan_id = l.id) AS schedules,
                       (SELECT coalesce(jsonb_agg(jsonb_build_object('schedule', i.schedule_no, 'number', i.no, 'dueOn', i.due_on, 'principal', money_in_json(i.principal, l.currency),
                         'interest', money_in_json(i.interest, l.currency)) ORDER BY i.schedule_no, i.no), '[]') FROM loan_instalment i WHERE i.loan_id = l.id) AS schedule,
                       (SELECT coalesce(jsonb_agg(jsonb_build_object('paidOn', p.paid_on, 'principal', money_in_json(p.principal, l.currency),
                         'interest', money_in_json(p.interest, l.currency), 'takesBack', p.reverses) ORDER BY p.paid_on, p.id), '[]')
                          FROM loan_payment p WHERE p.loan_id = l.id) AS payments
                  FROM loan_referral l JOIN member_ref m ON m.no = l.member_no LEFT JOIN unit_ref u ON u.id = l.unit_id WHERE m.id = ?
                 ORDER BY l.id""", asked.person());
    }
}
