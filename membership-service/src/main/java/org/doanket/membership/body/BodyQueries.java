package org.doanket.membership.body;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.membership.calendar.WorkingDayQueries;
import org.doanket.membership.rule.ParameterQueries;
import org.doanket.membership.rule.ParameterView;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Messages;
import org.doanket.platform.money.Ratio;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

@ApplicationScoped
@Transactional
public class BodyQueries {

    private static final String SEATED = "(SELECT count(DISTINCT o.member_id) FROM officer o JOIN %s p "
            + "ON p.jurisdiction = x.jurisdiction AND p.body_kind = x.kind AND p.code = o.position AND p.takes_seat "
            + "WHERE o.body_id = x.id AND %s) AS seated ";

    private static final String NOW = "(SELECT x.*, u.name AS unit_name, " + SEATED.formatted("body_position", "o.ended_on IS NULL")
            + "FROM body x JOIN unit u ON u.id = x.unit_id)";

    /** Looks the same, as it stood on a day: what has ended since sat then, or waited. One that was recognised late sat from its first day on. */
    private static final String AS_OF = "(SELECT x.id, x.unit_id, t.path, x.jurisdiction, x.kind, x.basis, CASE WHEN x.ended_on <= d.day THEN x.state "
            + "WHEN x.state = 'ended' THEN 'sitting' WHEN x.state = 'refused' THEN 'awaiting' ELSE x.state END AS state, x.seats, x.congress, x.congress_on, "
            + "x.act_number, x.act_date, x.starts_on, x.planned_end, x.recognition, x.recognised_on, CASE WHEN x.ended_on <= d.day THEN x.ended_on END AS ended_on, "
            + "CASE WHEN x.ended_on <= d.day THEN x.end_reason END AS end_reason, CASE WHEN x.ended_on <= d.day THEN x.end_act END AS end_act, x.least_seats, "
            + "x.least_citation, x.least_verified, x.version, t.name AS unit_name, "
            + SEATED.formatted("body_positions_on(d.day)", "o.starts_on <= d.day AND (o.ended_on IS NULL OR o.ended_on > d.day)")
            + "FROM (SELECT ?::date) AS d (day) CROSS JOIN LATERAL units_on(d.day, ?, ?) t JOIN body x ON x.unit_id = t.unit_id AND x.starts_on <= d.day)";

    private static final String COMMITTEE = "executive-committee";
    /** Of those who have a seat; whose sex or birth date is not on record counts as neither. */
    private static final String COMPOSITION = "SELECT count(*), count(*) FILTER (WHERE m.sex = 'female'), "
            + "count(*) FILTER (WHERE m.birth_date + make_interval(years => ?) > ?), "
            + "count(*) FILTER (WHERE m.birth_date + make_interval(years => ?) <= ? AND m.birth_date + make_interval(years => ?) > ?) FROM (SELECT DISTINCT o.member_id FROM officer o JOIN body b ON b.id = o.body_id "
            + "JOIN body_position p ON p.jurisdiction = b.jurisdiction AND p.body_kind = b.kind AND p.code = o.position AND p.takes_seat "
            + "WHERE b.id = ? AND o.ended_on IS NULL) s JOIN member m ON m.id = s.member_id";

    private final AgroalDataSource dataSource;
    private final AgroalDataSource worker;
    private final UnitTree tree;
    private final ParameterQueries parameters;
    private final WorkingDayQueries calendar;
    private final Clock clock;

