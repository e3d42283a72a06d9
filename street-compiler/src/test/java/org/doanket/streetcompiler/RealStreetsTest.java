package org.doanket.streetcompiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.doanket.servicemap.streets.ModeView;
import org.doanket.servicemap.streets.PlaceView;
import org.doanket.servicemap.streets.StreetFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The middle of Ha Noi with all its alleys and footways, where its extract lies beside the checkout (in shared/data/streets); says so where it does not. */
class RealStreetsTest {

    private static final String EXTRACT = "shared/data/streets/hanoi-dongda-2023-full.osm.pbf";

    @TempDir
    Path directory;

    private static Path beside() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isReadable(at.resolve(EXTRACT))) {
                return at.resolve(EXTRACT);
            }
        }
        return null;
    }

    @Test
    void compilesTheMiddleOfHaNoi() throws IOException {
        Path extract = beside();
        assumeTrue(extract != null, "no " + EXTRACT + " beside the checkout");
        System.out.println("streets of " + extract.getFileName());
        Path out = directory.resolve("dongda.streets");
        StreetCompiler.compile(extract, out);
        StreetFile file = StreetFile.open(out);
        assertThat(file.nodes()).isBetween(9_000, 10_000);
        assertThat(file.meta().west()).isBetween(105.80, 105.82);
        int[] open = new int[ModeView.values().length];
        for (int edge = 0; edge < file.edges(); edge++) {
            for (ModeView mode : ModeView.values()) {
                open[mode.ordinal()] += file.isOpen(mode, edge) ? 1 : 0;
            }
        }
        // Nearly all is open to those on foot; footways and steps are closed to motorbikes, but not the alleys.
        assertThat(open[ModeView.FOOT.ordinal()]).isGreaterThan(file.edges() * 9 / 10);
        assertThat(open[ModeView.MOTORBIKE.ordinal()]).isBetween(file.edges() / 2, file.edges() * 9 / 10);
        // The Temple of Literature's south gate stands some metres from Quoc Tu Giam street.
        PlaceView place = file.snap(ModeView.FOOT, 21.0265, 105.8356, 250);
        assertThat(place).isNotNull();
        assertThat(place.metres()).isLessThan(100);
    }
}
