package org.doanket.finance.rule;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** An amount that rules refer to, such as the base salary or a region's minimum wage. */
@Entity
@Table(name = "parameter")
class Parameter extends DatedRow {

    private String name;
    private String region;
    private long amount;
    private String currency;

    Parameter() {
    }

    Parameter(UUID id, RuleCommand.SetParameter set) {
        super(id, set.source());
        name = set.name();
        region = set.region() == null ? "" : set.region();
        amount = set.amount().amount();
        currency = set.amount().currency();
    }
}
