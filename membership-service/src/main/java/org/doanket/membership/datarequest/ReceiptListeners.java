package org.doanket.membership.datarequest;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.doanket.platform.event.FactListener;

/** One for each topic of receipts. */
class ReceiptListeners {

    @Produces
    @Singleton
    FactListener campaigns() {
        return new ReceiptListener(ReceiptListener.CAMPAIGNS);
    }

    @Produces
    @Singleton
    FactListener finance() {
        return new ReceiptListener(ReceiptListener.FINANCE);
    }

    @Produces
    @Singleton
    FactListener map() {
        return new ReceiptListener(ReceiptListener.MAP);
    }
}
