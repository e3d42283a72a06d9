package org.doanket.demo;

/** Spreads a total over parts of different size that add up to it exactly. */
final class Shares {

    private Shares() {
    }

    /** @return {@code parts} positive numbers whose sum is {@code total}; neighbours differ, as units do */
    static int[] of(int total, int parts) {
        int[] shares = new int[parts];
        for (int i = 0; i < parts; i++) {
            shares[i] = (int) ((long) total * (i + 1) / parts - (long) total * i / parts);
        }
        for (int i = 0; i + 1 < parts; i += 2) {
            int moved = shares[i] * (i % 7) / 10;
            shares[i] -= moved;
            shares[i + 1] += moved;
        }
        return shares;
    }
}
