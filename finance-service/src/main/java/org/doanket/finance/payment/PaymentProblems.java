package org.doanket.finance.payment;

import java.time.YearMonth;
import org.doanket.platform.error.Problem;

final class PaymentProblems {

    private PaymentProblems() {
    }

    static Problem nothingDue(YearMonth month) {
        return Problem.conflict("nothing-due", month);
    }

    static Problem noBankAccount() {
        return Problem.conflict("no-bank-account");
    }

    static Problem accountTaken() {
        return Problem.conflict("bank-account-taken");
    }

    static Problem amountRequired() {
        return new Problem(422, "amount-required");
    }

    static Problem wrongCurrency(String currency) {
        return new Problem(422, "wrong-currency", currency);
    }

    static Problem noQr(String currency) {
        return new Problem(422, "currency-without-qr", currency);
    }

    static Problem cancelledAlready() {
        return Problem.conflict("payment-request-cancelled");
    }

    static Problem paidAlready() {
        return Problem.conflict("payment-request-paid");
    }

    static Problem changeWaits() {
        return Problem.conflict("bank-account-change-waits");
    }

    static Problem changeDecided() {
        return Problem.conflict("bank-account-change-decided");
    }

    static Problem notOpen(String state) {
        return Problem.conflict("bank-account-not-open", state);
    }

    static Problem mainAccount() {
        return Problem.conflict("bank-account-main");
    }

    static Problem endsBeforeItBegins() {
        return new Problem(422, "bank-account-ends-before");
    }

    static Problem changedMeanwhile() {
        return Problem.conflict("bank-account-changed-meanwhile");
    }
}
