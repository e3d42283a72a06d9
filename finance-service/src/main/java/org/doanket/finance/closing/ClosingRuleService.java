package org.doanket.finance.closing;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import org.doanket.finance.DatedRules;
import org.doanket.finance.TopUnit;
import org.doanket.finance.closing.ClosingView.DatedRule;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.sql.Sql;

/** Sets the rules by which closings go from a day on, and takes back those that have not begun. What they say is told with each closing. */
@ApplicationScoped
@Transactional
public class ClosingRuleService {

    private final AgroalDataSource dataSource;
    private final ClosingRuleQueries queries;
    private final TopUnit top;
    private final AuditTrail audit;
    private final Clock clock;

    ClosingRuleService(AgroalDataSource dataSource, ClosingRuleQueries queries, TopUnit top, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.top = top;
        this.audit = audit;
        this.clock = clock;
    }

    public UUID set(ClosingRuleCommand.SetRule command) {
        top.require();
        UUID id = Ids.next();
        DatedRules.requireNew(Sql.of("INSERT INTO closing_rule (id, code, valid_from, text_vi, text_en, text_zh, citation, verified) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (code, valid_from) WHERE cancelled_at IS NULL DO NOTHING", id, command.code(),
                command.validFrom(), command.text().vi(), command.text().en(), command.text().zh(), command.citation(), command.verified())
                .run(dataSource));
        audit.record("closing-rule-set", "rule", id, null, command.code());
        return id;
    }

    /** The rules are those of all jurisdictions: one has begun where a day begins first. */
    public DatedRule cancel(UUID id, ClosingRuleCommand.CancelRule command) {
        top.require();
        DatedRule rule = queries.rule(id).orElseThrow(() -> Problem.notFound("closing-rule"));
        DatedRules.requireToCome(rule.validFrom(), rule.cancelledAt(), clock);
        Sql.of("UPDATE closing_rule SET cancelled_at = ?, cancelled_why = ? WHERE id = ?", clock.instant(), command.why(), id).run(dataSource);
        audit.record("closing-rule-cancelled", "rule", id, null, command.why());
        return queries.rule(id).orElseThrow();
    }
}
