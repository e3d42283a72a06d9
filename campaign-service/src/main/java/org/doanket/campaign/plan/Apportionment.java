package org.doanket.campaign.plan;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Shares a whole number out in proportion to weights so that the shares add up to it: by the largest remainders, the first of equal ones first. */
final class Apportionment {

    private Apportionment() {
    }

    /** @throws ArithmeticException if it is no whole number */
    static List<BigDecimal> of(BigDecimal whole, List<Long> weights) {
        BigInteger sum = weights.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger total = whole.toBigIntegerExact();
        List<BigInteger> shares = new ArrayList<>();
        List<BigInteger> remainders = new ArrayList<>();
        for (long weight : weights) {
            BigInteger[] parts = total.multiply(BigInteger.valueOf(weight)).divideAndRemainder(sum);
            shares.add(parts[0]);
            remainders.add(parts[1]);
        }
        int left = total.subtract(shares.stream().reduce(BigInteger.ZERO, BigInteger::add)).intValueExact();
        IntStream.range(0, shares.size()).boxed().sorted(Comparator.comparing(remainders::get, Comparator.reverseOrder())).limit(left)
                .forEach(each -> shares.set(each, shares.get(each).add(BigInteger.ONE)));
        return shares.stream().map(BigDecimal::new).toList();
    }
}
