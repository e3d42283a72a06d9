package org.doanket.campaign.model;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.campaign.Subtree;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Reads of models, newest first. */
@ApplicationScoped
@Transactional
public class ModelQueries {

    private static final String FROM = " FROM good_practice_model m JOIN unit_ref u ON u.id = m.unit_id WHERE true";

    private final AgroalDataSource dataSource;
    private final ModelRepository repository;
    private final ModelRuleQueries rules;
    private final UnitTree tree;
    private final Caller caller;

    ModelQueries(AgroalDataSource dataSource, ModelRepository repository, ModelRuleQueries rules, UnitTree tree, Caller caller) {
        this.dataSource = dataSource;
        this.repository = repository;
        this.rules = rules;
        this.tree = tree;
        this.caller = caller;
    }

    public ModelView one(UnitScope scope, UUID id) {
        GoodPracticeModel model = repository.findByIdOptional(id).orElseThrow(() -> Problem.notFound("model"));
        UnitRef unit = tree.find(model.unitId()).filter(ref -> scope.contains(ref.path()))
                .orElseThrow(() -> Problem.notFound("model"));
        return ModelView.of(model, unit, rules.stepsFrom(model.jurisdiction(), model.state()), caller);
    }

    /** As whoever scores it on a panel reads it: what it is, and nothing that might be done with it. */
    @Unscoped("by the policy scored_reads one that the caller scores; who asks has looked that up")
    public ModelView scored(UUID id) {
        GoodPracticeModel model = repository.findByIdOptional(id).orElseThrow(() -> Problem.notFound("model"));
        return ModelView.of(model, tree.find(model.unitId()).orElseThrow(() -> Problem.notFound("model")), List.of(), caller);
    }

    /** @param subjectKind whether it is of a collective or of an individual. @param handedIn no draft, not sent back, and not over */
    public record Judged(String subjectKind, boolean handedIn) {
    }

    /** What can be judged of them. */
    public Map<UUID, Judged> judged(UnitScope scope, List<UUID> models) {
        Map<UUID, Judged> kinds = new HashMap<>();
        Sql.of("SELECT m.id, m.subject_kind, m.state NOT IN ('draft', 'returned') AND NOT m.is_over" + FROM
                + " AND m.id = ANY (?::uuid[]) AND u.path >= ? AND u.path < ?", Sql.column(models, id -> id), scope.from(), scope.to())
                .list(dataSource, row -> kinds.put(row.getObject(1, UUID.class), new Judged(row.getString(2), row.getBoolean(3))));
        if (!kinds.keySet().containsAll(models)) {
            throw Problem.notFound("model");
        }
        return kinds;
    }

    public Page<ModelRowView> list(UnitScope scope, ModelFilter filter, PageRequest page) {
        Cursor after = page.after(1);
        Sql select = filter.narrow(Sql.of("SELECT m.*, u.code, u.name AS unit_name" + FROM), within(scope, filter))
                .given(after == null ? null : after.uuid(0), "AND m.id < ?");
        return Page.cut(select.add("ORDER BY m.id DESC LIMIT ?", page.limit + 1).list(dataSource, ModelQueries::row),
                page.limit, row -> Cursor.of(row.id()));
    }

    public long count(UnitScope scope, ModelFilter filter) {
        return filter.narrow(Sql.of("SELECT count(*)" + FROM), within(scope, filter)).list(dataSource, row -> row.getLong(1)).get(0);
    }

    /** The whole list, row by row: an export is read as it is written, whatever its length. */
    public void export(UnitScope scope, ModelFilter filter, ModelExport to) throws IOException {
        filter.narrow(Sql.of("SELECT m.*, u.code, u.name AS unit_name" + ModelExport.ROWS + FROM), within(scope, filter))
                .add("ORDER BY u.path, m.year, m.id").stream(dataSource, row -> to.row(row(row), row));
    }

    public Page<ModelHistoryView> history(UnitScope scope, UUID id, PageRequest page) {
        one(scope, id);
        Cursor after = page.after(1);
        return Page.cut(Sql.of("SELECT * FROM model_event WHERE model_id = ?", id).given(after == null ? null : after.number(0), "AND number > ?")
                .add("ORDER BY number LIMIT ?", page.limit + 1).list(dataSource, row ->
                new ModelHistoryView(row.getLong("number"), row.getObject("at", OffsetDateTime.class), row.getString("actor"),
                        row.getString("verb"), row.getString("from_state"), row.getString("to_state"), row.getString("note"),
                        row.getString("level"), row.getString("decision"))), page.limit, step -> Cursor.of(step.number()));
    }

    void tell(@Observes PersonalData asked) {
        asked.select("models", """
                SELECT m.name, m.year, u.code AS "unitCode", m.holder, m.holder_public AS "namedInPublic", m.field, m.state, m.level
                  FROM good_practice_model m LEFT JOIN unit_ref u ON u.id = m.unit_id WHERE m.holder_member = ? ORDER BY m.id""", asked.person());
    }

    private Subtree within(UnitScope scope, ModelFilter filter) {
        return Subtree.of(tree, scope, filter);
    }

    private static ModelRowView row(ResultSet row) throws SQLException {
        Place place = new Place(row.getString("place_code"), row.getString("place"), row.getObject("latitude", Double.class),
                row.getObject("longitude", Double.class));
        return new ModelRowView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("code"),
                row.getString("unit_name"), row.getString("name"), row.getString("holder"), row.getString("subject_kind"),
                row.getString("field"), row.getString("state"), row.getInt("year"), row.getObject("registered_on", LocalDate.class),
                row.getString("level"), row.getString("proposed_level"), place.isGiven() ? place : null);
    }
}
