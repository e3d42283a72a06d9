package org.doanket.campaign.criteria;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** Criteria sets: whoever is scored may read by what. */
@ApplicationScoped
@Transactional
@Unscoped("rules are public")
public class CriteriaQueries {

    private static final TypeReference<List<CriteriaCommand.Step>> SCALE = new TypeReference<>() {
    };

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;

    CriteriaQueries(AgroalDataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    public Optional<CriteriaView> find(UUID id) {
        return Sql.of("SELECT * FROM criteria_set WHERE id = ?", id).first(dataSource, row -> view(row, groups(id), bands(id)));
    }

    public CriteriaView one(UUID id) {
        return find(id).orElseThrow(() -> Problem.notFound("criteria-set"));
    }

    /** @param newest only the last version of each */
    public Page<CriteriaView> list(UUID unit, String subjectKind, String level, Integer year, boolean newest, PageRequest page) {
        Cursor after = page.after(1);
        Sql select = Sql.of("SELECT s.* FROM criteria_set s WHERE true").given(unit, "AND s.unit_id = ?").given(subjectKind, "AND s.subject_kind = ?")
                .given(level, "AND s.level = ?").given(year, "AND s.year = ?").given(after == null ? null : after.uuid(0), "AND s.id < ?");
        if (newest) {
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
