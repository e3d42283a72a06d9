package org.doanket.servicemap.rule;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleFilter;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
@Unscoped("rules are the same for every unit")
public class MapRuleQueries {

    private final AgroalDataSource dataSource;
    private final DatedRules rules;

    MapRuleQueries(AgroalDataSource dataSource, DatedRules rules) {
        this.dataSource = dataSource;
        this.rules = rules;
    }

    /** Few of each rule: one for each change of it. */
    List<MapRuleView> all(RuleFilter filter) {
        PageRequest whole = new PageRequest();
        whole.limit = 200;
        return Stream.of(MapRule.values()).flatMap(rule -> rules.page(rule.table(), filter, whole).items().stream()).toList();
    }

    /** @throws Problem 404 no such row */
    public MapRuleView one(UUID id) {
        return rules.one(rule(id).table(), id);
    }

    /** Of which rule a row is. @throws Problem 404 of none */
    MapRule rule(UUID id) {
        return Stream.of(MapRule.values()).filter(rule -> Sql.of("SELECT FROM " + rule.table().name() + " WHERE id = ?", id)
                .first(dataSource, row -> true).isPresent()).findFirst().orElseThrow(() -> Problem.notFound("map-rule"));
    }
}
