package org.doanket.finance.payment;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Numbers that the matching and the webhook go by. They hold for all units, so only the root of the tree sets them; none is taken away. */
@ApplicationScoped
public class PaymentRuleService {

    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;

    PaymentRuleService(AgroalDataSource dataSource, UnitTree tree, Caller caller, AuditTrail audit) {
        this.dataSource = dataSource;
        this.tree = tree;
        this.caller = caller;
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
        boolean isTop = caller.unit() == null || tree.find(caller.unit()).map(UnitRef::parentId).isEmpty();
        if (!isTop) {
            throw Problem.forbidden("root-only");
        }
        Sql.of("INSERT INTO payment_rule (name, valid_from, value, citation, verified) VALUES (?, ?, ?, ?, ?)", rule.name(),
                rule.validFrom(), rule.value(),
                rule.citation(), rule.verified()).run(dataSource);
        audit.record("payment-rule-set", "rule", rule.name() + " " + rule.validFrom(), null, null);
        return new PaymentRuleView(rule.name(), rule.validFrom(), rule.value(), rule.citation(), rule.verified());
    }
}
