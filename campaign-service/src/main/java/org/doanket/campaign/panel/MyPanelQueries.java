package org.doanket.campaign.panel;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.FieldFilter;
import org.doanket.campaign.OwnFilter;
import org.doanket.campaign.attachment.AttachmentQueries;
import org.doanket.campaign.attachment.AttachmentView;
import org.doanket.campaign.criteria.CriteriaQueries;
import org.doanket.campaign.criteria.CriteriaView;
import org.doanket.campaign.model.ModelQueries;
import org.doanket.campaign.model.ModelService;
import org.doanket.campaign.model.ModelView;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.AttachedFile;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/**
 * The panels that the caller is on, wherever they are, and the models that he scores there: for whoever holds his role below the panel's unit
 * (V080__own_panels.sql). Who has left a panel finds it no more, and who has stood back from a model does not read it as its scorer.
 */
@ApplicationScoped
@Transactional
@Unscoped("what the caller scores himself, by the subject of his token")
public class MyPanelQueries {

    private static final String SELECT = """
            SELECT p.*, u.name AS unit_name, s.chair,
                   (SELECT count(*) FROM panel_entry e WHERE e.panel_id = p.id AND NOT EXISTS (SELECT FROM panel_recusal r WHERE r.panel_id = e.panel_id
                       AND r.model_id = e.model_id AND r.subject = s.subject)) AS models,
                   (SELECT count(DISTINCT b.model_id) FROM counted_ballot b WHERE b.panel_id = p.id AND b.subject = s.subject) AS cast_on
              FROM panel_scorer s JOIN panel p ON p.id = s.panel_id JOIN unit_ref u ON u.id = p.unit_id WHERE s.subject = ? AND s.left_at IS NULL""";
    private static final String SCORES = """
            SELECT 1 FROM panel_scorer s JOIN panel p ON p.id = s.panel_id JOIN panel_entry e ON e.panel_id = p.id
             WHERE s.subject = ? AND s.left_at IS NULL AND p.id = ? AND p.state = 'open' AND e.model_id = ?
               AND NOT EXISTS (SELECT FROM panel_recusal r WHERE r.panel_id = p.id AND r.model_id = e.model_id AND r.subject = s.subject)""";

    private final AgroalDataSource dataSource;
    private final CriteriaQueries criteria;
    private final ModelQueries models;
    private final AttachmentQueries files;
    private final Caller caller;

    MyPanelQueries(AgroalDataSource dataSource, CriteriaQueries criteria, ModelQueries models, AttachmentQueries files, Caller caller) {
        this.dataSource = dataSource;
        this.criteria = criteria;
        this.models = models;
        this.files = files;
        this.caller = caller;
    }

    /** What one's own panels are narrowed by. Of a year are those whose criteria are of it. */
    public static class Filter extends OwnFilter {

        @QueryParam("state")
        @Pattern(regexp = PanelFilter.STATE)
        public String state;

        /** Of the models that its criteria are for. */
        @QueryParam("kind")
        @Pattern(regexp = FieldFilter.KIND)
        public String kind;
    }

    /** The newest first. */
    public Page<PanelView.Mine> list(Filter filter, PageRequest page) {
        presentSubject();
        Cursor after = page.after(1);
        return Page.cut(Sql.of(SELECT, caller.subject()).given(filter.state, "AND p.state = ?")
                .given(filter.year, "AND (SELECT c.year FROM criteria_set c WHERE c.id = p.set_id) = ?")
                .given(filter.kind, "AND (SELECT c.subject_kind FROM criteria_set c WHERE c.id = p.set_id) = 'model-' || ?")
                .given(filter.words(), "AND doanket.search_form(p.title) LIKE ?").given(after == null ? null : after.uuid(0), "AND p.id < ?")
                .add("ORDER BY p.id DESC LIMIT ?", page.limit + 1).list(dataSource, row -> new PanelView.Mine(row.getObject("id", UUID.class),
                        row.getString("unit_name"), row.getString("title"), PanelQueries.rule(row), row.getObject("contest_id", UUID.class),
                        row.getObject("round", Integer.class), row.getString("state"), row.getString("cancelled_for"), row.getBoolean("chair"),
                        row.getInt("models"), row.getInt("cast_on"))), page.limit, row -> Cursor.of(row.id()));
    }

    /** By what he scores there, also where the set is of a unit that he does not see. */
    public CriteriaView criteria(UUID panel) {
        presentSubject();
        return Sql.of("SELECT p.set_id FROM panel_scorer s JOIN panel p ON p.id = s.panel_id WHERE s.subject = ? AND s.left_at IS NULL AND p.id = ?",
                caller.subject(), panel)
                .first(dataSource, row -> row.getObject(1, UUID.class)).map(criteria::one).orElseThrow(() -> Problem.notFound("panel"));
    }

    public ModelView model(UUID panel, UUID model) {
        presentScored(panel, model);
        return models.scored(model);
    }

    public List<AttachmentView> papers(UUID panel, UUID model) {
        presentScored(panel, model);
        return files.of(ModelService.ATTACHED_TO, model);
    }

    public AttachedFile paper(UUID panel, UUID model, UUID paper) {
        presentScored(panel, model);
        return files.file(ModelService.ATTACHED_TO, model, paper);
    }

    /** For this transaction: the panels that he is on. */
    private void presentSubject() {
        Sql.of("SELECT set_config('doanket.panel_subject', ?, true)", caller.subject()).first(dataSource, row -> true);
    }

    /** For this transaction: the one model, which he scores on that panel while it is open. */
    private void presentScored(UUID panel, UUID model) {
        presentSubject();
        Sql.of(SCORES, caller.subject(), panel, model).first(dataSource, row -> true).orElseThrow(() -> Problem.notFound("model"));
        Sql.of("SELECT set_config('doanket.model_scored', ?, true)", model.toString()).first(dataSource, row -> true);
    }
}
