package org.doanket.finance.rule;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.doanket.platform.money.Ratio;

/** How dues of one kind are worked out; the machinery itself is the database function {@code dues_of}. */
@Entity
@Table(name = "dues_rule")
class DuesRule extends DatedRow {

    private String code;
    private String duesKind;
    private String category;
    private String method;
    private String baseKind;
    private long baseStep;
    private Long rateNum;
    private Long rateDen;
    private String capParameter;
    private Long capNum;
    private Long capDen;
    private String floorParameter;
    private Long floorNum;
    private Long floorDen;
    private boolean ownRate;

    DuesRule() {
    }

    DuesRule(UUID id, RuleCommand.SetDuesRule set) {
        super(id, set.source());
        code = set.code();
        duesKind = set.duesKind();
        category = set.category();
        method = set.method();
        baseKind = set.baseKind();
        baseStep = set.baseStep() == null ? 1 : set.baseStep();
        rateNum = numerator(set.rate());
        rateDen = denominator(set.rate());
        capParameter = set.cap() == null ? null : set.cap().parameter();
        capNum = set.cap() == null ? null : numerator(set.cap().part());
        capDen = set.cap() == null ? null : denominator(set.cap().part());
        floorParameter = set.floor() == null ? null : set.floor().parameter();
        floorNum = set.floor() == null ? null : numerator(set.floor().part());
        floorDen = set.floor() == null ? null : denominator(set.floor().part());
        ownRate = Boolean.TRUE.equals(set.ownRate());
    }

    private static Long numerator(Ratio ratio) {
        return ratio == null ? null : ratio.numerator();
    }

    private static Long denominator(Ratio ratio) {
        return ratio == null ? null : ratio.denominator();
    }
}
