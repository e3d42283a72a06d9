package org.doanket.membership.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.doanket.platform.id.Ids;
import org.junit.jupiter.api.Test;

class UnitRulesTest {

    private static final LocalDate FOUNDED = LocalDate.of(2020, 1, 1);
    private long numbers;

    private final Unit province = unit(null, "vn");
    private final Unit commune = unit(province, "vn");
    private final Unit grassRoots = unit(commune, "vn");

    @Test
    void standsBelowItsParent() {
        assertThat(grassRoots.path()).isEqualTo("/1/2/3/");
    }

    @Test
    void takesThePathOfItsNewParent() {
        Unit other = unit(province, "vn");

        UnitEvent.Moved moved = grassRoots.move(other, to(other, "2025-07-01"));

        assertThat(moved.pathBefore()).isEqualTo("/1/2/3/");
        assertThat(moved.path()).isEqualTo("/1/4/3/").isEqualTo(grassRoots.path());
        assertThat(moved.parentBefore()).isEqualTo(commune.id());
        assertThat(moved.fact()).isEqualTo("unit-moved");
    }

    @Test
    void countsItsFactsWithoutGaps() {
        assertThat(grassRoots.version()).isEqualTo(1);
        assertThat(grassRoots.change(change("2021-01-01")).version()).isEqualTo(2);
        assertThat(grassRoots.move(province, to(province, "2022-01-01")).version()).isEqualTo(3);
        assertThat(grassRoots.end(ending("2023-01-01")).version()).isEqualTo(4);
    }

    @Test
    void refusesToStandBelowItself() {
        refused("unit-circle", () -> province.move(grassRoots, to(grassRoots, "2025-07-01")));
        refused("unit-circle", () -> commune.move(commune, to(commune, "2025-07-01")));
    }

    @Test
    void refusesThePlaceItHas() {
        refused("unit-already-there", () -> grassRoots.move(commune, to(commune, "2025-07-01")));
    }

    @Test
    void refusesAnotherJurisdiction() {
        Unit chinese = unit(null, "cn");

        refused("unit-other-jurisdiction", () -> unit(chinese, "vn"));
        refused("unit-other-jurisdiction", () -> grassRoots.move(chinese, to(chinese, "2025-07-01")));
    }

    @Test
    void nothingHappensBeforeTheFounding() {
        refused("unit-not-there", () -> grassRoots.change(change("2019-12-31")));
        refused("unit-not-there", () -> grassRoots.move(province, to(province, "2019-12-31")));
        refused("unit-not-there", () -> grassRoots.end(ending("2020-01-01")));
    }

    @Test
    void nothingHappensAfterTheEnd() {
        commune.end(ending("2025-07-01"));

        refused("unit-not-there", () -> commune.end(ending("2025-08-01")));
        refused("unit-not-there", () -> commune.change(change("2021-01-01")));
        refused("unit-not-there", () -> unit(commune, "vn"));
    }

    private Unit unit(Unit parent, String jurisdiction) {
        UnitCommand.Found command = new UnitCommand.Found("C" + ++numbers, "Công đoàn", "grass-roots-union", jurisdiction,
                parent == null ? null : parent.id(), FOUNDED, "1/QD", null, Set.of("00002", "00001"));
        Unit unit = new Unit(Ids.next(), numbers, command, parent);
        assertThat(unit.found(command.act(), null).description().territory()).containsExactly("00001", "00002");
        return unit;
    }

    private static UnitCommand.Change change(String from) {
        return new UnitCommand.Change("Tên mới", Set.of(), LocalDate.parse(from), "2/QD", null);
    }

    private static UnitCommand.Move to(Unit parent, String from) {
        return new UnitCommand.Move(parent.id(), LocalDate.parse(from), "3/QD", null);
    }

    private static UnitCommand.End ending(String on) {
        return new UnitCommand.End(LocalDate.parse(on), "4/QD", null, List.of(UUID.fromString("019a9b00-0000-7000-8000-000000000001")));
    }

    private static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).hasMessage(code);
    }
}
