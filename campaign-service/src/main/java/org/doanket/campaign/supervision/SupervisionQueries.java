package org.doanket.campaign.supervision;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.doanket.campaign.ListFilter;
import org.doanket.campaign.OwnUnit;
import org.doanket.campaign.Subtree;
import org.doanket.campaign.supervision.SupervisionView.Finding;
import org.doanket.campaign.supervision.SupervisionView.Missing;
import org.doanket.campaign.supervision.SupervisionView.Programme;
import org.doanket.campaign.supervision.SupervisionView.Recommendation;
import org.doanket.campaign.supervision.SupervisionView.Supervised;
import org.doanket.campaign.supervision.SupervisionView.Supervision;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Reads of programmes, supervisions, findings and recommendations. */
@ApplicationScoped
@Transactional
public class SupervisionQueries {

    private static final String PROGRAMMES = "SELECT p.*, u.code AS unit_code, u.name AS unit_name, (SELECT count(*) FROM supervision s "
            + "WHERE s.programme_id = p.id AND s.state <> 'cancelled') AS supervisions FROM supervision_programme p JOIN unit_ref u ON u.id "
            + "= p.unit_id WHERE true";
    private static final String SUPERVISIONS = "SELECT s.*, u.code AS unit_code, u.name AS unit_name, (SELECT count(*) FROM finding f "
            + "WHERE f.supervision_id = s.id) AS findings FROM supervision s JOIN unit_ref u ON u.id = s.unit_id WHERE true";
    private static final String FINDINGS = "SELECT f.*, h.code AS unit_code, s.year, j.name AS subject_name, (SELECT count(*) FROM recommendation r "
            + "WHERE r.finding_id = f.id) AS recommendations FROM finding f JOIN supervision s ON s.id = f.supervision_id JOIN supervision_subject j "
            + "ON j.supervision_id = f.supervision_id AND j.position = f.subject JOIN unit_ref h ON h.id = f.unit_id WHERE true";
    /** Not answered in time, or accepted and not done in time. */
    private static final String OVERDUE = "(r.state = 'open' AND r.due < legal_day(h.jurisdiction, now()) OR r.state = 'answered' "
            + "AND r.carry_due < legal_day(h.jurisdiction, now()))";
    private static final String RECOMMENDATIONS = "SELECT r.*, h.code AS unit_code, j.subject_unit, " + OVERDUE + " AS overdue FROM recommendation r "
            + "JOIN finding f ON f.id = r.finding_id JOIN supervision s ON s.id = f.supervision_id JOIN supervision_subject j "
            + "ON j.supervision_id = f.supervision_id AND j.position = f.subject JOIN unit_ref h ON h.id = r.unit_id WHERE true";
    private static final String SUPERVISED = "SELECT s.*, j.position, j.subject_unit, j.name AS subject_name, j.self_reported_on, j.self_report, "
            + "j.self_reported_on IS NULL AND s.self_report_due < legal_day(h.jurisdiction, now()) AS late, h.code AS unit_code, h.name AS unit_name "
            + "FROM supervision_subject j JOIN supervision s ON s.id = j.supervision_id JOIN unit_ref h ON h.id = s.unit_id "
            + "JOIN unit_ref u ON u.id = j.subject_unit WHERE true";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;

    SupervisionQueries(AgroalDataSource dataSource, UnitTree tree) {
        this.dataSource = dataSource;
        this.tree = tree;
    }

    /** What recommendations are narrowed by, besides what all lists are. */
    public static class RecommendationFilter {

        @QueryParam("finding")
        public UUID finding;

        @QueryParam("state")
        @Pattern(regexp = "open|answered|carried-out|refused")
        public String state;

        /** Only those that are. */
        @QueryParam("overdue")
        public Boolean overdue;
    }

    /** What supervisions are narrowed by besides. */
    public static class SupervisionFilter {

        @QueryParam("programme")
        public UUID programme;

        @QueryParam("state")
        @Pattern(regexp = "planned|running|concluded|cancelled")
        public String state;

        @QueryParam("topic")
        @Pattern(regexp = SupervisionCommand.CODE)
        public String topic;

        @QueryParam("form")
        @Pattern(regexp = "visit|document-review|working-session|people-monitoring")
        public String form;

        Sql narrow(Sql select) {
            return select.given(programme, "AND s.programme_id = ?").given(state, "AND s.state = ?").given(topic, "AND ? = ANY (s.topics)")
                    .given(form, "AND s.form = ?");
        }
    }

    /** What findings are narrowed by besides. */
    public static class FindingFilter {

        @QueryParam("supervision")
        public UUID supervision;

        @QueryParam("topic")
        @Pattern(regexp = SupervisionCommand.CODE)
        public String topic;

        @QueryParam("kind")
        @Pattern(regexp = "violation|shortcoming|good-practice")
        public String kind;