    BodyQueries(AgroalDataSource dataSource, @DataSource("worker") AgroalDataSource worker, UnitTree tree, ParameterQueries parameters,
            WorkingDayQueries calendar, Clock clock) {
        this.dataSource = dataSource;
        this.worker = worker;
        this.tree = tree;
        this.parameters = parameters;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** What a list of bodies may be narrowed by. Without a state those that sit or wait. */
    public static class Filter {

        @QueryParam("unit")
        public UUID unit;

        @QueryParam("scope")
        @Pattern(regexp = "subtree")
        public String scope;

        @QueryParam("kind")
        public String kind;

        @QueryParam("state")
        @Pattern(regexp = "awaiting|sitting|refused|ended|all")
        public String state;

        /** Those whose term is over by then, or was long ago: where a congress is due. */
        @QueryParam("endsWithin")
        @Min(0)
        @Max(10_000)
        public Integer endsWithin;

        @QueryParam("vacant")
        public Boolean vacant;

        /** Those of that day, with the state and the vacancies that they had, in the tree as it stood. */
        @QueryParam("asOf")
        public LocalDate asOf;
    }

    public BodyView one(UnitScope scope, UUID id) {
        return select(null, NOW).add("WHERE b.id = ? AND b.path >= ? AND b.path < ?", id, scope.from(), scope.to()).first(dataSource, BodyView::of)
                .orElseThrow(() -> Problem.notFound("body"));
    }

    /**
     * By the day on which the term ends: a work list. As of a day on the worker's login, with that day's range as a predicate: what was here then may
     * be elsewhere by now.
     */
    public Page<BodyView> list(UnitScope scope, Filter filter, PageRequest page) {
        Cursor after = page.after(2);
        Optional<UnitScope> standing = tree.rangeAsOf(filter.unit == null ? scope : new UnitScope(filter.unit, tree.require(filter.unit, scope).path()),
                filter.asOf);
        if (standing.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        UnitScope range = standing.get();
        Sql sql = filter.asOf == null ? select(null, NOW) : select(filter.asOf, AS_OF, filter.asOf, range.from(), range.to());
        sql.add("WHERE b.path >= ? AND b.path < ?", range.from(), range.to());
        if (filter.unit != null && filter.scope == null) {
            sql.add("AND b.unit_id = ?", filter.unit);
        }
        if (filter.endsWithin != null) {
            sql.add("AND b.state = 'sitting' AND b.planned_end <= ?", (filter.asOf == null ? tree.today(clock, range.unit()) : filter.asOf).plusDays(filter.endsWithin));
        } else if (filter.state == null) {
            sql.add("AND b.ended_on IS NULL");
        }
        if (filter.vacant != null) {
            sql.add("AND b.ended_on IS NULL AND (b.seats > b.seated) = ?", filter.vacant);
        }
        sql.given("all".equals(filter.state) ? null : filter.state, "AND b.state = ?").given(filter.kind, "AND b.kind = ?");
        if (after != null) {
            sql.add("AND (b.planned_end, b.id) > (?, ?)", after.day(0), after.uuid(1));
        }
        return Page.cut(sql.add("ORDER BY b.planned_end, b.id LIMIT ?", page.limit + 1).list(filter.asOf == null ? dataSource : worker, BodyView::of),
                page.limit, body -> Cursor.of(body.plannedEnd(), body.id()));
    }

    /** What has to be done after a congress, and by when; nothing where there was none. */
    public List<BodyView.Deadline> deadlines(UnitScope scope, UUID id) {
        BodyView body = one(scope, id);
        List<BodyView.Deadline> deadlines = new ArrayList<>();
        if (body.congressOn() != null) {
            String jurisdiction = tree.require(body.unitId(), scope).jurisdiction();
            for (String rule : List.of("first-committee-meeting-within", "recognition-dossier-within")) {
                parameters.value(jurisdiction, rule, body.congressOn()).ifPresent(days -> deadlines.add(new BodyView.Deadline(rule,
                        calendar.after(jurisdiction, body.congressOn(), days.value()), days.citation(), days.verified())));
            }
        }
        return deadlines;
    }

    /** Where a committee as it is now is not put together as the rules of its first day aim for; warnings, which refuse nothing. */
    public List<BodyView.Finding> findings(UnitScope scope, UUID id) {
        BodyView body = one(scope, id);
        List<BodyView.Finding> findings = new ArrayList<>();
        if (!body.kind().equals(COMMITTEE) || body.endedOn() != null) {
            return findings;
        }
        UnitRef unit = tree.require(body.unitId(), scope);
        LocalDate day = body.startsOn();
        Optional<ParameterView.Value> young = parameters.value(unit.jurisdiction(), "committee-young-under", unit.kind(), day);
        Optional<ParameterView.Value> middle = parameters.value(unit.jurisdiction(), "committee-middle-up-to", unit.kind(), day);
        int from = young.map(ParameterView.Value::value).orElse(0L).intValue();
        int upTo = middle.map(ParameterView.Value::value).orElse(-1L).intValue();
        record Composition(long seated, long women, long young, long middle) {
        }
        Composition now = Sql.of(COMPOSITION, from, day, from, day, upTo + 1, day, id)
                .first(dataSource, row -> new Composition(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4))).orElseThrow();
        List<Aim> aims = new ArrayList<>(List.of(new Aim("too-few-women", "committee-women-at-least", now.women(), false)));
        young.ifPresent(age -> aims.add(new Aim("too-few-young", "committee-young-at-least", now.young(), false)));
        // The band in the middle begins where the young end.
        young.flatMap(age -> middle).ifPresent(age -> aims.addAll(List.of(new Aim("too-few-in-middle-years", "committee-middle-at-least", now.middle(), false),
                new Aim("too-many-in-middle-years", "committee-middle-at-most", now.middle(), true))));
        for (Aim aim : aims) {
            parameters.citedShare(unit.jurisdiction(), aim.rule(), unit.kind(), day).filter(share -> aim.isMissed(now.seated(), share.ratio()))
                    .ifPresent(share -> findings.add(new BodyView.Finding(aim.code(), Messages.text(Language.current(), "body.finding." + aim.code(), aim.count(),
                            now.seated(), share.ratio().numerator(), share.ratio().denominator(), from, upTo), share.citation(), share.verified())));
        }
        return findings;
    }

    /** That so many of those who sit in a committee are a share of them. @param isMost or less; else: or more */
    private record Aim(String code, String rule, long count, boolean isMost) {

        boolean isMissed(long seated, Ratio share) {
            long part = count * share.denominator();
            long whole = seated * share.numerator();
            return isMost ? part > whole : part < whole;
        }
    }

    private static Sql select(LocalDate asOf, String bodies, Object... values) {
        // The column's name is made of one of our three languages, never of what a client sent.
        Sql sql = Sql.of("SELECT b.*, k.name_" + Language.current().getLanguage() + " AS kind_name FROM").add(bodies, values);
        return (asOf == null ? sql.add("b JOIN body_kind k") : sql.add("b JOIN body_kinds_on(?) k", asOf))
                .add("ON k.jurisdiction = b.jurisdiction AND k.code = b.kind");
    }
}
