package org.doanket.sitingsolver;

/**
 * Which of many candidates to choose so that what they cover weighs most.
 *
 * @param weights   of each group of people
 * @param covers    for each candidate the groups that it covers
 * @param costs     of each candidate
 * @param most      how many may be chosen
 * @param budget    what they may cost together; null where they may cost anything
 * @param kindOf    of each candidate
 * @param budgets   by kind, what those of a kind may cost together; null where they may cost anything
 * @param forced    candidates that are chosen in any case
 * @param start     a choice that is allowed, to begin from
 * @param seconds   after which the best so far is told
 * @param mebibytes after which the best so far is told
 */
record SitingProblem(double[] weights, int[][] covers, double[] costs, int most, Double budget, int[] kindOf, Double[] budgets, int[] forced,
        int[] start, int seconds, int mebibytes) {

    /** @throws IllegalArgumentException where it is no problem */
    void check() {
        require(weights != null && covers != null && costs != null && kindOf != null && budgets != null && forced != null && start != null, "something is missing");
        require(costs.length == covers.length && kindOf.length == covers.length, "not one cost and kind for each candidate");
        require(most >= 0 && seconds > 0 && mebibytes > 0, "limits");
        for (double weight : weights) {
            require(weight >= 0 && weight < Double.POSITIVE_INFINITY, "weights");
        }
        for (int i = 0; i < covers.length; i++) {
            require(costs[i] >= 0 && kindOf[i] >= 0 && kindOf[i] < budgets.length, "costs and kinds");
            for (int group : covers[i]) {
                require(group >= 0 && group < weights.length, "covers");
            }
        }
        requireCandidates(forced);
        requireCandidates(start);
    }

    private void requireCandidates(int[] candidates) {
        for (int candidate : candidates) {
            require(candidate >= 0 && candidate < covers.length, "no such candidate");
        }
    }

    private static void require(boolean isGood, String what) {
        if (!isGood) {
            throw new IllegalArgumentException(what);
        }
    }

    /** What a choice covers, each group once. */
    double value(int[] chosen) {
        boolean[] isCovered = new boolean[weights.length];
        double sum = 0;
        for (int candidate : chosen) {
            for (int group : covers[candidate]) {
                sum += isCovered[group] ? 0 : weights[group];
                isCovered[group] = true;
            }
        }
        return sum;
    }
}
