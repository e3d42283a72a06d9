package org.doanket.finance.closing;

import java.util.Locale;

/** The steps of a closing, in their order; each is one transaction. */
enum ClosingStep {
    FREEZE, STATEMENT, HAND_OVER, HEIRS, SHARES, TRANSFER;

    short no() {
        return (short) (ordinal() + 1);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
