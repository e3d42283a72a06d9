package org.doanket.servicemap.rule;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.sql.Sql;

/** Sets the numbers of the map from a day to come on. */
@ApplicationScoped
@Transactional
public class MapRuleService {

    private final AgroalDataSource dataSource;
    private final MapRuleQueries queries;
    private final DatedRuleService rules;

    MapRuleService(AgroalDataSource dataSource, MapRuleQueries queries, DatedRuleService rules) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.rules = rules;
    }

    /** @throws Problem 400 with every number that is missing, unknown or out of range; 403 not at the top; 409 one begins that day; 422 not to come */
    public MapRuleView set(MapRuleCommand asked) {
        rules.requireTop();
        MapRule rule = MapRule.of(asked.rule());
        requireNumbers(rule, asked.values());
        rules.requireToCome(asked.validFrom());
        Sql insert = Sql.of("INSERT INTO " + rule.table() + " (" + rule.numbers().stream().map(MapRule.Number::column).collect(Collectors.joining(", "))
                + ", valid_from, citation, verified) VALUES (");
        rule.numbers().forEach(number -> insert.add("?,", asked.values().get(number.name())));
        if (insert.add("?, ?, ?) ON CONFLICT DO NOTHING", asked.validFrom(), asked.citation(), asked.verified()).run(dataSource) == 0) {
            throw Problem.conflict("rule-exists", asked.validFrom());
        }
        rules.tell("rule-set", rule.code() + " " + asked.validFrom());
        return queries.one(rule, asked.validFrom()).orElseThrow();
    }

    /** @throws Problem 403 not at the top; 404 no such row; 409 it has begun */
    public void cancel(String code, LocalDate validFrom, TakeBackCommand asked) {
        rules.requireTop();
        MapRule rule = MapRule.of(code);
        if (rule == null) {
            throw Problem.notFound("rule");
        }
        rules.cancel(rule.table(), asked.why(), code + " " + validFrom, "valid_from = ?", validFrom);
    }

    private static void requireNumbers(MapRule rule, Map<String, BigDecimal> values) {
        List<Fault> faults = new ArrayList<>();
        for (MapRule.Number number : rule.numbers()) {
            if (!number.takes(values.get(number.name()))) {
                faults.add(Fault.at("/values/" + number.name(), "bad-value"));
            }
        }
        values.keySet().stream().filter(name -> rule.numbers().stream().noneMatch(number -> number.name().equals(name))).sorted()
                .forEach(name -> faults.add(Fault.at("/values", "unknown-code", Map.of("code", name))));
        if (!faults.isEmpty()) {
            throw Problem.malformed(faults);
        }
    }
}
