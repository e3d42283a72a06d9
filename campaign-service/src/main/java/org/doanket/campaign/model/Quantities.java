package org.doanket.campaign.model;

import java.math.BigDecimal;

/** The database keeps four places after the point; people wrote 12, so 12 is shown. */
final class Quantities {

    private Quantities() {
    }

    static BigDecimal plain(BigDecimal value) {
        BigDecimal bare = value.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }
}
