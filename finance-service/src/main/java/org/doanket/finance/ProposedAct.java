package org.doanket.finance;

import java.util.UUID;

/**
 * What takes money out again, and is carried out once a second person has agreed to it. Each service that has such an act produces it.
 *
 * @param act its name, as it stands with the proposal
 */
public record ProposedAct(String act, Work work) {

    /** In the transaction of the approval, by whoever approves. */
    public interface Work {

        /** @return the entry that it made */
        UUID carryOut(UUID subject, String why);
    }
}
