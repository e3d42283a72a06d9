package org.doanket.finance.rule;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** Whether those whose membership is in a state owe dues. */
@Entity
@Table(name = "owing_rule")
class OwingRule extends DatedRow {

    private String status;
    private boolean owes;

    OwingRule() {
    }

    OwingRule(UUID id, RuleCommand.SetOwing set) {
        super(id, set.source());
        status = set.status();
        owes = set.owes();
    }
}
