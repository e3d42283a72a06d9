package org.doanket.membership.consent;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.sql.Sql;

/** Sets wordings of consents for days to come; they are the same in all jurisdictions, so above all of them. */
@ApplicationScoped
@Transactional
public class ConsentWordingService {

    private final AgroalDataSource dataSource;
    private final ConsentQueries queries;
    private final DatedRules rules;
    private final AuditTrail audit;

    ConsentWordingService(AgroalDataSource dataSource, ConsentQueries queries, DatedRules rules, AuditTrail audit) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.rules = rules;
        this.audit = audit;
    }

    public ConsentView.Version set(ConsentCommand.SetWording command) {
        rules.requireTop();
        if (queries.textVersion(command.purpose()).isEmpty()) {
            throw ConsentProblems.unknownPurpose();
        }
        Problem.refuse(rules.faults(command.validFrom(), null, "/validFrom"));
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
        return rules.one(ConsentView.Version.TABLE, id);
    }
}
