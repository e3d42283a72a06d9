package org.doanket.servicemap.point;

import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.error.Problem;

/** How a service point refuses. */
final class ServicePointProblems {

    private ServicePointProblems() {
    }

    static Problem isAlready(PointState state) {
        return Problem.conflict("point-already-" + state.code());
    }

    static Problem isNotOpen(PointState state) {
        return state == PointState.CLOSED ? isAlready(state) : Problem.conflict("point-still-planned");
    }

    static Problem notYet(LocalDate on) {
        return new Problem(422, "date-in-future", on);
    }

    static Problem beforeClosing(LocalDate on, LocalDate closedOn) {
        return new Problem(422, "opening-before-closing", on, closedOn);
    }

    static Problem beforeOpening(LocalDate on, LocalDate openedOn) {
        return new Problem(422, "closing-before-opening", on, openedOn);
    }

    static Problem siteShared() {
        return Problem.forbidden("site-shared");
    }

    static Problem notThatPlace() {
        return new Problem(422, "not-that-place");
    }

    static Problem wasMerged(UUID kept) {
        return Problem.conflict("point-was-merged", kept);
    }

    static Problem siteWasMerged(UUID kept) {
        return Problem.conflict("site-was-merged", kept);
    }

    static Problem unitEnded(LocalDate on) {
        return new Problem(422, "unit-has-ended", on);
    }

    static Problem outsideTerritory(int metres, int tolerance, String citation) {
        return Problem.rule("position-outside-territory", citation, metres, tolerance).with("metres", metres);
    }
}
