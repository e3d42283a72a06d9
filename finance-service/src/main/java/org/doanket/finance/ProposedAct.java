package org.doanket.finance;

import java.util.UUID;

/** What takes money out again, and is carried out once a second person has agreed to it. */
public interface ProposedAct {

    /** Its name, as it stands with the proposal. */
    String act();

    /** In the transaction of the approval, by whoever approves. @return the entry that it made */
    UUID carryOut(UUID subject, String why);
}
