package org.doanket.campaign.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;

/** Whether shares add up to what is planned: sums and last figures to the digit, ratios by their parts. */
final class Shares {

    private static final int MOST_DIGITS = 4;

    private Shares() {
    }

    /** @return the shares with every figure settled; @throws Problem with all faults, or if they do not add up */
    static List<PlanCommand.Share> settle(String aggregation, String direction, BigDecimal planned, PlanCommand.Allocate command) {
        BigDecimal kept = command.kept() == null ? BigDecimal.ZERO : command.kept();
        boolean isRatio = "ratio".equals(aggregation);
        List<Fault> faults = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        boolean weighed = !isRatio && command.shares().stream().allMatch(share -> share.weight() != null && share.planned() == null);
        for (int i = 0; i < command.shares().size(); i++) {
            PlanCommand.Share share = command.shares().get(i);
            String pointer = "/shares/" + i;
            if (!seen.add(share.unit())) {
                faults.add(Fault.at(pointer + "/unit", "unit-twice"));
            }
            if (!weighed && share.planned() == null) {
                faults.add(Fault.at(pointer + "/planned", "not-null"));
            }
            if (!weighed && share.weight() != null) {
                faults.add(Fault.at(pointer + "/weight", "weights-for-all"));
            }
            if (isRatio != (share.base() != null)) {
                faults.add(Fault.at(pointer + "/base", "base-of-ratios"));
            }
        }
        if (isRatio && (kept.signum() > 0) != (command.keptBase() != null) || !isRatio && command.keptBase() != null) {
            faults.add(Fault.at("/keptBase", "base-of-ratios"));
        }
        if (weighed && (planned.subtract(kept).signum() < 0 || planned.subtract(kept).stripTrailingZeros().scale() > 0)) {
            faults.add(Fault.at("/shares/0/weight", "weights-whole"));
        }
        if (!faults.isEmpty()) {
            throw Problem.malformed(faults);
        }
        List<PlanCommand.Share> settled = weighed ? weighed(planned.subtract(kept), command.shares()) : command.shares();
        if (isRatio) {
            requireParts(direction, planned, kept, command.keptBase(), settled);
        } else {
            requireSum(planned, kept, settled);
        }
        return settled;
    }

    private static List<PlanCommand.Share> weighed(BigDecimal whole, List<PlanCommand.Share> shares) {
        List<BigDecimal> parts = Apportionment.of(whole, shares.stream().map(PlanCommand.Share::weight).toList());
        List<PlanCommand.Share> settled = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            settled.add(new PlanCommand.Share(shares.get(i).unit(), parts.get(i), null, null));
        }
        return settled;
    }

    private static void requireSum(BigDecimal planned, BigDecimal kept, List<PlanCommand.Share> shares) {
        BigDecimal sum = shares.stream().map(PlanCommand.Share::planned).reduce(kept, BigDecimal::add);
        if (sum.compareTo(planned) != 0) {
            throw PlanProblems.sharesDoNotAddUp(RollUp.plain(sum), RollUp.plain(planned));
        }
    }

    /** Together they must reach at least what is planned, or stay at or below it where that is the direction. */
    private static void requireParts(String direction, BigDecimal planned, BigDecimal kept, BigDecimal keptBase, List<PlanCommand.Share> shares) {
        BigDecimal numerator = keptBase == null ? BigDecimal.ZERO : kept.multiply(keptBase);
        BigDecimal denominator = keptBase == null ? BigDecimal.ZERO : keptBase;
        for (PlanCommand.Share share : shares) {
            numerator = numerator.add(share.planned().multiply(share.base()));
            denominator = denominator.add(share.base());
        }
        int compared = numerator.compareTo(planned.multiply(denominator));
        if ("up".equals(direction) ? compared < 0 : compared > 0) {
            throw PlanProblems.sharesDoNotAddUp(RollUp.plain(numerator.divide(denominator, MOST_DIGITS, RoundingMode.HALF_UP)), RollUp.plain(planned));
        }
    }
}
