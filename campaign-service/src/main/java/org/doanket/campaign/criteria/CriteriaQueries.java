package org.doanket.campaign.criteria;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.doanket.campaign.ListFilter;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/** Criteria sets: whoever is scored may read by what, so those of a jurisdiction, of units above and of his own. */
@ApplicationScoped
@Transactional
public class CriteriaQueries {

    private static final TypeReference<List<CriteriaCommand.Step>> SCALE = new TypeReference<>() {
    };

    private static final String VISIBLE = "AND (s.unit_id IS NULL OR EXISTS (SELECT FROM unit_ref o WHERE o.id = s.unit_id "
            + "AND (o.path >= ? AND o.path < ? OR starts_with(?, o.path))))";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final ObjectMapper json;

    CriteriaQueries(AgroalDataSource dataSource, UnitTree tree, ObjectMapper json) {
        this.dataSource = dataSource;
        this.tree = tree;
        this.json = json;
    }

    /** What criteria sets are narrowed by. */
    public static class Filter extends ListFilter {

        @QueryParam("subjectKind")
        @Pattern(regexp = "unit|model-collective|model-individual")
        public String subjectKind;

        @QueryParam("level")
        @Size(max = 60)
        public String level;

        /** Only the last version of each. */
        @QueryParam("newest")
        @DefaultValue("false")
        public boolean newest;
    }

    @Unscoped("what was scored by a set stays so, whoever may read it now")
    public Optional<CriteriaView> find(UUID id) {
        return Sql.of("SELECT * FROM criteria_set WHERE id = ?", id).first(dataSource, row -> view(row, groups(id), bands(id)));
    }

    @Unscoped("what was scored by a set stays so, whoever may read it now")
    public CriteriaView one(UUID id) {
        return find(id).orElseThrow(() -> Problem.notFound("criteria-set"));
    }

    public CriteriaView one(UnitScope scope, UUID id) {
        return Sql.of("SELECT s.* FROM criteria_set s WHERE s.id = ?", id).add(VISIBLE, scope.from(), scope.to(), scope.path())
                .first(dataSource, row -> view(row, groups(id), bands(id))).orElseThrow(() -> Problem.notFound("criteria-set"));
    }

    public Page<CriteriaView> list(UnitScope scope, Filter filter, PageRequest page) {
        Cursor after = page.after(1);
        Sql select = Sql.of("SELECT s.* FROM criteria_set s WHERE true").add(VISIBLE, scope.from(), scope.to(), scope.path())
                .given(filter.subjectKind, "AND s.subject_kind = ?").given(filter.level, "AND s.level = ?").given(filter.year, "AND s.year = ?")
                .given(filter.words(), "AND doanket.search_form(s.name || ' ' || s.citation) LIKE ?")
                .given(after == null ? null : after.uuid(0), "AND s.id < ?");
        if ("subtree".equals(filter.scope) && filter.unit != null) {
            select.add("AND s.unit_id IN (SELECT b.id FROM unit_ref b WHERE starts_with(b.path, ?))", tree.require(filter.unit, scope).path());
        } else {
            select.given(filter.unit, "AND s.unit_id = ?");
        }
        if (filter.newest) {
            select.add("AND NOT EXISTS (SELECT FROM criteria_set n WHERE (n.jurisdiction, n.subject_kind, n.year) = (s.jurisdiction, s.subject_kind, s.year) "
                    + "AND n.unit_id IS NOT DISTINCT FROM s.unit_id AND n.level IS NOT DISTINCT FROM s.level AND n.version > s.version)");
        }
        return Page.cut(select.add("ORDER BY s.id DESC LIMIT ?", page.limit + 1).list(dataSource, row -> view(row, null, null)), page.limit,
                row -> Cursor.of(row.id()));
    }

    private List<CriteriaCommand.Group> groups(UUID id) {
        Map<String, List<CriteriaCommand.Criterion>> groups = new LinkedHashMap<>();
        Sql.of("SELECT * FROM criterion WHERE set_id = ? ORDER BY position", id).list(dataSource, row ->
                groups.computeIfAbsent(row.getString("group_title"), any -> new ArrayList<>()).add(criterion(row)));
        return groups.entrySet().stream().map(group -> new CriteriaCommand.Group(group.getKey(), group.getValue())).toList();
    }

    private List<CriteriaCommand.Band> bands(UUID id) {
        return Sql.of("SELECT * FROM criteria_band WHERE set_id = ? ORDER BY from_points DESC", id).list(dataSource, row ->
                new CriteriaCommand.Band(row.getString("code"), row.getString("label"), plain(row.getBigDecimal("from_points"))));
    }

    private CriteriaCommand.Criterion criterion(ResultSet row) throws SQLException {
        String of = row.getString("numerator");
        return new CriteriaCommand.Criterion(row.getString("code"), row.getString("title"), row.getString("measure"), plain(row.getBigDecimal("points")),
                row.getBoolean("evidence"), row.getString("how"), scale(row.getString("scale")),
                of == null ? null : new CriteriaCommand.Fact(of, row.getString("denominator"), row.getString("currency")));
    }

    private List<CriteriaCommand.Step> scale(String text) {
        try {
            return json.readValue(text, SCALE);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private static CriteriaView view(ResultSet row, List<CriteriaCommand.Group> groups, List<CriteriaCommand.Band> bands) throws SQLException {
        return new CriteriaView(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getObject("unit_id", UUID.class),
                row.getString("subject_kind"), row.getString("level"), row.getInt("year"), row.getInt("version"), row.getString("name"),
                plain(row.getBigDecimal("total")), row.getString("citation"), row.getBoolean("verified"), groups, bands);
    }

    static BigDecimal plain(BigDecimal value) {
        BigDecimal bare = value.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }
}
