package org.doanket.sitingsolver;

/**
 * @param value   what the chosen cover
 * @param bound   what no choice exceeds
 * @param proven  whether that is the same
 * @param failure null; else all other parts say nothing
 */
record SitingAnswer(int[] chosen, double value, double bound, boolean proven, String failure) {

    static SitingAnswer failed(String why) {
        return new SitingAnswer(new int[0], 0, 0, false, why);
    }
}
