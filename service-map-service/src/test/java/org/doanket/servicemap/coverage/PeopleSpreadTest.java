package org.doanket.servicemap.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.doanket.servicemap.streets.NetworkView;
import org.doanket.servicemap.streets.StreetDraft;
import org.doanket.servicemap.streets.StreetQueries;
import org.doanket.servicemap.territory.OutlineView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three streets of 1,112 m from south to north, the middle one at 108.519 east. */
class PeopleSpreadTest {

    private static final SpreadRule RULE = new SpreadRule(LocalDate.EPOCH, 100_000, BigDecimal.ONE, BigDecimal.ONE, "a test", false);

    @TempDir
    Path directory;

    private PeopleSpread spread;

    @BeforeEach
    void build() throws Exception {
        double[] open = {5, 14, 30};
        StreetDraft draft = new StreetDraft();
        for (double longitude : new double[] {108.500, 108.519, 108.530}) {
            draft.edge(draft.node(12.500, longitude), draft.node(12.510, longitude), 1_112, open, open, true);
        }
        Path file = directory.resolve("three.streets");
        draft.write(file, "three streets", "nobody's work", "test/1", null);
        StreetQueries streets = new StreetQueries(Optional.empty());
        streets.take(file);
        NetworkView network = streets.networks().get(0);
        spread = new PeopleSpread(network, RULE);
    }

    private AreaSpread add(int number, int population, double west, double east) {
        return spread.add(number, population, OutlineView.of(new ObjectMapper().valueToTree(Map.of("type", "Polygon", "coordinates",
                List.of(List.of(List.of(west, 12.501), List.of(east, 12.501), List.of(east, 12.509), List.of(west, 12.509), List.of(west, 12.501)))))), List.of());
    }

    private double placed() {
        DemandView view = spread.view(List.of(), List.of(), 1);
        double sum = 0;
        for (float each : view.people()) {
            sum += each;
        }
        return sum;
    }

    @Test
    void putsAllPeopleWhereStreetsAreEnoughAndMeasuresThem() {
        AreaSpread area = add(1, 500, 108.518, 108.520);
        assertThat(area.state()).isEqualTo(AreaSpread.State.PLACED);
        assertThat(area.unplaced()).isCloseTo(0, Offset.offset(1e-6));
        assertThat(area.metres()).isBetween(860.0, 920.0);
        assertThat(area.km2()).isBetween(0.18, 0.21);
        assertThat(placed()).isCloseTo(500, Offset.offset(0.1));
    }

    /** China has more townships than a short integer can count. */
    @Test
    void numbersMoreAreasThanThirtyTwoThousand() {
        add(40_000, 500, 108.518, 108.520);
        assertThat(spread.view(List.of(), List.of(), 1).areaOf()).contains(40_000).doesNotContain(40_000 - 65_536);
    }

    @Test
    void ofAnAreaAsLargeAsAContinentOnlyTheShareOfTheMapIsPutThere() {
        AreaSpread vast = spread.add(1, 2_000_000_000, OutlineView.of(new ObjectMapper().valueToTree(Map.of("type", "Polygon", "coordinates",
                List.of(List.of(List.of(80, -20), List.of(130, -20), List.of(130, 30), List.of(80, 30), List.of(80, -20)))))), List.of());
        assertThat(vast.state()).isEqualTo(AreaSpread.State.CUT);
        // 109 by 37 cells of 180,000 by 180,000.
        double here = placed();
        assertThat(here).isBetween(200.0, 300.0);
        assertThat(here + vast.unplaced()).isCloseTo(2e9, Offset.offset(1.0));
        assertThat(add(2, 500, 109, 109.01).state()).isEqualTo(AreaSpread.State.OFF_MAP);
    }

    @Test
    void putsNobodyWhereTheExtractHasTooFewStreetsForSoMany() throws Exception {
        // Half a kilometre of street on a square kilometre: enough for a hamlet, of a town it is the one street that somebody has drawn.
        assertThat(add(1, 500, 108.505, 108.5195).state()).isEqualTo(AreaSpread.State.PLACED);
        build();
        AreaSpread town = add(1, 41_268, 108.505, 108.5195);
        assertThat(town.state()).isEqualTo(AreaSpread.State.THIN);
        assertThat(town.unplaced()).isEqualTo(41_268);
        assertThat(placed()).isZero();
    }

    @Test
    void putsNoMoreThanMayLiveOnASquareKilometre() {
        AreaSpread tower = add(1, 50_000, 108.518, 108.520);
        assertThat(tower.state()).isEqualTo(AreaSpread.State.DENSE);
        double placed = placed();
        assertThat(placed).isBetween(17_000.0, 20_500.0);
        assertThat(placed + tower.unplaced()).isCloseTo(50_000, Offset.offset(1.0));
    }

    @Test
    void losesNobodyWhateverTheAreas() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        double people = 0;
        double unplaced = 0;
        for (int i = 1; i <= 40; i++) {
            double west = 108.49 + random.nextDouble() * 0.04;
            int population = random.nextInt(60_000);
            people += population;
            unplaced += add(i, population, west, west + 0.0005 + random.nextDouble() * 0.01).unplaced();
        }
        assertThat(placed() + unplaced).as("seed %d", seed).isCloseTo(people, Offset.offset(people * 1e-5));
    }
}
