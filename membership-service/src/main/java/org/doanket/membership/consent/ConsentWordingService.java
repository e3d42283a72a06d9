package org.doanket.membership.consent;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
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
import org.doanket.platform.time.Zones;

/** Sets wordings of consents for days to come, and takes back what has not begun; as rules, at the top of a tree only. */
@ApplicationScoped
@Transactional
public class ConsentWordingService {

    private final AgroalDataSource dataSource;
    private final ConsentQueries queries;
    private final RuleService rules;
    private final AuditTrail audit;
    private final Clock clock;

    ConsentWordingService(AgroalDataSource dataSource, ConsentQueries queries, RuleService rules, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
    }

    public UUID set(ConsentCommand.SetWording command, UnitScope scope) {
        rules.requireTop(scope);
        if (queries.textVersion(command.purpose()).isEmpty()) {
            throw ConsentProblems.unknownPurpose();
        }
        if (!command.validFrom().isAfter(Zones.today(clock))) {
            throw Problem.invalid(List.of(Fault.at("/validFrom", "day-to-come")));
        }
        UUID id = Ids.next();
        // Two who set the same at once: one of the two indexes lets one of them through, and the other writes no row.
        int kept = Sql.of("INSERT INTO consent_wording (id, purpose, version, valid_from, name_vi, name_en, name_zh, text_vi, text_en, text_zh) "
                + "SELECT ?, ?, max(version) + 1, ?, ?, ?, ?, ?, ?, ? FROM consent_wording WHERE purpose = ? ON CONFLICT DO NOTHING", id, command.purpose(),
                command.validFrom(), command.vi().name(), command.en().name(), command.zh().name(), command.vi().text(), command.en().text(),
                command.zh().text(), command.purpose()).run(dataSource);
        if (kept == 0) {
            throw Problem.conflict("rule-begin-taken", command.validFrom());
        }
        audit.record("consent-wording-set", "rule", id, null, null);
        return id;
    }

    public void cancel(UUID id, RuleCommand.Cancel command, UnitScope scope) {
        rules.requireTop(scope);
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?::text, 3))", id).run(dataSource);
        ConsentView.Version wording = queries.version(id);
        if (wording.cancelledAt() != null) {
            throw Problem.conflict("rule-cancelled-already");
        }
        if (!wording.validFrom().isAfter(Zones.today(clock))) {
            throw Problem.conflict("rule-begun-already", wording.validFrom());
        }
        Sql.of("UPDATE consent_wording SET cancelled_at = ?, cancelled_why = ? WHERE id = ?", clock.instant(), command.why(), id).run(dataSource);
        audit.record("consent-wording-cancelled", "rule", id, null, null);
    }
}
