package org.doanket.finance.closing;

import org.doanket.platform.error.Problem;

final class ClosingProblems {

    private ClosingProblems() {
    }

    static Problem undoBlocked() {
        return Problem.conflict("closing-undo-blocked");
    }

    static Problem notWaitingForShares() {
        return Problem.conflict("closing-shares-settled");
    }

    static Problem notProposed() {
        return Problem.conflict("closing-shares-missing");
    }

    static Problem noHeir() {
        return new Problem(422, "closing-not-an-heir");
    }

    static Problem noParts() {
        return new Problem(422, "closing-parts-zero");
    }

    static Problem notByHand() {
        return new Problem(422, "closing-part-from-books");
    }

    static Problem handedOver() {
        return Problem.conflict("closing-undone");
    }

    static Problem withdrawnAlready() {
        return Problem.conflict("closing-item-withdrawn");
    }

    static Problem nothingToUndo() {
        return Problem.conflict("closing-not-blocked");
    }

    static Problem wrongCurrency(String currency) {
        return new Problem(422, "wrong-currency", currency);
    }
}
