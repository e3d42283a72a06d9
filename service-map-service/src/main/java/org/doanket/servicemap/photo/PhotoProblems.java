package org.doanket.servicemap.photo;

import org.doanket.platform.error.Problem;

/** How a picture is refused. */
final class PhotoProblems {

    private PhotoProblems() {
    }

    static Problem unreadable() {
        return new Problem(422, "photo-unreadable");
    }

    static Problem tooLarge(int width, int height, int megapixels) {
        return new Problem(422, "photo-too-large", width, height, megapixels);
    }

    static Problem tooMany(int most) {
        return Problem.conflict("photos-too-many", most);
    }
}
