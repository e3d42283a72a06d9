package org.doanket.servicemap.datum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.doanket.servicemap.datum.DatumView.Conversion;
import org.doanket.servicemap.datum.DatumView.Place;
import org.junit.jupiter.api.Test;

class DatumTest {

    private static final Conversion WGS84 = datum("wgs84", null).conversion();
    private static final Conversion GCJ02 = datum("gcj02", null).conversion();
    private static final Conversion BD09 = datum("bd09", null).conversion();

    private static DatumView datum(String code, String definition) {
        return new DatumView(code, code, definition, definition != null, List.of(), "", true);
    }

    /** Published values of a widely used implementation (coordtransform), near Tian'anmen. */
    @Test
    void agreesWithPublishedValues() {
        assertThat(ChineseShift.gcj02(new Place(39.915, 116.404)))
                .satisfies(place -> close(place, 39.91640428150164, 116.41024449916938, 1e-9));
        assertThat(ChineseShift.bd09(new Place(39.915, 116.404)))
                .satisfies(place -> close(place, 39.92133699351021, 116.41036949371029, 1e-9));
    }

    /** There and back over all of China: within a millimetre, which is 1e-8 degrees. */
    @Test
    void findsTheWayBackToAMillimetre() {
        Random random = new Random(108);
        for (int i = 0; i < 20_000; i++) {
            Place place = new Place(18.5 + random.nextDouble() * 34, 74 + random.nextDouble() * 60);
            Place gcj02 = ChineseShift.gcj02(place);
            Place bd09 = ChineseShift.bd09(gcj02);
            close(GCJ02.toWgs84(new Place(gcj02.north(), gcj02.east())), place.north(), place.east(), 1e-8);
            close(BD09.toWgs84(new Place(bd09.north(), bd09.east())), place.north(), place.east(), 1e-8);
        }
    }

    @Test
    void movesAPointInDingxiByHundredsOfMetres() {
        Place wgs84 = GCJ02.toWgs84(new Place(35.5806, 104.6261));
        double metres = Math.hypot((wgs84.north() - 35.5806) * 110_950, (wgs84.east() - 104.6261) * 90_600);
        assertThat(metres).isBetween(100.0, 700.0);
        Place fromBaidu = BD09.toWgs84(new Place(35.5806, 104.6261));
        double baidu = Math.hypot((fromBaidu.north() - 35.5806) * 110_950, (fromBaidu.east() - 104.6261) * 90_600);
        assertThat(baidu).isBetween(700.0, 1_500.0);
    }

    @Test
    void leavesOtherCountriesAlone() {
        close(GCJ02.toWgs84(new Place(48.85, 2.35)), 48.85, 2.35, 0);
        close(WGS84.toWgs84(new Place(9.33, 105.98)), 9.33, 105.98, 0);
    }

    private static void close(Place place, double latitude, double longitude, double degrees) {
        assertThat(place.north()).isCloseTo(latitude, within(degrees));
        assertThat(place.east()).isCloseTo(longitude, within(degrees));
    }
}
