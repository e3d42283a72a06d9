package org.doanket.campaign.petition;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.campaign.ListFilter;
import org.doanket.campaign.Subtree;
import org.doanket.campaign.word.WordQueries;
import org.doanket.campaign.word.WordView;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/** Reads of petitions: of those that a unit has, and of those that it has taken in and passed on. */
@ApplicationScoped
@Transactional
public class PetitionQueries {

    private static final String OVERDUE = "(p.state = 'received' AND p.route_due < legal_day(u.jurisdiction, now()) OR p.state IN "
            + "('received', 'in-hand', 'passed-on') "
            + "AND p.answer_due < legal_day(u.jurisdiction, now()))";
    private static final String SELECT = "SELECT p.*, p.sender_sealed IS NOT NULL AS has_sender, " + OVERDUE + " AS overdue, h.code AS "
            + "unit_code, h.name AS unit_name "
            + "FROM petition p JOIN unit_ref h ON h.id = p.unit_id JOIN unit_ref u ON u.id IN (p.unit_id, p.received_by) WHERE true";
    /** Of who has it, and of those above; and of who has taken it in. Not of units in between: what was passed on over them may be about them. */
    private static final String OURS = "AND (h.path >= ? AND h.path < ? OR p.received_by = ?::uuid)";

    private static final String COUNTS = "count(p.id) AS received, count(*) FILTER (WHERE p.state IN "
                + "('received', 'in-hand')) AS open, "
                + "count(*) FILTER (WHERE p.state = 'passed-on') AS passed_on, count(p.answered_on) AS answered, "
                + "count(*) FILTER (WHERE p.answered_on <= p.answer_due) AS in_time, count(*) FILTER (WHERE " + OVERDUE + ") AS overdue, "
                + "coalesce(sum(p.reopened), 0) AS reopened";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final WordQueries words;

    PetitionQueries(AgroalDataSource dataSource, UnitTree tree, WordQueries words) {
        this.dataSource = dataSource;
        this.tree = tree;
        this.words = words;
    }

    /** What petitions are narrowed by. */
    public static class Filter extends ListFilter {

        @QueryParam("state")
        @Pattern(regexp = PetitionCommand.STATE)
        public String state;

        @QueryParam("topic")
        @Pattern(regexp = PetitionCommand.CODE)
        public String topic;

        @QueryParam("overdue")
        public Boolean overdue;
    }

    public Page<PetitionView> list(UnitScope scope, Filter filter, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(narrowed(scope, filter).given(after == null ? null : after.uuid(0), "AND p.id < ?").add("ORDER BY p.id DESC LIMIT ?", page.limit + 1)
                .list(dataSource, PetitionView::of), page.limit, row -> Cursor.of(row.id()));
    }

    /** All of them, one by one as they come. */
    public void each(UnitScope scope, Filter filter, PetitionSheet to) throws IOException {
        narrowed(scope, filter).add("ORDER BY p.id").stream(dataSource, row -> to.row(PetitionView.of(row)));
    }

    private Sql narrowed(UnitScope scope, Filter filter) {
        Sql select = Subtree.of(tree, scope, filter).narrow(Sql.of(SELECT.replaceFirst("SELECT", "SELECT DISTINCT ON (p.id)")))
                .add(OURS, scope.from(), scope.to(), scope.unit())
                .given(filter.year, "AND p.year = ?").given(filter.state, "AND p.state = ?").given(filter.topic, "AND p.topic = ?")
                .given(filter.words(), "AND doanket.search_form(concat_ws(' ', p.number, p.subject, p.content)) LIKE ?");
        return Boolean.TRUE.equals(filter.overdue) ? select.add("AND " + OVERDUE) : select;
    }

    public PetitionView one(UnitScope scope, UUID id) {
        return find(scope, id).orElseThrow(() -> Problem.notFound("petition"));
    }

    public Optional<PetitionView> find(UnitScope scope, UUID id) {
        return Sql.of(SELECT + " AND p.id = ?", id).add(OURS, scope.from(), scope.to(), scope.unit()).add("LIMIT 1").first(dataSource, PetitionView::of);
    }

    public Page<PetitionView.Step> steps(UnitScope scope, UUID id, PageRequest page) {
        one(scope, id);
        Cursor after = page.after(1);
        record Placed(PetitionView.Step step, UUID id) {
        }
        Page<Placed> placed = Page.cut(Sql.of("SELECT * FROM petition_step WHERE petition_id = ?", id).given(after == null ? null : after.uuid(0), "AND id > ?")
                .add("ORDER BY id LIMIT ?", page.limit + 1).list(dataSource, row -> new Placed(new PetitionView.Step(
                row.getString("step"), row.getObject("from_unit", UUID.class), row.getObject("to_unit", UUID.class), row.getString("body"),
                row.getString("note"), row.getString("taken_by"), row.getObject("taken_at", OffsetDateTime.class)), row.getObject("id", UUID.class))),
                page.limit,
                step -> Cursor.of(step.id()));
        return new Page<>(placed.items().stream().map(Placed::step).toList(), placed.next());
    }

