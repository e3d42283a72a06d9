package org.doanket.campaign.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.doanket.campaign.Subtree;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/** What everybody may know of recognised models, the newest first. On the worker's login, for those who ask have no scope. */
@ApplicationScoped
@Unscoped("published to everybody; what of it is, the view catalogue_model says")
public class CatalogueQueries {

    private static final Set<String> LABELS = Set.of("vi", "en", "zh");
    /** The label's language comes from a fixed set. What is taken out of a title is taken out of the titles of outputs too. */
    private static final String SELECT = """
            SELECT c.*, u.code AS unit_code, u.name AS unit_name, b.name AS by_name, f.label_%1$s AS field_label, l.label_%1$s AS level_label,
                   (SELECT o.id FROM catalogue_model o WHERE o.id = c.origin_id) AS origin,
                   (SELECT count(*) FROM good_practice_model k WHERE k.origin_id = c.id AND k.state NOT IN ('draft', 'returned', 'withdrawn')) AS copies,
                   (SELECT jsonb_agg(jsonb_build_object('title', CASE WHEN c.hidden = '' THEN o.title ELSE replace(o.title, c.hidden, '…') END,
                           'quantity', trim_scale(o.quantity), 'measure', o.measure) ORDER BY o.position) FROM model_output o WHERE o.model_id = c.id) AS brought
              FROM catalogue_model c JOIN unit_ref u ON u.id = c.unit_id JOIN unit_ref b ON b.id = c.by_unit_id
              JOIN model_field f ON f.jurisdiction = c.jurisdiction AND f.code = c.field
              JOIN recognition_level l ON l.jurisdiction = c.jurisdiction AND l.code = c.level WHERE true""";

    /** Takes one model, to write it somewhere. */
    interface Taker {
        void take(CatalogueView model) throws IOException;
    }

    private final AgroalDataSource worker;
    private final UnitTree tree;
    private final ObjectMapper json;

    CatalogueQueries(@DataSource("worker") AgroalDataSource worker, UnitTree tree, ObjectMapper json) {
        this.worker = worker;
        this.tree = tree;
        this.json = json;
    }

    public Page<CatalogueView> list(CatalogueFilter filter, PageRequest page, Locale language) {
        Cursor after = page.after(1);
        return Page.cut(narrowed(filter, language).given(after == null ? null : after.uuid(0), "AND c.id < ?").add("ORDER BY c.id DESC LIMIT ?", page.limit + 1)
                .list(worker, row -> view(row).inShort()), page.limit, row -> Cursor.of(row.id()));
    }

    /** All of them, one by one as they come. @throws Problem 404 for a unit that is not there, before the first of them */
    void each(CatalogueFilter filter, Locale language, Taker to) throws IOException {
        try (Connection connection = worker.getConnection()) {
            // The driver holds all rows at once unless it is within a transaction.
            connection.setAutoCommit(false);
            try {
                narrowed(filter, language).add("ORDER BY c.id").stream(connection, row -> to.take(view(row).inShort()));
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new IOException(failure);
        }
    }

    /** @throws Problem 404 where a unit is asked for that is not there */
    void require(CatalogueFilter filter) {
        Subtree.of(tree, UnitScope.ROOT, filter);
    }

    public CatalogueView one(UUID id, Locale language) {
        return select(language).add("AND c.id = ?", id).first(worker, this::view).orElseThrow(() -> Problem.notFound("model"));
    }

    private Sql narrowed(CatalogueFilter filter, Locale language) {
        return filter.narrow(select(language), Subtree.of(tree, UnitScope.ROOT, filter));
    }

    private static Sql select(Locale language) {
        return Sql.of(SELECT.formatted(LABELS.contains(language.getLanguage()) ? language.getLanguage() : "vi"));
    }

    private CatalogueView view(ResultSet row) throws SQLException {
        CatalogueView.Spot place = new CatalogueView.Spot(row.getString("place_code"), row.getString("place"), row.getObject("latitude", Double.class),
                row.getObject("longitude", Double.class));
        return new CatalogueView(row.getObject("id", UUID.class), row.getString("name"), row.getString("subject_kind"), row.getString("field"),
                row.getString("field_label"), row.getString("jurisdiction"), row.getInt("year"), row.getString("state"),
                new CatalogueView.Level(row.getString("level"), row.getString("level_label"), row.getObject("decided_on", LocalDate.class),
                        row.getString("by_name")),
                new CatalogueView.Unit(row.getObject("unit_id", UUID.class), row.getString("unit_code"), row.getString("unit_name")), row.getString("holder"),
                place.equals(new CatalogueView.Spot(null, null, null, null)) ? null : place, row.getString("goals"), row.getString("content"),
                outputs(row.getString("brought")), row.getString("results"), row.getObject("origin", UUID.class), row.getInt("copies"));
    }

    private List<CatalogueView.Output> outputs(String rows) {
        try {
            return rows == null ? List.of() : List.of(json.readValue(rows, CatalogueView.Output[].class));
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException(notOurs);
        }
    }
}
