package org.doanket.membership;

import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Caller;

/** The member that a token is of: what is his own he reaches by that id alone, whatever unit the token names besides. */
public final class Own {

    private Own() {
    }

    /** @throws Problem 403 when the token names no member */
    public static UUID member(Caller caller) {
        UUID member = caller.member();
        if (member == null) {
            throw Problem.forbidden("token-names-no-member");
        }
        return member;
    }
}
