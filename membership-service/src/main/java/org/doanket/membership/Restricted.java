package org.doanket.membership;

import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;

/** Files whose use a member has had restricted. Officers answer for the register and go on seeing them, marked; nobody else does. */
public final class Restricted {

    private Restricted() {
    }

    public static boolean isSeenBy(Caller caller) {
        return caller.is(Roles.FEDERATION_OFFICER) || caller.is(Roles.UNIT_OFFICER);
    }
}
