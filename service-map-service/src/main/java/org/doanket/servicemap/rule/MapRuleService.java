package org.doanket.servicemap.rule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.rule.RuleSetting;

/** Sets the numbers of the map from a day to come on. */
@ApplicationScoped
@Transactional
public class MapRuleService {

    private final MapRuleQueries queries;
    private final DatedRules rules;

    MapRuleService(MapRuleQueries queries, DatedRules rules) {
        this.queries = queries;
        this.rules = rules;
    }

    /** @throws Problem 403 not at the top; 409 one begins that day; 422 with every number that is missing, unknown or out of range, and for a day not to come */
    public MapRuleView set(MapRuleCommand asked) {
        MapRule rule = MapRule.of(asked.rule());
        RuleSetting<MapRuleView> setting = rules.setting(rule.table(), null, asked.validFrom(), asked.citation(), asked.verified())
                .require(rule.isAbout(asked.subject()), "/subject", "bad-value").refuse(faults(rule, asked.values()));
        if (rule.hasSubjects()) {
            setting.with("subject", asked.subject());
        }
        rule.numbers().forEach(number -> setting.with(number.column(), asked.values().get(number.name())));
        return setting.set();
    }

    public MapRuleView cancel(UUID id, RuleCancellation asked) {
        return rules.cancel(queries.rule(id).table(), id, asked);
    }

    private static List<Fault> faults(MapRule rule, Map<String, BigDecimal> values) {
        List<Fault> faults = new ArrayList<>();
        for (MapRule.Number number : rule.numbers()) {
            if (!number.takes(values.get(number.name()))) {
                faults.add(Fault.at("/values/" + number.name(), "bad-value"));
            }
        }
        if (rule == MapRule.PACE && faults.isEmpty() && values.get("mostKmh").compareTo(values.get("leastKmh")) < 0) {
            faults.add(Fault.at("/values/mostKmh", "bad-value"));
        }
        values.keySet().stream().filter(name -> rule.numbers().stream().noneMatch(number -> number.name().equals(name))).sorted()
                .forEach(name -> faults.add(Fault.at("/values", "unknown-code", Map.of("code", name))));
        return faults;
    }
}
