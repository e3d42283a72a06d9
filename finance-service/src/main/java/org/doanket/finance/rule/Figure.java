package org.doanket.finance.rule;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** A rule that is a bare number: a multiple, a part, a month or a day of the calendar. Read by {@code figure_on}. */
@Entity
@Table(name = "figure")
class Figure extends DatedRow {

    private String name;
    private long num;
    private long den;

    Figure() {
    }

    Figure(UUID id, RuleCommand.SetFigure set) {
        super(id, set.source());
        name = set.name();
        num = set.value().numerator();
        den = set.value().denominator();
    }
}
