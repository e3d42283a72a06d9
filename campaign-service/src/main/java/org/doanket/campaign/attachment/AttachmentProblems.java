package org.doanket.campaign.attachment;

import io.quarkus.logging.Log;
import org.doanket.platform.error.Problem;

/** The refusals of this feature. */
final class AttachmentProblems {

    private AttachmentProblems() {
    }

    static Problem unreadable() {
        return new Problem(415, "attachment-of-unknown-type");
    }

    /** The store does not answer, or takes nothing: later it may. @param why for who runs the installation */
    static Problem away(Exception why) {
        Log.errorf("store of attachments: %s", why);
        return new Problem(503, "busy");
    }

    static Problem tooMany(int most) {
        return Problem.conflict("too-many-attachments", most);
    }
}
