package org.doanket.finance;

import java.util.Arrays;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Caller;

/**
 * Where money leaves, or what holds it is opened, two people act: who has made something does not approve it, and who has approved it does not
 * pay it out.
 */
public final class FourEyes {

    private FourEyes() {
    }

    /** @param before the subjects of the earlier steps; @throws Problem 409 if the caller is one of them */
    public static void require(Caller caller, String... before) {
        if (Arrays.asList(before).contains(caller.subject())) {
            throw Problem.conflict("same-person");
        }
    }

    /** What nobody has decided on yet is taken back by who made it. @throws Problem 409 if the caller is somebody else */
    public static void requireMaker(Caller caller, String maker) {
        if (!caller.subject().equals(maker)) {
            throw Problem.conflict("not-the-maker");
        }
    }
}
