package org.doanket.campaign.attachment;

import org.doanket.platform.error.Problem;

/** The refusals of this feature. */
final class AttachmentProblems {

    private AttachmentProblems() {
    }

    static Problem unreadable() {
        return new Problem(415, "attachment-of-unknown-type");
    }

    static Problem tooMany(int most) {
        return Problem.conflict("too-many-attachments", most);
    }
}
