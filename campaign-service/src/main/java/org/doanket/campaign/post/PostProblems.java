package org.doanket.campaign.post;

import org.doanket.platform.error.Problem;

final class PostProblems {

    private PostProblems() {
    }

    static Problem notFrom(String state) {
        return Problem.conflict("post-not-from", state);
    }

    static Problem ownPost() {
        return Problem.conflict("post-own-approval");
    }

    static Problem channelThere(String name) {
        return Problem.conflict("post-channel-there", name);
    }

    static Problem notOnChannel() {
        return new Problem(422, "post-not-on-channel");
    }

    static Problem withoutHeading() {
        return new Problem(422, "reach-without-heading");
    }
}
