package org.doanket.finance.grant;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.grant.GrantView.Application;
import org.doanket.finance.grant.GrantView.Evidence;
import org.doanket.finance.grant.GrantView.GrantList;
import org.doanket.finance.grant.GrantView.GrantPayment;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
public class GrantQueries {

    private static final String APPLICATIONS = "SELECT a.*, m.id AS member_id, m.code AS member_code, m.display_name, p.paid_on, "
            + "(SELECT count(*) FROM unnest(r.approval_limits) l WHERE l < a.cash + a.in_kind) AS levels_up FROM grant_application a "
            + "JOIN unit_ref u ON u.id = a.unit_id JOIN member_ref m ON m.no = a.member_no JOIN grant_rule r ON r.id = a.rule_id "
            + "LEFT JOIN grant_payment p ON p.id = a.payment_id WHERE u.path >= ? AND u.path < ?";

    /** The state is that of those who are still on it; they go their way together. One that nobody is on has gone on to an heir. */
    private static final String LISTS = """
        SELECT l.*, t.people, t.cash, t.in_kind, t.state, t.approval_limits FROM grant_list l JOIN unit_ref u ON u.id = l.unit_id
          JOIN LATERAL (SELECT count(*) AS entries, count(*) FILTER (WHERE a.state <> 'refused') AS people,
                 coalesce(sum(a.cash) FILTER (WHERE a.state <> 'refused'), 0)::bigint AS cash,
                 coalesce(sum(a.in_kind) FILTER (WHERE a.state <> 'refused'), 0)::bigint AS in_kind,
                 coalesce(min(a.state) FILTER (WHERE a.state <> 'refused'), 'refused') AS state, min(r.approval_limits) AS approval_limits
                 FROM grant_application a JOIN grant_rule r ON r.id = a.rule_id WHERE a.list_id = l.id) t ON t.entries > 0
         WHERE u.path >= ? AND u.path < ?""";

    private static final String PAYMENTS = "SELECT p.*, r.entry_id AS reversal, r.reversed_by, r.why FROM grant_payment p "
            + "JOIN unit_ref u ON u.id = p.unit_id LEFT JOIN grant_reversal r ON r.payment_id = p.id WHERE u.path >= ? AND u.path < ?";

    private final AgroalDataSource dataSource;

    GrantQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What applications are narrowed by. */
    public static class Filter {

        @QueryParam("state")
        @Pattern(regexp = "draft|submitted|returned|approved|refused|paid")
        public String state;

        @QueryParam("grant")
        @Pattern(regexp = GrantCommand.CODE)
        public String grant;

        @QueryParam("year")
        @Min(2000)
        @Max(2200)
        public Integer year;

        @QueryParam("member")
        public UUID member;

        @QueryParam("list")
        public UUID list;
    }

    public Page<Application> applications(UnitScope range, UUID only, Filter filter, PageRequest page) {
        Cursor after = page.after(1);
        List<Application> rows = Sql.of(APPLICATIONS, range.from(), range.to()).given(only, "AND a.unit_id = ?")
                .given(filter.state, "AND a.state = ?").given(filter.grant, "AND a.code = ?").given(filter.year, "AND a.year = ?")
                .given(filter.member, "AND m.id = ?").given(filter.list, "AND a.list_id = ?").given(after == null ? null : after.uuid(0),
                "AND a.id < ?").add("ORDER BY a.id DESC LIMIT ?", page.limit + 1).list(dataSource, Application::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    public Optional<Application> application(UnitScope scope, UUID id) {
        return Sql.of(APPLICATIONS, scope.from(), scope.to()).add("AND a.id = ?", id).first(dataSource, Application::of)
                .map(found -> found.with(Sql.of("SELECT * FROM grant_evidence WHERE application_id = ? ORDER BY id", id)
                .list(dataSource, Evidence::of)));
    }

    public Page<GrantList> lists(UnitScope range, UUID only, PageRequest page) {
        Cursor after = page.after(1);
        List<GrantList> rows = Sql.of(LISTS, range.from(), range.to()).given(only, "AND l.unit_id = ?")
                .given(after == null ? null : after.uuid(0), "AND l.id < ?").add("ORDER BY l.id DESC LIMIT ?", page.limit + 1)
                .list(dataSource, GrantList::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    public Optional<GrantList> list(UnitScope scope, UUID id) {
        return Sql.of(LISTS, scope.from(), scope.to()).add("AND l.id = ?", id).first(dataSource, GrantList::of);
    }

    public Page<GrantPayment> payments(UnitScope range, UUID only, PageRequest page) {
        Cursor after = page.after(1);
        List<GrantPayment> rows = Sql.of(PAYMENTS, range.from(), range.to()).given(only, "AND p.unit_id = ?")
                .given(after == null ? null : after.uuid(0), "AND p.id < ?").add("ORDER BY p.id DESC LIMIT ?", page.limit + 1)
                .list(dataSource, GrantPayment::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    public Optional<GrantPayment> payment(UnitScope scope, UUID id) {
        return Sql.of(PAYMENTS, scope.from(), scope.to()).add("AND p.id = ?", id).first(dataSource, GrantPayment::of);
    }

    /** Those on a list that were not refused, in the order of their codes, one by one as they come. */
    public void eachOf(UnitScope scope, UUID list, Sql.RowTaker taker) throws IOException {
        Sql.of(APPLICATIONS, scope.from(), scope.to()).add("AND a.list_id = ? AND a.state <> 'refused' ORDER BY m.code, m.display_name, "
                + "a.id", list).stream(dataSource, taker);
    }

    /** Papers by what they are; they themselves are asked for one by one. */
    void tell(@Observes PersonalData asked) {
        asked.select("grantApplications", """
                SELECT a.id, a.code, a.year, u.code AS "unitCode", a.applied_on AS "appliedOn", money_in_json(a.cash, a.currency) AS cash,
                       money_in_json(a.in_kind, a.currency) AS "inKind", a.reason, a.state, a.decision_note AS "decisionNote", a.approved_at AS "approvedAt",
                       p.paid_on AS "paidOn", (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'kind', e.kind, 'mediaType', e.media_type, 'size', e.size,
                         'uploadedAt', e.uploaded_at) ORDER BY e.id), '[]') FROM grant_evidence e WHERE e.application_id = a.id) AS evidence
                  FROM grant_application a JOIN member_ref m ON m.no = a.member_no LEFT JOIN unit_ref u ON u.id = a.unit_id
                  LEFT JOIN grant_payment p ON p.id = a.payment_id
                 WHERE m.id = ? ORDER BY a.id""", asked.person());
    }
}
