package org.doanket.platform.money;

import java.util.Objects;

/** An amount in minor units of a currency (VND has none, so dong; CNY in fen). Never a fraction, never a double. */
public record Money(long amount, String currency) {

    public Money {
        Objects.requireNonNull(currency, "currency");
        if (!currency.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException("not an ISO 4217 code: " + currency);
        }
    }

    public static Money zero(String currency) {
        return new Money(0, currency);
    }

    /** @throws ArithmeticException on overflow or another currency */
    public Money plus(Money other) {
        return new Money(Math.addExact(amount, same(other).amount), currency);
    }

    /** @throws ArithmeticException on overflow or another currency */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(amount, same(other).amount), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(amount), currency);
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency)) {
            throw new ArithmeticException(currency + " is not " + other.currency);
        }
        return other;
    }
}
