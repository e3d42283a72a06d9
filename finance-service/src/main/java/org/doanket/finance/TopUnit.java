package org.doanket.finance;

import jakarta.enterprise.context.ApplicationScoped;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Caller;

/** Rules that hold for all units are set at the top of the tree only. */
@ApplicationScoped
public class TopUnit {

    private final Caller caller;

    TopUnit(Caller caller) {
        this.caller = caller;
    }

    /** @throws Problem 403 for a caller whose role is held further down */
    public void require() {
        if (!caller.scope().isTop()) {
            throw Problem.forbidden("root-only");
        }
    }
}
