package org.doanket.servicemap.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.doanket.servicemap.intake.Datum.LatLon;
import org.junit.jupiter.api.Test;

class DatumTest {

    /** Published values of a widely used implementation (coordtransform), near Tian'anmen. */
    @Test
    void agreesWithPublishedValues() {
        assertThat(Datum.gcj02(new LatLon(39.915, 116.404)))
                .satisfies(place -> close(place, 39.91640428150164, 116.41024449916938, 1e-9));
        assertThat(Datum.bd09(new LatLon(39.915, 116.404)))
                .satisfies(place -> close(place, 39.92133699351021, 116.41036949371029, 1e-9));
    }

    /** There and back over all of China: within a millimetre, which is 1e-8 degrees. */
    @Test
    void findsTheWayBackToAMillimetre() {
        Random random = new Random(108);
        for (int i = 0; i < 20_000; i++) {
            LatLon place = new LatLon(18.5 + random.nextDouble() * 34, 74 + random.nextDouble() * 60);
            LatLon gcj02 = Datum.gcj02(place);
            LatLon bd09 = Datum.bd09(gcj02);
            close(Datum.GCJ02.toWgs84(gcj02.latitude(), gcj02.longitude()), place.latitude(), place.longitude(), 1e-8);
            close(Datum.BD09.toWgs84(bd09.latitude(), bd09.longitude()), place.latitude(), place.longitude(), 1e-8);
        }
    }

    @Test
    void movesAPointInDingxiByHundredsOfMetres() {
        LatLon wgs84 = Datum.GCJ02.toWgs84(35.5806, 104.6261);
        double metres = Math.hypot((wgs84.latitude() - 35.5806) * 110_950, (wgs84.longitude() - 104.6261) * 90_600);
        assertThat(metres).isBetween(100.0, 700.0);
        LatLon fromBaidu = Datum.BD09.toWgs84(35.5806, 104.6261);
        double baidu = Math.hypot((fromBaidu.latitude() - 35.5806) * 110_950, (fromBaidu.longitude() - 104.6261) * 90_600);
        assertThat(baidu).isBetween(700.0, 1_500.0);
    }

    @Test
    void leavesOtherCountriesAlone() {
        close(Datum.GCJ02.toWgs84(48.85, 2.35), 48.85, 2.35, 0);
        close(Datum.WGS84.toWgs84(9.33, 105.98), 9.33, 105.98, 0);
    }

    private static void close(LatLon place, double latitude, double longitude, double degrees) {
        assertThat(place.latitude()).isCloseTo(latitude, within(degrees));
        assertThat(place.longitude()).isCloseTo(longitude, within(degrees));
    }
}
