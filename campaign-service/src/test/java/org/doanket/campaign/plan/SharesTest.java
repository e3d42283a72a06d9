package org.doanket.campaign.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.junit.jupiter.api.Test;

class SharesTest {

    @Test
    void sharesOfASumAddUpToItWithWhatIsKept() {
        assertThat(settle("sum", "up", "100", "10", share("60", null), share("30", null))).hasSize(2);
        assertThatThrownBy(() -> settle("sum", "up", "100", "10", share("60", null), share("30.0001", null))).isInstanceOf(Problem.class)
                .hasMessage("shares-do-not-add-up");
        assertThatThrownBy(() -> settle("last", "up", "100", null, share("60", null), share("39", null))).hasMessage("shares-do-not-add-up");
    }

    @Test
    void sharesOfARatioAddUpByTheirPartsAndNotByTheirMean() {
        // 50 % of 10 and 90 % of 100 are 95 of 110, or 86.4 %: the mean would be 70.
        assertThat(settle("ratio", "up", "80", null, share("50", "10"), share("90", "100"))).hasSize(2);
        assertThatThrownBy(() -> settle("ratio", "up", "70", null, share("50", "100"), share("90", "10"))).hasMessage("shares-do-not-add-up");
        assertThat(settle("ratio", "down", "70", null, share("50", "100"), share("90", "10"))).hasSize(2);
    }

    @Test
    void weightsShareOutWholeNumbersThatAddUp() {
        List<PlanCommand.Share> settled = settle("sum", "up", "100", null, weighed(1), weighed(1), weighed(1));
        assertThat(settled).extracting(PlanCommand.Share::planned).extracting(BigDecimal::intValue).containsExactly(34, 33, 33);
        assertThat(Apportionment.of(new BigDecimal("7"), List.of(1L, 2L, 1_000_000_000L))).extracting(BigDecimal::intValue).containsExactly(0, 0, 7);
        assertThatThrownBy(() -> settle("sum", "up", "10.5", null, weighed(1), weighed(2))).isInstanceOfSatisfying(Problem.class,
                problem -> assertThat(problem.faults()).extracting("code").containsExactly("weights-whole"));
    }

    @Test
    void tellsEveryFaultAtOnce() {
        UUID twice = Ids.next();
        PlanCommand.Allocate command = new PlanCommand.Allocate(null, null, null, List.of(new PlanCommand.Share(twice, BigDecimal.ONE, 3L, null),
                new PlanCommand.Share(twice, null, null, BigDecimal.TEN)));
        assertThatThrownBy(() -> Shares.settle("sum", "up", BigDecimal.ONE, command)).isInstanceOfSatisfying(Problem.class, problem ->
                assertThat(problem.faults()).extracting("code").containsExactlyInAnyOrder("weights-for-all", "unit-twice", "not-null", "base-of-ratios"));
    }

    private static List<PlanCommand.Share> settle(String aggregation, String direction, String planned, String kept, PlanCommand.Share... shares) {
        return Shares.settle(aggregation, direction, new BigDecimal(planned),
                new PlanCommand.Allocate(null, kept == null ? null : new BigDecimal(kept), null, Stream.of(shares).toList()));
    }

    private static PlanCommand.Share share(String planned, String base) {
        return new PlanCommand.Share(Ids.next(), new BigDecimal(planned), null, base == null ? null : new BigDecimal(base));
    }

    private static PlanCommand.Share weighed(long weight) {
        return new PlanCommand.Share(Ids.next(), null, weight, null);
    }
}
