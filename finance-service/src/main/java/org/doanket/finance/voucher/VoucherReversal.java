package org.doanket.finance.voucher;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.doanket.finance.ProposedAct;

/** Money that came in by a voucher and leaves again, once a second person has agreed. */
@ApplicationScoped
class VoucherReversal implements ProposedAct {

    static final String ACT = "voucher-reversal";

    private final VoucherService service;

    VoucherReversal(VoucherService service) {
        this.service = service;
    }

    @Override
    public String act() {
        return ACT;
    }

    @Override
    public UUID carryOut(UUID subject, String why) {
        return service.takeBack(subject, why);
    }
}
