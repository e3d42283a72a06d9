package org.doanket.finance.paybase;

import java.time.YearMonth;
import java.util.UUID;
import org.doanket.platform.error.Problem;

final class PayProblems {

    private PayProblems() {
    }

    static Problem notTakenOver(String state) {
        return Problem.conflict("pay-import-not-committed", state);
    }

    static Problem usedBy(UUID run, YearMonth month) {
        return Problem.conflict("pay-import-used", run, month).with("duesRun", run);
    }

    static Problem followedBy(UUID later, YearMonth month) {
        return Problem.conflict("pay-import-followed", later, month).with("payImport", later);
    }
}
