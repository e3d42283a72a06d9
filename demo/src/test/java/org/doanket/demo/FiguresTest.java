package org.doanket.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.doanket.demo.Units.Founding;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void spreadATotalExactly() {
        int[] shares = Shares.of(HaTinh.STATE_PAID_MEMBERS, HaTinh.STATE_PAID_UNITS);
        assertThat(Arrays.stream(shares).sum()).isEqualTo(34_806);
        assertThat(Arrays.stream(shares).min().orElseThrow()).isPositive();
        assertThat(Arrays.stream(shares).distinct().count()).isGreaterThan(5);
    }

    @Test
    void giveHaTinhItsUnitsAndMembers() {
        assertThat(HaTinh.upper()).hasSize(15);
        assertThat(HaTinh.grassRoots()).hasSize(1_473);
        assertThat(HaTinh.roster().lines().count() - 1).isEqualTo(72_059);
        assertThat(HaTinh.payRecords().lines().count() - 1).isEqualTo(37_253);
    }

    @Test
    void giveDingxiItsNinetyThousandVisitsOnOtherIdsEach() {
        Api api = new Api("http://127.0.0.1:1");
        var points = api.object().putArray("items");
        for (int i = 0; i < Dingxi.POINTS; i++) {
            points.addObject().put("id", "point " + i);
        }
        var entries = Dingxi.visits(api, points).path("entries");
        assertThat(entries).hasSize(648);
        assertThat(entries.findValuesAsText("visits").stream().mapToInt(Integer::parseInt).sum()).isEqualTo(90_000);
        assertThat(entries.findValuesAsText("id")).doesNotHaveDuplicates();
        assertThat(entries.findValuesAsText("day")).allMatch(day -> day.compareTo("2026-01-10") >= 0 && day.compareTo("2026-06-10") <= 0);
    }

    @Test
    void foundEachUnitOnceBelowOneThatIsFoundToo() {
        List<Founding> units = new ArrayList<>(Demo.vietnam());
        units.addAll(Demo.china());
        assertThat(units).hasSize(1_589).extracting(Founding::code).doesNotHaveDuplicates();
        Set<String> codes = units.stream().map(Founding::code).collect(Collectors.toSet());
        codes.addAll(Set.of("VN", "CN"));
        assertThat(units).extracting(Founding::parent).allMatch(codes::contains);
    }

    @Test
    void giveHaNoiItsModels() {
        assertThat(HaNoi.models().lines().skip(1).filter(line -> line.contains(",collective,")).count()).isEqualTo(1_129);
        assertThat(HaNoi.models().lines().skip(1).filter(line -> line.contains(",individual,")).count()).isEqualTo(7_204);
        assertThat(HaNoi.models().lines().filter(line -> line.contains(",culture-society,")).count()).isEqualTo(467 + 3_446);
    }

    @Test
    void nameNobodyAliveAndNobodyTwice() {
        Set<String> ids = new HashSet<>();
        for (int number = 0; number < 72_059; number++) {
            String id = HaTinh.person(number).nationalId();
            assertThat(id).matches("042[89]\\d{8}");
            assertThat(ids.add(id)).isTrue();
        }
    }

    @Test
    void areTheSameEveryTime() {
        assertThat(HaTinh.person(4_711)).isEqualTo(HaTinh.person(4_711));
        assertThat(Dingxi.points(new Api("http://127.0.0.1:1")).path("features")).hasSize(108);
        assertThat(Dingxi.points(new Api("http://127.0.0.1:1"))).isEqualTo(Dingxi.points(new Api("http://127.0.0.1:1")));
    }
}
