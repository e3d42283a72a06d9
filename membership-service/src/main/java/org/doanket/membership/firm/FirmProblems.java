package org.doanket.membership.firm;

import java.time.LocalDate;
import org.doanket.platform.error.Problem;

final class FirmProblems {

    private FirmProblems() {
    }

    /** Frozen statistics stand on the lists of their cut-off. */
    static Problem counted(LocalDate cutOff) {
        return Problem.conflict("firm-list-counted", cutOff);
    }
}
