package org.doanket.campaign.criteria;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.campaign.plan.BindingQueries;
import org.doanket.campaign.plan.BindingView;
import org.doanket.platform.http.Language;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Lays down by what is scored. */
@ApplicationScoped
@Transactional
public class CriteriaService {

    private final AgroalDataSource dataSource;
    private final CriteriaQueries queries;
    private final BindingQueries bindings;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final ObjectMapper json;
    private final Clock clock;

    CriteriaService(AgroalDataSource dataSource, CriteriaQueries queries, BindingQueries bindings, UnitTree tree, Caller caller, AuditTrail audit,
            ObjectMapper json, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.bindings = bindings;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    public CriteriaView layDown(CriteriaCommand.LayDown command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        Set<String> known = bindings.list(Language.current()).stream().map(BindingView::code).collect(Collectors.toSet());
        Set<String> money = bindings.list(Language.current()).stream().filter(binding -> binding.measure().equals("money")).map(BindingView::code)
                .collect(Collectors.toSet());
        CriteriaProblems.check(command, known, money);
        UUID id = Ids.next();
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?, 1974))", unit.id().toString()).run(dataSource);
        Sql.of("INSERT INTO criteria_set (id, jurisdiction, unit_id, subject_kind, level, year, version, name, total, citation, verified, created_by, "
                + "created_at) SELECT ?, ?, ?, ?, ?, ?, coalesce(max(version), 0) + 1, ?, ?, ?, ?, ?, ? FROM criteria_set WHERE unit_id = ? "
                + "AND subject_kind = ? AND level IS NOT DISTINCT FROM ? AND year = ?", id, unit.jurisdiction(), unit.id(), command.subjectKind(),
                command.level(), command.year(), command.name(), command.total(), command.citation(), command.verified(), caller.subject(),
                clock.instant(), unit.id(), command.subjectKind(), command.level(), command.year()).run(dataSource);
        int position = 0;
        for (CriteriaCommand.Group group : command.groups()) {
            for (CriteriaCommand.Criterion each : group.criteria()) {
                insert(id, position++, group.title(), each);
            }
        }
        command.bands().forEach(band -> Sql.of("INSERT INTO criteria_band (set_id, code, label, from_points) VALUES (?, ?, ?, ?)", id, band.code(),
                band.label(), band.from()).run(dataSource));
        audit.record("criteria-set-laid-down", "criteria-set", id, unit.id(), command.citation());
        return queries.one(id);
    }

    private void insert(UUID set, int position, String group, CriteriaCommand.Criterion each) {
        CriteriaCommand.Fact fact = each.fact() == null ? new CriteriaCommand.Fact(null, null, null) : each.fact();
        Sql.of("INSERT INTO criterion (set_id, position, group_title, code, title, measure, points, evidence, how, scale, numerator, denominator, "
                + "currency) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)", set, position, group, each.code(), each.title(), each.measure(),
                each.points(), each.evidence(), each.how(), written(each), fact.of(), fact.per(), fact.currency()).run(dataSource);
    }

    private String written(CriteriaCommand.Criterion each) {
        try {
            return json.writeValueAsString(each.scale());
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
