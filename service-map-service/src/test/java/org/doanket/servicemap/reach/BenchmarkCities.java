package org.doanket.servicemap.reach;

import java.util.Arrays;
import java.util.Random;

/** Places in 368 cities of which few are large and many small (by Zipf's law), the same each time: the largest has some 14,000 of 400,000 points. */
final class BenchmarkCities {

    static final String[] KINDS = {"rest-stop", "reading-room", "canteen", "nursery", "health-hut", "one-stop-desk", "job-desk", "legal-aid-desk"};
    private static final int CITIES = 368;

    final Random random = new Random(20261122);
    private final double[][] cities = new double[CITIES][];
    private final double[] weights = new double[CITIES];

    BenchmarkCities() {
        for (int i = 0; i < CITIES; i++) {
            cities[i] = new double[] {22 + random.nextDouble() * 22, 98 + random.nextDouble() * 30};
            weights[i] = (i == 0 ? 0 : weights[i - 1]) + 1.0 / (i + 3);
        }
    }

    /** Latitude first. */
    double[] place() {
        int found = Arrays.binarySearch(weights, random.nextDouble() * weights[CITIES - 1]);
        double[] city = cities[found < 0 ? -found - 1 : found];
        return new double[] {city[0] + random.nextGaussian() * 0.06, city[1] + random.nextGaussian() * 0.07};
    }

    static String kind(int i) {
        return KINDS[i % KINDS.length];
    }
}