    /** The nearest unit, from the one that has it upwards, of a level that answers its topic. */
    public PetitionView.Competence competence(UnitScope scope, UUID id) {
        PetitionView petition = one(scope, id);
        String jurisdiction = tree.find(petition.unit()).orElseThrow(() -> Problem.notFound("unit")).jurisdiction();
        WordView topic = words.of(WordQueries.PETITION_TOPICS, jurisdiction, petition.topic(), petition.receivedOn());
        return Sql.of("SELECT a.* FROM unit_ref u JOIN unit_ref a ON starts_with(u.path, a.path) AND a.level = ANY (?::text[]) WHERE u.id = ? "
                + "ORDER BY length(a.path) DESC LIMIT 1", Sql.column(topic.competent(), level -> level), petition.unit())
                .first(dataSource, row -> new PetitionView.Competence(row.getObject("id", UUID.class), row.getString("code"), row.getString("name"),
                        topic.competent(), topic.source().citation(), topic.source().verified()))
                .orElse(new PetitionView.Competence(null, null, null, topic.competent(), topic.source().citation(), topic.source().verified()));
    }

    /** Of petitions that units in range have taken in, whoever has them now. */
    public PetitionView.Tally tally(UnitScope scope, UUID unit, String wanted, int year) {
        String from = " FROM petition p JOIN unit_ref u ON u.id = p.received_by WHERE p.year = ?";
        List<PetitionView.OfTopic> topics = Subtree.of(tree, scope, unit, wanted).narrow(Sql.of("SELECT p.topic, count(*) AS received, "
                + "count(p.answered_on) AS answered"
                + from, year)).add("GROUP BY p.topic ORDER BY p.topic").list(dataSource, row -> new PetitionView.OfTopic(row.getString("topic"),
                        row.getInt("received"), row.getInt("answered")));
        return Subtree.of(tree, scope, unit, wanted).narrow(Sql.of("SELECT " + COUNTS + from, year)).first(dataSource,
                row -> new PetitionView.Tally(year, row.getInt("received"), row.getInt("open"), row.getInt("passed_on"), row.getInt("answered"), row.getInt("in_time"), row.getInt("overdue"),
                        row.getInt("reopened"), topics)).orElseThrow();
    }

    /** The same by units directly below, by the tree as it is now. @param unit null for the caller's own, of the whole installation its topmost units */
    public Page<PetitionView.OfUnit> below(UnitScope scope, UUID unit, int year, PageRequest page) {
        UUID about = unit == null ? scope.unit() : tree.require(unit, scope).id();
        Cursor after = page.after(1);
        // A range of paths of each part, so that petitions are found by the index: of the unit itself one that ends before all below it.
        Sql parts = Sql.of("SELECT k.id, k.code, k.name, k.path, k.id IS NOT DISTINCT FROM ?::uuid AS own FROM unit_ref k WHERE "
                + "(k.parent_id IS NOT DISTINCT FROM ?::uuid OR k.id = ?::uuid)", about, about, about)
                .given(after == null ? null : after.text(0), "AND k.code COLLATE \"C\" > ?").add("ORDER BY k.code COLLATE \"C\" LIMIT ?", page.limit + 1);
        return Page.cut(Sql.of("SELECT k.id, k.code, k.name, k.own, c.* FROM (").add(parts).add(") k CROSS JOIN LATERAL (SELECT " + COUNTS + " FROM petition p "
                + "JOIN unit_ref u ON u.id = p.received_by WHERE p.year = ? AND u.path >= k.path "
                + "AND u.path < CASE WHEN k.own THEN k.path || ' ' ELSE rtrim(k.path, '/') || '0' END) c ORDER BY k.code COLLATE \"C\"", year)
                .list(dataSource, row -> new PetitionView.OfUnit(row.getObject("id", UUID.class), row.getString("code"), row.getString("name"), row.getBoolean("own"), row.getInt("received"), row.getInt("open"), row.getInt("passed_on"),
                        row.getInt("answered"), row.getInt("in_time"), row.getInt("overdue"), row.getInt("reopened"))), page.limit,
                row -> Cursor.of(row.unitCode()));
    }
}
