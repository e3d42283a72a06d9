package org.doanket.finance.fund;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.doanket.finance.ProposedAct;

/** An employer's money that leaves cash or bank again, once a second person has agreed. */
@ApplicationScoped
class FundReceiptReversal implements ProposedAct {

    static final String ACT = "fund-receipt-reversal";

    private final FundReceiptService service;

    FundReceiptReversal(FundReceiptService service) {
        this.service = service;
    }

    @Override
    public String act() {
        return ACT;
    }

    @Override
    public UUID carryOut(UUID subject, String why) {
        return service.entryOf(service.reverse(subject, new FundCommand.Revoke(why)));
    }
}
