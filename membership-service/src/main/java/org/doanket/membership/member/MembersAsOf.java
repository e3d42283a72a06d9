package org.doanket.membership.member;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.doanket.membership.member.AsOfSearch.Found;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/**
 * Who was a member on a day, in the tree as it stood. Unit, category, dues kind and status are dated; what is not, names and numbers above all, is
 * as it is now, and told only of those whom the caller reaches now. Who they were is found on the worker's login, with that day's range as a
 * predicate: who was here then may be elsewhere by now. Their files and sheets are read on the service's own, above row-level security.
 */
@ApplicationScoped
@Transactional
public class MembersAsOf {

    /** Looks like {@code member}, as it stood on a day. Since when and why somebody had the status is known where it has not changed since. */
    private static final String MEMBER = "(SELECT x.id, p.unit_id, NOT (x.path >= ? AND x.path < ?) AS elsewhere, x.code, x.full_name, x.search_name, "
            + "x.birth_date, x.sex, x.national_id, x.phone, x.phone_end, x.email, x.card_number, x.external_source, x.external_id, x.joined_on, x.position, "
            + "p.category, p.dues_kind, p.status, CASE WHEN s.same THEN x.status_since END AS status_since, "
            + "CASE WHEN s.same THEN x.reason_code END AS reason_code, CASE WHEN s.same THEN x.status_reason END AS status_reason, x.restricted_since, x.version "
            + "FROM (SELECT ?::date) AS d (day) CROSS JOIN LATERAL members_on(d.day, ARRAY(SELECT u.unit_id FROM units_on(d.day, ?, ?) u "
            + "WHERE ?::uuid IS NULL OR u.unit_id = ?::uuid)) p JOIN member x ON x.id = p.member_id "
            + "CROSS JOIN LATERAL (SELECT p.status = x.status AND x.status_since <= d.day) AS s (same))";

    private final AgroalDataSource dataSource;
    private final AgroalDataSource worker;
    private final AsOfSearch search;
    private final MemberQueries members;
    private final UnitTree tree;
    private final FieldVault vault;

    MembersAsOf(AgroalDataSource dataSource, @DataSource("worker") AgroalDataSource worker, AsOfSearch search, MemberQueries members, UnitTree tree,
            FieldVault vault) {
        this.dataSource = dataSource;
        this.worker = worker;
        this.search = search;
        this.members = members;
        this.tree = tree;
        this.vault = vault;
    }

    /** By name; those without one last. @param isOfficer sees also those whose file is restricted */
    public Page<MemberView> list(UnitScope scope, MemberQueries.Filter filter, boolean isOfficer, PageRequest page) {
        refuseEnding(filter);
        Cursor asked = page.after(3);
        Cursor after = asked == null ? null : Cursor.of(asked.text(0), NameCursor.open(vault, asked.text(1)), asked.uuid(2));
        Optional<UnitScope> range = range(scope, filter);
        if (range.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        Page<Found> found = Page.cut(found(new AsOfSearch.Asked(scope, range.get(), alone(filter), filter.asOf, MemberSought.of(scope, filter, isOfficer, vault)), after,
                page.limit + 1), page.limit, one -> Cursor.of(one.isElsewhere(), NameCursor.seal(vault, one.name()), one.id()));
        Map<UUID, MemberView> files = members.files(scope, found.items().stream().map(Found::id).toList()).stream()
                .collect(Collectors.toMap(MemberView::id, Function.identity()));
        return new Page<>(found.items().stream().map(one -> view(one, files.get(one.id()), filter)).toList(), found.next());
    }

    private List<Found> found(AsOfSearch.Asked asked, Cursor after, int most) {
        boolean wasElsewhere = after != null && Boolean.parseBoolean(after.text(0));
        List<Found> found = new ArrayList<>(wasElsewhere ? List.of() : search.here(asked, after, most));
        if (found.size() < most && !asked.sought().isByNameOrNumber()) {
            found.addAll(search.elsewhere(asked, wasElsewhere ? after.uuid(2) : null, most - found.size()));
        }
        return found;
    }

    public MemberView.Count count(UnitScope scope, MemberQueries.Filter filter) {
        refuseEnding(filter);
        UnitScope range = range(scope, filter).orElseThrow(() -> Problem.notFound("unit"));
        if (!MemberSought.of(scope, filter, true, vault).isByNameOrNumber()) {
            return Sql.of("SELECT count(*) FROM members_on(?, ARRAY(SELECT u.unit_id FROM units_on(?, ?, ?) u WHERE ?::uuid IS NULL OR u.unit_id = ?::uuid)) p "
                    + "WHERE true", filter.asOf, filter.asOf, range.from(), range.to(), alone(filter), alone(filter)).given(filter.status, "AND p.status = ?")
                    .given(filter.category, "AND p.category = ?").first(worker, row -> new MemberView.Count(row.getLong(1))).orElseThrow();
        }
        return narrow(Sql.of("SELECT count(*) FROM").add(MEMBER, values(scope, range, filter)).add("m WHERE true"), scope, filter, true)
                .first(worker, row -> new MemberView.Count(row.getLong(1))).orElseThrow();
    }

    /** Those whom the caller reaches now, for a sheet: without those whose file is restricted. */
    void each(UnitScope scope, MemberQueries.Filter filter, Sql.RowTaker taker) throws IOException {
        Optional<UnitScope> range = range(scope, filter);
        if (range.isPresent()) {
            narrow(MemberQueries.whole(MEMBER, values(scope, range.get(), filter)).add("WHERE NOT m.elsewhere"), scope, filter, false)
                    .add("ORDER BY u.code, m.search_name, m.id").stream(dataSource, taker);
        }
    }

    /** Of a day gone by the register knows whose membership went on, and as what. */
    void refuseEnding(MemberQueries.Filter filter) {
        if (filter.asOf != null && Sql.of("SELECT code FROM member_status WHERE code = ? AND NOT is_open", filter.status)
                .first(dataSource, row -> true).isPresent()) {
            throw Problem.invalid(List.of(Fault.at("?status", "not-as-of")));
        }
    }

    private Optional<UnitScope> range(UnitScope scope, MemberQueries.Filter filter) {
        return tree.rangeAsOf(filter.unit == null ? scope : new UnitScope(filter.unit, tree.require(filter.unit, scope).path()), filter.asOf);
    }

    private static Object[] values(UnitScope scope, UnitScope range, MemberQueries.Filter filter) {
        return new Object[] {scope.from(), scope.to(), filter.asOf, range.from(), range.to(), alone(filter), alone(filter)};
    }

    private static UUID alone(MemberQueries.Filter filter) {
        return filter.scope == null ? filter.unit : null;
    }

    private Sql narrow(Sql sql, UnitScope range, MemberQueries.Filter filter, boolean withRestricted) {
        MemberSought sought = MemberSought.of(range, filter, withRestricted, vault);
        if (sought.isByNameOrNumber()) {
            sql.add("AND NOT m.elsewhere");
        }
        return sought.narrow(sql);
    }

    private static MemberView view(Found one, MemberView file, MemberQueries.Filter filter) {
        return file == null ? MemberView.elsewhere(one.id(), one.unit(), one.category(), one.dues(), one.status(), one.version())
                : file.asOf(one.unit(), one.category(), one.dues(), one.status(), filter.asOf);
    }
}