        @QueryParam("severity")
        @Pattern(regexp = "minor|serious|grave")
        public String severity;
    }

    public Page<Programme> programmes(UnitScope scope, ListFilter filter, String state, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(narrowed(scope, filter, PROGRAMMES, "p").given(state, "AND p.state = ?").given(filter.words(),
                "AND doanket.search_form(p.name) LIKE ?").given(after == null ? null : after.uuid(0), "AND p.id < ?")
                .add("ORDER BY p.id DESC LIMIT ?", page.limit + 1).list(dataSource, Programme::of), page.limit, row -> Cursor.of(row.id()));
    }

    public Programme programme(UnitScope scope, UUID id) {
        return Sql.of(PROGRAMMES + " AND p.id = ? AND u.path >= ? AND u.path < ?", id, scope.from(), scope.to()).first(dataSource, Programme::of)
                .orElseThrow(() -> Problem.notFound("supervision-programme"));
    }

    /** Units directly below that have registered nothing for the year, but those that have ended before its end. */
    public Page<Missing> missing(UnitScope scope, UUID unit, int year, String q, PageRequest page) {
        UnitRef ref = tree.require(unit, scope);
        Cursor after = page.after(1);
        return Page.cut(Sql.of("SELECT u.id, u.code, u.name FROM unit_ref u WHERE u.parent_id = ? AND (u.valid_to IS NULL OR u.valid_to > make_date(?, 1, 1)) "
                + "AND NOT " + OwnUnit.endedWithin("u", "make_date(?, 12, 31)")
                + "AND NOT EXISTS (SELECT FROM supervision_programme p WHERE p.unit_id = u.id AND p.year = ? AND p.state NOT IN ('draft', 'returned'))",
                ref.id(), year, year, year).given(SearchForm.containing(q), "AND u.search_name LIKE ?")
                .given(after == null ? null : after.text(0), "AND u.code COLLATE \"C\" > ?").add("ORDER BY u.code COLLATE \"C\" LIMIT ?", page.limit + 1)
                .list(dataSource, row -> new Missing(SupervisionView.uuid(row, "id"), row.getString("code"), row.getString("name"))), page.limit,
                row -> Cursor.of(row.unitCode()));
    }

    public Page<Supervision> supervisions(UnitScope scope, ListFilter filter, SupervisionFilter only, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(only.narrow(narrowed(scope, filter, SUPERVISIONS, "s")).given(filter.words(), "AND doanket.search_form(s.name) LIKE ?")
                .given(after == null ? null : after.uuid(0), "AND s.id < ?").add("ORDER BY s.id DESC LIMIT ?", page.limit + 1)
                .list(dataSource, Supervision::of), page.limit, row -> Cursor.of(row.id()));
    }

    public Supervision supervision(UnitScope scope, UUID id) {
        Supervision found = Sql.of(SUPERVISIONS + " AND s.id = ? AND u.path >= ? AND u.path < ?", id, scope.from(), scope.to())
                .first(dataSource, Supervision::of).orElseThrow(() -> Problem.notFound("supervision"));
        return found.with(Sql.of("SELECT * FROM supervision_team WHERE supervision_id = ? ORDER BY position", id).list(dataSource,
                row -> new SupervisionView.TeamMember(row.getString("name"), row.getString("duty"), row.getString("office"),
                        SupervisionView.uuid(row, "member_id"))),
                Sql.of("SELECT j.*, j.self_reported_on IS NULL AND ?::date < legal_day(u.jurisdiction, now()) AS late FROM supervision_subject j "
                        + "JOIN unit_ref u ON u.id = j.unit_id WHERE j.supervision_id = ? ORDER BY j.position", found.selfReportDue(), id)
                        .list(dataSource, row -> new SupervisionView.Subject(row.getInt("position"), SupervisionView.uuid(row, "subject_unit"), row.getString("name"), SupervisionView.day(row, "self_reported_on"),
                                row.getString("self_report"), row.getBoolean("late"))),
                Sql.of("SELECT * FROM supervision_session WHERE supervision_id = ? ORDER BY held_on, id", id).list(dataSource,
                        row -> new SupervisionView.Session(SupervisionView.uuid(row, "id"), SupervisionView.day(row, "held_on"), row.getString("place"),
                                row.getObject("present", Integer.class), row.getString("minutes"), row.getString("minutes_number"),
                                row.getObject("written_at", OffsetDateTime.class))));
    }

    public Page<Finding> findings(UnitScope scope, ListFilter filter, FindingFilter only, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(findings(scope, filter, only).given(after == null ? null : after.uuid(0), "AND f.id < ?")
                .add("ORDER BY f.id DESC LIMIT ?", page.limit + 1).list(dataSource, Finding::of), page.limit, row -> Cursor.of(row.id()));
    }

