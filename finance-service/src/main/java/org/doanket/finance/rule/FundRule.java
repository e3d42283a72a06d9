package org.doanket.finance.rule;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.money.Ratio;

/** A rule of the employers' fund; what its figures say depends on its kind, see the migration. Read by {@code fund_rule_on}. */
@Entity
@Table(name = "fund_rule")
class FundRule extends DatedRow {

    private String kind;
    private String employerGroup;
    private LocalDate validTo;
    private Long partNum;
    private Long partDen;
    private Long upToNum;
    private Long upToDen;
    private Integer months;
    private Integer days;
    private Long amount;

    FundRule() {
    }

    FundRule(UUID id, RuleCommand.SetFundRule set) {
        super(id, set.source());
        kind = set.kind();
        employerGroup = set.group() == null ? "" : set.group();
        validTo = set.validTo();
        partNum = numerator(set.part());
        partDen = denominator(set.part());
        upToNum = numerator(set.upTo());
        upToDen = denominator(set.upTo());
        months = set.months();
        days = set.days();
        amount = set.amount() == null ? null : set.amount().amount();
    }

    private static Long numerator(Ratio ratio) {
        return ratio == null ? null : ratio.numerator();
    }

    private static Long denominator(Ratio ratio) {
        return ratio == null ? null : ratio.denominator();
    }
}
