package org.doanket.finance.bank;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.payment.BankAccountService.Number;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Mask;

/** The accounts of a unit, and on which of them a line stands: by the number that the bank gives with it, else on the one that is meant. */
final class OwnAccounts {

    private final List<Number> all;
    private final Number meant;
    private final boolean isSaid;

    private OwnAccounts(List<Number> all, Number meant, boolean isSaid) {
        this.all = all;
        this.meant = meant;
        this.isSaid = isSaid;
    }

    /** @param said the one that lines are of, and no other; null for the main one, and any that a line names */
    static OwnAccounts of(List<Number> numbers, UUID said) {
        Number main = numbers.stream().filter(Number::isMain).findFirst().orElseThrow(BankProblems::noBankAccount);
        Number meant = said == null ? main : numbers.stream().filter(each -> each.id().equals(said)).findFirst()
                .orElseThrow(() -> Problem.notFound("bank-account"));
        return new OwnAccounts(numbers.stream().sorted(Comparator.comparingInt((Number each) -> -each.account().length())).toList(), meant,
                said != null);
    }

    /** Banks write more before a number, such as their own code: of two that it ends with it is the longer one. */
    Number of(StatementLine line) {
        if (line.account() == null) {
            return meant;
        }
        Number found = all.stream().filter(each -> line.account().endsWith(each.account())).findFirst()
                .orElseThrow(() -> BankProblems.anotherAccount(Mask.account(line.account())));
        if (isSaid && !found.account().equals(meant.account())) {
            throw BankProblems.anotherAccount(Mask.account(line.account()));
        }
        return found;
    }
}
