package org.doanket.campaign.model;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleSetting;
import org.doanket.platform.sql.Sql;

/**
 * Sets from which day on which step leads a model from where to where, and what it needs. The steps and states themselves are what the service can do, and
 * so is that nothing leads out of a state in which a model is over.
 */
@ApplicationScoped
@Transactional
public class ModelTransitionService {

    private static final String CHANGED = "model-changed";
    private static final String STOPPED = "model-stopped";

    private final AgroalDataSource dataSource;
    private final DatedRules dated;

    ModelTransitionService(AgroalDataSource dataSource, DatedRules dated) {
        this.dataSource = dataSource;
        this.dated = dated;
    }

    /** @throws Problem 403 not at the top of that jurisdiction; 409 one begins that day; 422 no such step or state, or a day not to come */
    public ModelTransition set(ModelCommand.SetTransition command) {
        List<Named> known = Sql.of("SELECT DISTINCT name, from_state, to_state, fact FROM model_transition WHERE jurisdiction = ?", command.source().jurisdiction())
                .list(dataSource, row -> new Named(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
        TreeSet<String> left = new TreeSet<>();
        known.forEach(each -> left.add(each.from()));
        TreeSet<String> states = new TreeSet<>(left);
        known.forEach(each -> states.add(each.to()));
        Map<String, String> facts = new TreeMap<>();
        known.forEach(each -> facts.put(each.step(), left.contains(each.to()) ? each.fact() : facts.getOrDefault(each.step(), CHANGED)));
        RuleSetting<ModelTransition> setting = dated.setting(ModelTransition.TABLE, command.source()).with("name", command.step())
                .with("from_state", command.from()).with("to_state", command.to()).with("allowed", command.allowed())
                .with("roles", command.roles().toArray(String[]::new)).with("judged_above", command.judgedAbove())
                .with("inputs", command.inputs().toArray(String[]::new)).with("boxes", command.boxes().toArray(String[]::new))
                .with("fact", left.contains(command.to()) ? facts.get(command.step()) : STOPPED);
        return setting.refuse(oneOf("/step", command.step(), facts.keySet())).refuse(oneOf("/from", command.from(), left))
                .refuse(oneOf("/to", command.to(), states)).set();
    }

    private record Named(String step, String from, String to, String fact) {
    }

    private static List<Fault> oneOf(String pointer, String given, Set<String> allowed) {
        return allowed.contains(given) ? List.of() : List.of(Fault.at(pointer, "not-one-of", Map.of("allowed", String.join(", ", allowed))));
    }
}
