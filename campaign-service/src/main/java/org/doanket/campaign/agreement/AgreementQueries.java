package org.doanket.campaign.agreement;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.doanket.campaign.ListFilter;
import org.doanket.campaign.Subtree;
import org.doanket.campaign.word.WordCommand;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/** Reads of agreements and their reviews. */
@ApplicationScoped
@Transactional
public class AgreementQueries {

    private static final String SELECT = "SELECT * FROM (SELECT a.*, u.code AS unit_code, u.name AS unit_name, u.path, CASE WHEN a.ended_on "
            + "<= legal_day(u.jurisdiction, now()) THEN 'ended' "
            + "WHEN a.ends < legal_day(u.jurisdiction, now()) THEN 'over' ELSE 'in-force' END AS state, r.reviews, r.last_review, "
            + "(coalesce(r.last_review, a.starts) + make_interval(months => a.review_months))::date AS next_review, "
            + "(a.ended_on IS NULL OR a.ended_on > legal_day(u.jurisdiction, now())) AND (a.ends IS NULL OR a.ends >= legal_day(u.jurisdiction, now())) AND coalesce(r.last_review, a.starts) + "
            + "make_interval(months => a.review_months) < legal_day(u.jurisdiction, now()) AS review_overdue "
            + "FROM agreement a JOIN unit_ref u ON u.id = a.unit_id JOIN LATERAL (SELECT count(*) AS reviews, max(v.held_on) AS last_review "
            + "FROM agreement_review v WHERE v.agreement_id = a.id) r ON true WHERE true";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;

    AgreementQueries(AgroalDataSource dataSource, UnitTree tree) {
        this.dataSource = dataSource;
        this.tree = tree;
    }

    /** What agreements are narrowed by. */
    public static class Filter extends ListFilter {

        @QueryParam("state")
        @Pattern(regexp = "in-force|over|ended")
        public String state;

        @QueryParam("partnerKind")
        @Pattern(regexp = WordCommand.CODE)
        public String partnerKind;

        @QueryParam("reviewOverdue")
        public Boolean reviewOverdue;
    }

    public Page<AgreementView> list(UnitScope scope, Filter filter, PageRequest page) {
        Cursor after = page.after(1);
        Sql select = Subtree.of(tree, scope, filter).narrow(Sql.of(SELECT)).given(filter.partnerKind, "AND a.partner_kind = ?")
                .given(filter.year, "AND extract(year FROM a.signed_on) = ?")
                .given(filter.words(), "AND doanket.search_form(concat_ws(' ', a.number, a.title, a.partner)) LIKE ?")
                .given(after == null ? null : after.uuid(0), "AND a.id < ?").add(") f WHERE true").given(filter.state, "AND f.state = ?")
                .given(filter.reviewOverdue, "AND f.review_overdue = ?");
        return Page.cut(select.add("ORDER BY f.id DESC LIMIT ?", page.limit + 1).list(dataSource, AgreementView::of), page.limit,
                row -> Cursor.of(row.id()));
    }

    public AgreementView one(UnitScope scope, UUID id) {
        return Sql.of(SELECT + " AND a.id = ? AND u.path >= ? AND u.path < ?) f", id, scope.from(), scope.to()).first(dataSource, AgreementView::of)
                .orElseThrow(() -> Problem.notFound("agreement"));
    }

    public Page<AgreementView.Review> reviews(UnitScope scope, UUID id, PageRequest page) {
        one(scope, id);
        Cursor after = page.after(2);
        Sql select = Sql.of("SELECT * FROM agreement_review WHERE agreement_id = ?", id);
        if (after != null) {
            select.add("AND (held_on, id) < (?, ?)", after.day(0), after.uuid(1));
        }
        return Page.cut(select.add("ORDER BY held_on DESC, id DESC LIMIT ?", page.limit + 1).list(dataSource,
                row -> new AgreementView.Review(row.getObject("id", UUID.class), AgreementView.day(row, "held_on"), row.getString("place"),
                        row.getString("assessment"), row.getString("next_steps"), row.getString("written_by"),
                        row.getObject("written_at", OffsetDateTime.class))), page.limit, review -> Cursor.of(review.heldOn(), review.id()));
    }
}
