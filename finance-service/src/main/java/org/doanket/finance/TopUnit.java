package org.doanket.finance;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Caller;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Rules that hold for all units are set at the top of the tree only. */
@ApplicationScoped
public class TopUnit {

    private final UnitTree tree;
    private final Caller caller;

    TopUnit(UnitTree tree, Caller caller) {
        this.tree = tree;
        this.caller = caller;
    }

    /** @throws Problem 403 for a caller whose role is held further down */
    public void require() {
        UUID unit = caller.unit();
        if (unit != null && tree.find(unit).map(UnitRef::parentId).isPresent()) {
            throw Problem.forbidden("root-only");
        }
    }
}
