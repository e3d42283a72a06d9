package org.doanket.finance.dues;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** A charge shows what the member earns: who looks at others' is on the audit trail. */
@ApplicationScoped
@Transactional
public class ChargeQueries {

    private static final String CHARGES = """
        SELECT c.*, coalesce(m.id, e.id) AS member_id, coalesce(m.code, e.code) AS member_code, coalesce(m.display_name, e.display_name) AS display_name,
               u.code AS unit_code, j.currency, r.code AS rule, r.citation, r.verified, r.method,
               r.base_kind, r.base_step, r.rate_num, r.rate_den, r.cap_num, r.cap_den, cap.amount AS cap_amount, r.floor_num,
               r.floor_den, flr.amount AS floor_amount, x.reason, x.citation AS exemption_citation, x.verified AS exemption_verified,
               cap.citation AS cap_citation, cap.verified AS cap_verified, flr.citation AS floor_citation, flr.verified AS floor_verified, own.rate_num AS own_num,
               own.rate_den AS own_den, own.cap_binds, own.resolution
          FROM (SELECT DISTINCT ON (n.member_no, n.unit_id) n.* FROM charge n
                 WHERE n.month = ? AND n.kind < 2 AND n.unit_id IN (SELECT id FROM unit_ref WHERE path >= ? AND path < ?)
                 ORDER BY n.member_no, n.unit_id, n.run_no DESC, n.kind) c
          LEFT JOIN member_ref m ON m.no = c.member_no JOIN unit_ref u ON u.id = c.unit_id JOIN jurisdiction j ON j.code = u.jurisdiction
          LEFT JOIN LATERAL charged_member(CASE WHEN m.no IS NULL THEN c.unit_id END, c.member_no) e ON true
          JOIN dues_rule r ON r.no = c.rule_no
          LEFT JOIN exemption_rule x ON x.no = c.exemption_no LEFT JOIN unit_dues own ON own.no = c.unit_dues_no
          LEFT JOIN LATERAL (SELECT p.amount, p.citation, p.verified FROM parameter p WHERE p.jurisdiction = r.jurisdiction AND p.name = r.cap_parameter
                AND p.region = '' AND p.valid_from <= c.month AND p.cancelled_at IS NULL ORDER BY p.valid_from DESC LIMIT 1) cap ON true
          LEFT JOIN LATERAL (SELECT p.amount, p.citation, p.verified FROM parameter p WHERE p.jurisdiction = r.jurisdiction AND p.name = r.floor_parameter
                AND p.region = '' AND p.valid_from <= c.month AND p.cancelled_at IS NULL ORDER BY p.valid_from DESC LIMIT 1) flr ON true
         WHERE true""";

    /** Takes one row after the other. */
    interface Taker {
        void take(String unitCode, ChargeView charge) throws IOException;
    }

    private final AgroalDataSource dataSource;
    private final AuditTrail audit;

    ChargeQueries(AgroalDataSource dataSource, AuditTrail audit) {
        this.dataSource = dataSource;
        this.audit = audit;
    }

    /** @param member whose charges, or null for everybody's in the range */
    public Page<ChargeView> charges(UnitScope range, UUID only, YearMonth month, UUID member, Locale language, PageRequest page) {
        audit.record("charges-read", "month", month, range.unit(), null);
        return list(range, only, month, member, language, page);
    }

    /** A member's own. */
    public Page<ChargeView> own(UnitScope range, YearMonth month, UUID member, Locale language, PageRequest page) {
        return list(range, null, month, member, language, page);
    }

    /** Notes who has a sheet of them made, and what for. In the transaction of the request: the sheet is written when the answer goes out. */
    public void noteExport(UnitScope range, YearMonth month, String purpose) {
        audit.record("charges-exported", "month", month, range.unit(), purpose);
    }

    /** All of them, unit by unit; the taker gets the code of the unit too. */
    void each(UnitScope range, UUID only, YearMonth month, UUID member, Locale language, Taker taker) throws IOException {
        Sql.of(CHARGES, month.atDay(1), range.from(), range.to()).given(only, "AND c.unit_id = ?").given(member, "AND coalesce(m.id, e.id) = ?")
                .add("ORDER BY u.path, c.member_no").stream(dataSource, row -> taker.take(row.getString("unit_code"), view(row, language)));
    }

    private Page<ChargeView> list(UnitScope range, UUID only, YearMonth month, UUID member, Locale language, PageRequest page) {
        Cursor after = page.after(2);
        Sql sql = Sql.of(CHARGES, month.atDay(1), range.from(), range.to())
                .given(only, "AND c.unit_id = ?").given(member, "AND coalesce(m.id, e.id) = ?");
        if (after != null) {
            sql.add("AND (c.member_no, c.unit_id) > (?, ?)", after.number(0), after.uuid(1));
        }
        List<ChargeView> rows = sql.add("ORDER BY c.member_no, c.unit_id LIMIT ?", page.limit + 1)
                .list(dataSource, row -> view(row, language));
        return Page.cut(rows, page.limit, row -> Cursor.of(row.number(), row.unit()));
    }

    private static ChargeView view(ResultSet row, Locale language) throws SQLException {
        ChargeFigures figures = ChargeFigures.of(row);
        Money excess = figures.excess().amount() == 0 ? null : figures.excess();
        return new ChargeView(row.getLong("member_no"), row.getObject("member_id", UUID.class), row.getString("member_code"),
                row.getString("display_name"), row.getObject("unit_id", UUID.class),
                YearMonth.from(row.getObject("month", LocalDate.class)), figures.amount(), excess,
                ChargeExplanation.of(language, figures));
    }

    /** Also what a later run has replaced: it was said of him. */
    void tell(@Observes PersonalData asked) {
        asked.select("charges", """
                SELECT to_char(c.month, 'YYYY-MM') AS month, u.code AS "unitCode",
                       CASE c.kind WHEN 0 THEN 'charged' WHEN 2 THEN 'taken-over' ELSE 'owes-nothing' END AS kind,
                       money_in_json(c.amount, j.currency) AS amount, money_in_json(c.excess, j.currency) AS "ownExcess", money_in_json(c.base, j.currency) AS base,
                       r.code AS rule, r.citation, x.reason AS exemption, x.citation AS "exemptionCitation",
                       own.resolution AS "unitResolution", d.created_at AS "chargedAt"
                  FROM charge c JOIN member_ref m ON m.no = c.member_no JOIN unit_ref u ON u.id = c.unit_id JOIN jurisdiction j ON j.code = u.jurisdiction
                  LEFT JOIN dues_rule r ON r.no = c.rule_no LEFT JOIN exemption_rule x ON x.no = c.exemption_no LEFT JOIN unit_dues own ON own.no = c.unit_dues_no
                  LEFT JOIN dues_run d ON d.no = c.run_no
                 WHERE m.id = ? ORDER BY c.month, c.run_no, c.kind""", asked.person());
        asked.select("duesProblems", """
                SELECT to_char(d.month, 'YYYY-MM') AS month, u.code AS "unitCode", p.code, d.created_at AS "foundAt"
                  FROM dues_problem p JOIN member_ref m ON m.no = p.member_no JOIN dues_run d ON d.no = p.run_no LEFT JOIN unit_ref u ON u.id = p.unit_id
                 WHERE m.id = ? ORDER BY d.no""", asked.person());
    }
}
