package org.doanket.servicemap.siting;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.doanket.servicemap.streets.ModeView;
import org.doanket.servicemap.streets.PlaceView;
import org.doanket.servicemap.streets.StreetGate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Where the next points would go in a whole town: {@code -Dtest=SitingBenchmark -Dbenchmark=hanoi.streets}. Each cell along a street people live at counts one. */
class SitingBenchmark {

    private static final int CANDIDATES = 1_000;

    public static void main(String[] arguments) throws Exception {
        run(Path.of(arguments[0]));
    }

    @Test
    @EnabledIfSystemProperty(named = "benchmark", matches = ".*\\.streets")
    void measures() throws Exception {
        run(Path.of(System.getProperty("benchmark")));
    }

    private static void run(Path file) throws Exception {
        StreetGate gate = new StreetGate(file);
        double[] people = new double[gate.network.grid().size()];
        gate.network.eachResidentialCell(cell -> people[cell] = 1);
        for (ModeView mode : List.of(ModeView.FOOT, ModeView.BICYCLE)) {
            Random random = new Random(1);
            int candidates = mode == ModeView.FOOT ? CANDIDATES : CANDIDATES / 5;
            List<int[]> covers = new ArrayList<>();
            long begun = System.nanoTime();
            for (int i = 0; i < candidates; i++) {
                PlaceView place = gate.somewhere(random, mode);
                covers.add(gate.network.travel(mode, false, place, 900_000, travel -> {
                    IntStream.Builder cells = IntStream.builder();
                    travel.eachCell((cell, at) -> {
                        if (people[cell] > 0) {
                            cells.add(cell);
                        }
                    });
                    return cells.build().toArray();
                }));
            }
            double circles = (System.nanoTime() - begun) / 1e6;
            double[] costs = new double[candidates];
            Arrays.fill(costs, 1);
            for (int count : new int[] {5, 10, 20}) {
                MaxCover cover = new MaxCover(covers.toArray(int[][]::new), people, costs, count, Double.MAX_VALUE);
                begun = System.nanoTime();
                cover.choose(null);
                System.out.printf("%s, %d of %d candidates: circles %.0f ms, choice %.0f ms wall, %.1f %% of what is possible at least%n", mode.code(), count,
                        candidates, circles, (System.nanoTime() - begun) / 1e6, 100 * cover.value() / cover.bound());
            }
        }
    }
}
