package org.doanket.servicemap.ride;

import java.util.Map;
import org.doanket.platform.error.Problem;

/** How a ride desk refuses. */
final class RideProblems {

    private RideProblems() {
    }

    static Problem noFare() {
        return Problem.conflict("ride-fare-missing");
    }

    static Problem aboveTable(long most, String currency) {
        return new Problem(422, "ride-price-above-table").with("atMost", Map.of("amount", most, "currency", currency));
    }

    static Problem isNow(String state) {
        return Problem.conflict("ride-is-" + state);
    }

    static Problem notYours() {
        return Problem.forbidden("ride-of-another");
    }

    static Problem offerOver() {
        return Problem.conflict("ride-offer-over");
    }

    static Problem tooFar() {
        return new Problem(422, "ride-too-far");
    }
}