    /** All of them, one by one as they come. */
    public void eachFinding(UnitScope scope, ListFilter filter, FindingFilter only, FindingSheet to) throws IOException {
        findings(scope, filter, only).add("ORDER BY h.path, f.id").stream(dataSource, row -> to.row(Finding.of(row)));
    }

    private Sql findings(UnitScope scope, ListFilter filter, FindingFilter only) {
        return seen(scope, filter, FINDINGS, "f").given(only.supervision, "AND f.supervision_id = ?").given(only.topic, "AND f.topic = ?")
                .given(only.kind, "AND f.kind = ?").given(only.severity, "AND f.severity = ?").given(filter.words(),
                "AND doanket.search_form(f.text || ' ' || j.name) LIKE ?");
    }

    public Finding finding(UnitScope scope, UUID id) {
        return seen(scope, new ListFilter(), FINDINGS, "f").add("AND f.id = ?", id).first(dataSource, Finding::of)
                .orElseThrow(() -> Problem.notFound("finding"));
    }

    public Page<Recommendation> recommendations(UnitScope scope, ListFilter filter, RecommendationFilter only, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(recommendations(scope, filter, only).given(after == null ? null : after.uuid(0), "AND r.id < ?")
                .add("ORDER BY r.id DESC LIMIT ?", page.limit + 1).list(dataSource, Recommendation::of), page.limit, row -> Cursor.of(row.id()));
    }

    /** All of them, one by one as they come. */
    public void eachRecommendation(UnitScope scope, ListFilter filter, RecommendationFilter only, RecommendationSheet to) throws IOException {
        recommendations(scope, filter, only).add("ORDER BY h.path, r.id").stream(dataSource, row -> to.row(Recommendation.of(row)));
    }

    private Sql recommendations(UnitScope scope, ListFilter filter, RecommendationFilter only) {
        Sql select = seen(scope, filter, RECOMMENDATIONS, "r").given(only.finding, "AND r.finding_id = ?").given(only.state, "AND r.state = ?")
                .given(filter.words(), "AND doanket.search_form(r.text || ' ' || r.addressee) LIKE ?");
        return Boolean.TRUE.equals(only.overdue) ? select.add("AND " + OVERDUE) : select;
    }

    public Recommendation recommendation(UnitScope scope, UUID id) {
        return seen(scope, new ListFilter(), RECOMMENDATIONS, "r").add("AND r.id = ?", id).first(dataSource, Recommendation::of)
                .orElseThrow(() -> Problem.notFound("recommendation"));
    }

    /** Supervisions of which units in range are subjects, whoever supervises. */
    public Page<Supervised> supervised(UnitScope scope, ListFilter filter, SupervisionFilter only, PageRequest page) {
        Cursor after = page.after(2);
        return Page.cut(only.narrow(narrowed(scope, filter, SUPERVISED, "s").add("AND s.state <> 'cancelled'"))
                .given(filter.words(), "AND doanket.search_form(s.name || ' ' || j.name) LIKE ?")
                .add(after == null ? "" : "AND (s.id, j.position) < (?::uuid, ?::bigint)", after == null ? new Object[0] : new Object[] {after.uuid(0), after.number(1)})
                .add("ORDER BY s.id DESC, j.position DESC LIMIT ?", page.limit + 1).list(dataSource, Supervised::of), page.limit,
                row -> Cursor.of(row.id(), row.number()));
    }

    public Supervised supervised(UnitScope scope, UUID supervision, int number) {
        return Sql.of(SUPERVISED + " AND s.id = ? AND j.position = ? AND u.path >= ? AND u.path < ?", supervision, number, scope.from(), scope.to())
                .first(dataSource, Supervised::of).orElseThrow(() -> Problem.notFound("supervision"));
    }

    /** Of the unit that supervises, or of the one that is supervised. */
    private Sql seen(UnitScope scope, ListFilter filter, String select, String of) {
        return Subtree.of(tree, scope, filter).narrow(Sql.of(select).add("AND EXISTS (SELECT FROM unit_ref u WHERE u.id IN (" + of + ".unit_id, j.subject_unit)"))
                .add(")").given(filter.year, "AND s.year = ?");
    }

    private Sql narrowed(UnitScope scope, ListFilter filter, String select, String yearIn) {
        return Subtree.of(tree, scope, filter).narrow(Sql.of(select)).given(filter.year, "AND " + yearIn + ".year = ?");
    }

    void tell(@Observes PersonalData asked) {
        asked.select("supervisionTeams", """
                SELECT s.name AS supervision, s.year, u.code AS "unitCode", t.name, t.duty, t.office, s.starts, s.ends, s.state
                  FROM supervision_team t JOIN supervision s ON s.id = t.supervision_id LEFT JOIN unit_ref u ON u.id = t.unit_id
                 WHERE t.member_id = ? ORDER BY s.starts, s.id""", asked.person());
    }
}
