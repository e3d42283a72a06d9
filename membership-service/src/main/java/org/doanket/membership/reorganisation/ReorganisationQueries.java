package org.doanket.membership.reorganisation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
public class ReorganisationQueries {

    private static final String SELECT = "SELECT r.*, (SELECT count(*) FROM reorganisation_step s WHERE s.reorganisation_id = r.id) AS steps, "
            + "(SELECT c.id FROM reorganisation c WHERE c.counter_to = r.id AND c.state = 'executed') AS countered_by FROM reorganisation r ";

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;

    ReorganisationQueries(AgroalDataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    public ReorganisationView one(UnitScope scope, UUID id) {
        return Sql.of(SELECT + "WHERE r.id = ? AND r.path >= ? AND r.path < ?", id, scope.from(), scope.to())
                .first(dataSource, row -> ReorganisationView.of(row, json)).orElseThrow(() -> Problem.notFound("reorganisation"));
    }

    /** The newest first. */
    public Page<ReorganisationView> list(UnitScope scope, String state, PageRequest page) {
        Cursor after = page.after(1);
        List<ReorganisationView> acts = Sql.of(SELECT + "WHERE r.path >= ? AND r.path < ?", scope.from(), scope.to())
                .given(state, "AND r.state = ?")
                .given(after == null ? null : after.uuid(0), "AND r.id < ?")
                .add("ORDER BY r.id DESC LIMIT ?", page.limit + 1).list(dataSource, row -> ReorganisationView.of(row, json));
        return Page.cut(acts, page.limit, act -> Cursor.of(act.id()));
    }

    public Page<ReorganisationView.Numbered> steps(UnitScope scope, UUID id, PageRequest page) {
        one(scope, id);
        Cursor after = page.after(1);
        List<ReorganisationView.Numbered> steps = Sql.of("SELECT * FROM reorganisation_step WHERE reorganisation_id = ?", id)
                .given(after == null ? null : after.number(0), "AND number > ?").add("ORDER BY number LIMIT ?", page.limit + 1)
                .list(dataSource, row -> new ReorganisationView.Numbered(row.getInt("number"), ReorganisationView.step(row)));
        return Page.cut(steps, page.limit, step -> Cursor.of(step.number()));
    }

    /** @throws Problem 404 before the first one */
    public ReorganisationView.DryRun dryRun(UnitScope scope, UUID id) {
        one(scope, id);
        return Sql.of("SELECT * FROM reorganisation WHERE id = ? AND outcome IS NOT NULL", id)
                .first(dataSource, row -> ReorganisationView.DryRun.of(row, json)).orElseThrow(() -> Problem.notFound("dry-run"));
    }

    /** By code. */
    public Page<ReorganisationView.Effect> effects(UnitScope scope, UUID id, String action, PageRequest page) {
        one(scope, id);
        Cursor after = page.after(1);
        List<ReorganisationView.Effect> effects = Sql.of("SELECT e.*, (SELECT coalesce(json_object_agg(l.what, l.count), '{}') "
                + "FROM reorganisation_line l WHERE l.reorganisation_id = e.reorganisation_id AND l.unit_id = e.unit_id) AS lines "
                + "FROM reorganisation_effect e WHERE e.reorganisation_id = ?", id)
                .given(action, "AND e.action = ?")
                .given(after == null ? null : after.text(0), "AND e.code > ?").add("ORDER BY e.code LIMIT ?", page.limit + 1)
                .list(dataSource, row -> ReorganisationView.Effect.of(row, json));
        return Page.cut(effects, page.limit, effect -> Cursor.of(effect.code()));
    }

    public Page<ReorganisationView.Finding> findings(UnitScope scope, UUID id, PageRequest page) {
        one(scope, id);
        record Placed(long number, ReorganisationView.Finding finding) {
        }
        Cursor after = page.after(1);
        List<Placed> findings = Sql.of("SELECT * FROM reorganisation_finding WHERE reorganisation_id = ?", id)
                .given(after == null ? null : after.number(0), "AND number > ?").add("ORDER BY number LIMIT ?", page.limit + 1)
                .list(dataSource, row -> new Placed(row.getLong("number"), ReorganisationView.Finding.of(row, json)));
        Page<Placed> placed = Page.cut(findings, page.limit, finding -> Cursor.of(finding.number()));
        return new Page<>(placed.items().stream().map(Placed::finding).toList(), placed.next());
    }
}
