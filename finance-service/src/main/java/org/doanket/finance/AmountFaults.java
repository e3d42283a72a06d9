package org.doanket.finance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.money.Money;

/** Gathers what is wrong with the amounts of a request, so that all of it is named at once. */
public final class AmountFaults {

    /** More than any union moves, and far below where sums of many would no longer fit. Minor units. */
    public static final long MOST = 1_000_000_000_000L;

    private final List<Fault> faults = new ArrayList<>();

    /** Above zero, not absurd, and in the currency of the books. Nothing is no fault: whether it is required, the field says. */
    public AmountFaults positive(String pointer, Money money, String currency) {
        return atLeast(1, pointer, money, currency);
    }

    public AmountFaults notNegative(String pointer, Money money, String currency) {
        return atLeast(0, pointer, money, currency);
    }

    public AmountFaults add(boolean isFault, String pointer, String code) {
        if (isFault) {
            faults.add(Fault.at(pointer, code));
        }
        return this;
    }

    /** @throws Problem 422 with all of them */
    public void raise() {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    private AmountFaults atLeast(long least, String pointer, Money money, String currency) {
        if (money == null) {
            return this;
        }
        if (!money.currency().equals(currency)) {
            faults.add(Fault.at(pointer + "/currency", "other-currency", Map.of("currency", currency)));
        }
        if (money.amount() < least) {
            faults.add(Fault.at(pointer + "/amount", least == 0 ? "positive-or-zero" : "positive"));
        } else if (money.amount() > MOST) {
            faults.add(Fault.at(pointer + "/amount", "max", Map.of("value", MOST)));
        }
        return this;
    }
}
