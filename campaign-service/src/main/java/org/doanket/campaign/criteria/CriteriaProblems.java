package org.doanket.campaign.criteria;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;

/** What is wrong with a set, all of it at once. */
final class CriteriaProblems {

    private CriteriaProblems() {
    }

    /** @param money bindings that are counted in a currency, {@code known} all there are */
    static void check(CriteriaCommand.LayDown set, Set<String> known, Set<String> money) {
        List<Fault> faults = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (int g = 0; g < set.groups().size(); g++) {
            List<CriteriaCommand.Criterion> criteria = set.groups().get(g).criteria();
            for (int c = 0; c < criteria.size(); c++) {
                CriteriaCommand.Criterion criterion = criteria.get(c);
                String at = "/groups/" + g + "/criteria/" + c;
                sum = sum.add(criterion.points());
                add(faults, !codes.add(criterion.code()), at + "/code", "code-twice");
                checkHow(faults, at, criterion, known, money);
            }
        }
        if (sum.compareTo(set.total()) != 0) {
            faults.add(Fault.at("/total", "points-do-not-add-up", Map.of("sum", sum.toPlainString())));
        }
        Set<BigDecimal> begins = new HashSet<>();
        Set<String> bands = new HashSet<>();
        for (int b = 0; b < set.bands().size(); b++) {
            add(faults, !bands.add(set.bands().get(b).code()), "/bands/" + b + "/code", "code-twice");
            add(faults, !begins.add(set.bands().get(b).from().stripTrailingZeros()), "/bands/" + b + "/from", "code-twice");
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    private static void checkHow(List<Fault> faults, String at, CriteriaCommand.Criterion criterion, Set<String> known, Set<String> money) {
        boolean isJudged = criterion.how().equals("judged");
        boolean isComputed = criterion.how().equals("computed");
        add(faults, isJudged != criterion.scale().isEmpty(), at + "/scale", isJudged ? "not-of-its-kind" : "not-empty");
        for (int s = 0; s < criterion.scale().size(); s++) {
            add(faults, criterion.scale().get(s).points().compareTo(criterion.points()) > 0, at + "/scale/" + s + "/points", "above-its-points");
        }
        add(faults, isComputed != (criterion.fact() != null), at + "/fact", isComputed ? "not-null" : "not-of-its-kind");
        if (criterion.fact() != null) {
            add(faults, !known.contains(criterion.fact().of()), at + "/fact/of", "unknown-binding");
            add(faults, criterion.fact().per() != null && !known.contains(criterion.fact().per()), at + "/fact/per", "unknown-binding");
            add(faults, money.contains(criterion.fact().of()) != (criterion.fact().currency() != null), at + "/fact/currency", "not-bound-currency");
        }
    }

    private static void add(List<Fault> faults, boolean isFault, String at, String code) {
        if (isFault) {
            faults.add(Fault.at(at, code));
        }
    }
}
