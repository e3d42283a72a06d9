package org.doanket.membership.rule;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** A figure that a rule names: a minimum, a deadline, a share. */
@Entity
@Table(name = "parameter")
class Parameter extends DatedRow {

    private String name;
    private String subject;
    private long numerator;
    private long denominator;
    private String unitOfMeasure;

    Parameter() {
        // for JPA
    }

    Parameter(UUID id, RuleCommand.SetParameter set) {
        super(id, set.source());
        name = set.name();
        subject = set.subject() == null ? "" : set.subject();
        numerator = set.fraction() == null ? set.value() : set.fraction().numerator();
        denominator = set.fraction() == null ? 1 : set.fraction().denominator();
        unitOfMeasure = set.unitOfMeasure();
    }
}
