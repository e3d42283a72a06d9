package org.doanket.finance.pledge;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.doanket.finance.ProposedAct;

/** Money of a giver that leaves again, once a second person has agreed. */
@ApplicationScoped
class ContributionReversal implements ProposedAct {

    static final String ACT = "contribution-reversal";

    private final ContributionService service;

    ContributionReversal(ContributionService service) {
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
