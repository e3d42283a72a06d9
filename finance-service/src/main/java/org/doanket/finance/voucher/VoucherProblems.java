package org.doanket.finance.voucher;

import org.doanket.platform.error.Problem;

final class VoucherProblems {

    private VoucherProblems() {
    }

    static Problem notApproved() {
        return Problem.conflict("voucher-not-approved");
    }

    static Problem notInBooks() {
        return Problem.conflict("voucher-not-in-books");
    }

    static Problem decided() {
        return Problem.conflict("voucher-decided");
    }

    static Problem wrongAccount(String account, String kind) {
        return new Problem(422, "voucher-account", account, kind);
    }

    static Problem wrongCurrency(String currency) {
        return new Problem(422, "wrong-currency", currency);
    }

    static Problem tooLate() {
        return new Problem(422, "voucher-day-ahead");
    }
}
