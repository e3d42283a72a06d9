package org.doanket.finance.dues;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.doanket.finance.AmountText;
import org.doanket.platform.http.Messages;
import org.doanket.platform.money.Money;
import org.doanket.platform.money.Ratio;

/** Says in words how a charge was worked out, by the figures that it was worked out from. */
final class ChargeExplanation {

    private final Locale language;
    private final ChargeFigures charge;
    private final List<String> steps = new ArrayList<>();

    private ChargeExplanation(Locale language, ChargeFigures charge) {
        this.language = language;
        this.charge = charge;
    }

    static ChargeView.Explanation of(Locale language, ChargeFigures charge) {
        ChargeExplanation explanation = new ChargeExplanation(language, charge);
        explanation.tell();
        return new ChargeView.Explanation(charge.rule(), charge.citation(), charge.unverified().isEmpty(), charge.unverified().isEmpty() ? null : charge.unverified(),
                explanation.steps);
    }

    private void tell() {
        if (charge.isWithdrawn()) {
            say("withdrawn");
        } else if (charge.method().equals("out-of-scope")) {
            say("out-of-scope", charge.citation());
        } else if (charge.exemption() != null) {
            say("exempt." + charge.exemption(), charge.exemptionCitation());
        } else if (charge.method().equals("fixed")) {
            fixed();
        } else {
            byRate();
        }
        charge.unverified().forEach(citation -> say("unverified", citation));
    }

    private void fixed() {
        say("fixed", text(charge.amount()));
        if (charge.resolution() != null) {
            say("resolution", charge.resolution());
        }
        if (charge.floorPart() != null && charge.floorParameter() != null) {
            say("floor", text(part(charge.floorPart(), charge.floorParameter())), percent(charge.floorPart()), text(charge.floorParameter()));
        }
    }

    private void byRate() {
        Money base = charge.base();
        say("base", Messages.text(language, "base." + charge.baseKind()), text(base));
        Money counted = new Money(base.amount() - base.amount() % charge.baseStep(), base.currency());
        if (counted.amount() != base.amount()) {
            say("base-step", text(new Money(charge.baseStep(), base.currency())), text(counted));
        }
        say("rate", percent(charge.rate()), text(part(charge.rate(), counted)));
        Money cap = null;
        if (charge.capPart() != null && charge.capParameter() != null) {
            cap = part(charge.capPart(), charge.capParameter());
            boolean binds = part(charge.rate(), counted).amount() > cap.amount();
            say(binds ? "cap-binds" : "cap", text(cap), percent(charge.capPart()), text(charge.capParameter()));
        }
        if (charge.ownRate() != null) {
            say("own-rate", percent(charge.ownRate()), charge.resolution(), text(charge.excess()));
        }
        say("result", text(charge.amount()));
        if (byFiguresOfNow(counted, cap) != charge.amount().amount()) {
            say("changed-since");
        }
    }

    /** A figure may be set as of an earlier day; what was charged before stands as it was until the next run. */
    private long byFiguresOfNow(Money counted, Money cap) {
        long most = cap == null ? Long.MAX_VALUE : cap.amount();
        long common = Math.min(most, part(charge.rate(), counted).amount());
        return charge.ownRate() == null ? common
                : Math.max(common, Math.min(charge.ownCapBinds() ? most : Long.MAX_VALUE, part(charge.ownRate(), counted).amount()));
    }

    private void say(String key, Object... args) {
        steps.add(Messages.text(language, "explain." + key, args));
    }

    private static Money part(Ratio ratio, Money of) {
        return new Money(ratio.halfUpOf(of.amount()), of.currency());
    }

    private String percent(Ratio ratio) {
        BigDecimal percent = BigDecimal.valueOf(ratio.numerator() * 100)
                .divide(BigDecimal.valueOf(ratio.denominator()), 4, RoundingMode.HALF_UP).stripTrailingZeros();
        NumberFormat format = NumberFormat.getNumberInstance(language);
        format.setMaximumFractionDigits(4);
        return format.format(percent) + " %";
    }

    private String text(Money money) {
        return AmountText.figures(money, language) + " " + money.currency();
    }
}
