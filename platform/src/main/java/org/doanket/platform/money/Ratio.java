package org.doanket.platform.money;

import jakarta.validation.constraints.Max;
import java.math.BigInteger;

/** A rate as a fraction of integers (0.5 % is 5/1000), so that no rounding happens but the one that is asked for. */
public record Ratio(@Max(MOST) long numerator, @Max(MOST) long denominator) {

    /** Enough for any rate that a rule has: the database keeps no more either. */
    private static final long MOST = 10_000;

    public Ratio {
        if (denominator <= 0 || numerator < 0) {
            throw new IllegalArgumentException("a ratio is n/d with n >= 0 and d > 0");
        }
    }

    /** The part of an amount, rounded down: what goes up to the higher level. Amount in minor units, not negative. */
    public long floorOf(long amount) {
        return product(amount).divide(BigInteger.valueOf(denominator)).longValueExact();
    }

    /** The part of an amount, halves rounded up: how dues are rounded. Amount in minor units, not negative. */
    public long halfUpOf(long amount) {
        BigInteger twice = BigInteger.valueOf(denominator).shiftLeft(1);
        return product(amount).shiftLeft(1).add(BigInteger.valueOf(denominator)).divide(twice).longValueExact();
    }

    private BigInteger product(long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException("a share is taken of an amount that is not negative");
        }
        return BigInteger.valueOf(amount).multiply(BigInteger.valueOf(numerator));
    }
}
