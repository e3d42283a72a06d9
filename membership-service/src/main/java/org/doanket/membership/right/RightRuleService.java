package org.doanket.membership.right;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.rule.RuleCommand;
import org.doanket.membership.rule.RuleService;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Sets rights for days to come, and takes back what has not begun; as other rules, at the top of the tree only. */
@ApplicationScoped
@Transactional
public class RightRuleService {

    private final AgroalDataSource dataSource;
    private final RightsQueries queries;
    private final RuleService rules;
    private final AuditTrail audit;
    private final Clock clock;

    RightRuleService(AgroalDataSource dataSource, RightsQueries queries, RuleService rules, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
    }

    public UUID set(RightCommand.Set command, UnitScope scope) {
        RuleCommand.Source source = command.source();
        rules.requireTop(source.jurisdiction(), scope);
        List<Fault> faults = new ArrayList<>(rules.faults(source));
        if (!queries.knows(command.right())) {
            faults.add(Fault.at("/right", "unknown-right"));
        }
        boolean isOfAny = command.ground().equals("any");
        if (isOfAny ? command.subject() != null : command.subject() == null || !queries.knows(command.ground(), command.subject())) {
            faults.add(Fault.at("/subject", "no-such-subject"));
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        String subject = isOfAny ? "" : command.subject();
        if (queries.begins(source, command.right(), command.ground(), subject)) {
            throw Problem.conflict("rule-begin-taken", source.validFrom());
        }
        UUID id = Ids.next();
        Sql.of("INSERT INTO right_rule (id, jurisdiction, right_code, ground, subject, valid_from, is_held, citation, verified) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", id, source.jurisdiction(), command.right(), command.ground(), subject, source.validFrom(),
                command.held(), source.citation(), source.verified()).run(dataSource);
        audit.record("right-rule-set", "rule", id, null, null);
        return id;
    }

    public void cancel(UUID id, RuleCommand.Cancel command, UnitScope scope) {
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?::text, 3))", id).run(dataSource);
        RightsView.Rule rule = queries.rule(id);
        rules.requireTop(rule.jurisdiction(), scope);
        if (rule.cancelledAt() != null) {
            throw Problem.conflict("rule-cancelled-already");
        }
        if (rules.hasBegun(rule.jurisdiction(), rule.validFrom())) {
            throw Problem.conflict("rule-begun-already", rule.validFrom());
        }
        Sql.of("UPDATE right_rule SET cancelled_at = ?, cancelled_why = ? WHERE id = ?", clock.instant(), command.why(), id).run(dataSource);
        audit.record("right-rule-cancelled", "rule", id, null, null);
    }
}
