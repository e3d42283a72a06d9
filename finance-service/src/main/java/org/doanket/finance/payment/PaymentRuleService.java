package org.doanket.finance.payment;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.doanket.platform.error.Problem;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/** Numbers that the matching and the webhook go by. They hold for all units, so only the root of the tree sets them; none is taken away. */
@ApplicationScoped
public class PaymentRuleService {

    private final AgroalDataSource dataSource;
    private final DatedRules rules;
    private final AuditTrail audit;
    private final Clock clock;

    PaymentRuleService(AgroalDataSource dataSource, DatedRules rules, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public List<PaymentRuleView> rules() {
        return Sql.of("SELECT * FROM payment_rule ORDER BY name, valid_from").list(dataSource, PaymentRuleService::read);
    }

    /** @param asOf null: today. @throws Problem 404 none of that name has begun by then */
    @Transactional
    public PaymentRuleView rule(String name, LocalDate asOf) {
        return Sql.of("SELECT * FROM payment_rule WHERE name = ? AND valid_from <= ? ORDER BY valid_from DESC LIMIT 1", name, asOf == null ? Zones.today(clock) : asOf)
                .first(dataSource, PaymentRuleService::read).orElseThrow(() -> Problem.notFound("payment-rule"));
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

    private static PaymentRuleView read(ResultSet row) throws SQLException {
        return new PaymentRuleView(row.getString("name"), row.getObject("valid_from", LocalDate.class), row.getInt("value"), row.getString("citation"),
                row.getBoolean("verified"));
    }
}
