package org.doanket.finance.payment;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.sql.Sql;

/** Numbers that the matching and the webhook go by. They hold for all units, so only the root of the tree sets them; none is taken away. */
@ApplicationScoped
public class PaymentRuleService {

    private final AgroalDataSource dataSource;
    private final DatedRules rules;
    private final AuditTrail audit;

    PaymentRuleService(AgroalDataSource dataSource, DatedRules rules, AuditTrail audit) {
        this.dataSource = dataSource;
        this.rules = rules;
        this.audit = audit;
    }

    @Transactional
    public List<PaymentRuleView> rules() {
        return Sql.of("SELECT * FROM payment_rule ORDER BY name, valid_from").list(dataSource,
                row -> new PaymentRuleView(row.getString("name"),
                row.getObject("valid_from", LocalDate.class), row.getInt("value"), row.getString("citation"), row.getBoolean("verified")));
    }

    @Transactional
    public PaymentRuleView set(PaymentRuleCommand rule) {
        rules.requireTop();
        Sql.of("INSERT INTO payment_rule (name, valid_from, value, citation, verified) VALUES (?, ?, ?, ?, ?)", rule.name(),
                rule.validFrom(), rule.value(),
                rule.citation(), rule.verified()).run(dataSource);
        audit.record("payment-rule-set", "rule", rule.name() + " " + rule.validFrom(), null, null);
        return new PaymentRuleView(rule.name(), rule.validFrom(), rule.value(), rule.citation(), rule.verified());
    }
}
