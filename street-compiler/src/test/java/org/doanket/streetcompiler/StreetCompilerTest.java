package org.doanket.streetcompiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.doanket.servicemap.streets.ModeView;
import org.doanket.servicemap.streets.StreetFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On six ways written here; GraphHopper reads plain OSM XML as it reads pbf. */
class StreetCompilerTest {

    private static final String STREETS = """
            <osm version="0.6" generator="by hand">
              <node id="1" lat="21.000" lon="105.800"/><node id="2" lat="21.000" lon="105.802"/>
              <node id="3" lat="21.001" lon="105.801"/><node id="4" lat="21.002" lon="105.802"/><node id="5" lat="21.002" lon="105.804"/>
              <way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way>
              <way id="2"><nd ref="2"/><nd ref="3"/><nd ref="4"/><tag k="highway" v="tertiary"/><tag k="oneway" v="yes"/></way>
              <way id="3"><nd ref="4"/><nd ref="5"/><tag k="highway" v="footway"/></way>
              <way id="4"><nd ref="2"/><nd ref="5"/><tag k="highway" v="footway"/><tag k="motorcycle" v="yes"/></way>
              <way id="5"><nd ref="1"/><nd ref="4"/><tag k="highway" v="motorway"/></way>
              <way id="6"><nd ref="1"/><nd ref="5"/><tag k="route" v="ferry"/><tag k="foot" v="yes"/><tag k="bicycle" v="yes"/><tag k="duration" v="00:10"/></way>
            </osm>""";

    @TempDir
    Path directory;

    private StreetFile compiled(String name) throws IOException {
        Path extract = Files.write(directory.resolve("streets.osm"), STREETS.getBytes(StandardCharsets.UTF_8));
        Path out = directory.resolve(name);
        StreetCompiler.compile(extract, out);
        return StreetFile.open(out);
    }

    /** Of the edge between two places, in the direction given; the first three decimals of latitude and longitude name a place. */
    private static int millis(StreetFile file, ModeView mode, double fromLatitude, double fromLongitude, double toLatitude, double toLongitude) {
        for (int edge = 0; edge < file.edges(); edge++) {
            if (isAt(file, file.from(edge), fromLatitude, fromLongitude) && isAt(file, file.to(edge), toLatitude, toLongitude)) {
                return file.forwardMillis(mode, edge);
            }
            if (isAt(file, file.to(edge), fromLatitude, fromLongitude) && isAt(file, file.from(edge), toLatitude, toLongitude)) {
                return file.backMillis(mode, edge);
            }
        }
        throw new AssertionError("no such street");
    }

    private static boolean isAt(StreetFile file, int node, double latitude, double longitude) {
        return Math.abs(file.latitude(node) - latitude) < 1e-5 && Math.abs(file.longitude(node) - longitude) < 1e-5;
    }

    @Test
    void isOfTheDateThatIsNamedWhereTheExtractSaysNone() throws IOException {
        assertThat(compiled("undated.streets").meta().date()).isNull();
        Path out = directory.resolve("dated.streets");
        StreetCompiler.compile(directory.resolve("streets.osm"), out, java.time.Instant.parse("2025-05-01T00:00:00Z"));
        assertThat(StreetFile.open(out).meta().date()).isEqualTo("2025-05-01T00:00:00Z");
    }

    @Test
    void knowsWhoMayGoWhere() throws IOException {
        StreetFile file = compiled("a.streets");
        for (ModeView mode : ModeView.values()) {
            assertThat(millis(file, mode, 21, 105.8, 21, 105.802)).isBetween(20_000, 160_000);
        }
        assertThat(millis(file, ModeView.MOTORBIKE, 21, 105.802, 21.002, 105.802)).isLessThan(60_000);
        assertThat(millis(file, ModeView.MOTORBIKE, 21.002, 105.802, 21, 105.802)).isEqualTo(StreetFile.CLOSED);
        assertThat(millis(file, ModeView.FOOT, 21.002, 105.802, 21, 105.802)).isNotEqualTo(StreetFile.CLOSED);
        assertThat(millis(file, ModeView.MOTORBIKE, 21.002, 105.802, 21.002, 105.804)).isEqualTo(StreetFile.CLOSED);
        assertThat(millis(file, ModeView.MOTORBIKE, 21, 105.802, 21.002, 105.804)).isNotEqualTo(StreetFile.CLOSED);
    }

    @Test
    void keepsTheBendsOfAStreet() throws IOException {
        StreetFile file = compiled("a.streets");
        int bent = 0;
        for (int edge = 0; edge < file.edges(); edge++) {
            if (file.points(edge) == 3) {
                bent++;
                assertThat(file.pointLatitude(edge, 1)).isCloseTo(21.001, org.assertj.core.data.Offset.offset(1e-5));
            }
        }
        assertThat(bent).isEqualTo(1);
        assertThat(file.meta().attribution()).contains("OpenStreetMap", "ODbL");
    }

    @Test
    void makesTheSameFileOfTheSameExtract() throws IOException {
        assertThat(compiled("a.streets").hash()).isEqualTo(compiled("b.streets").hash());
    }

    @Test
    void makesUpTheSameTownAroundTheSamePlace() throws IOException {
        Path out = directory.resolve("town.streets");
        StreetCompiler.generate(9.6, 105.97, out, 10, 3);
        StreetFile town = StreetFile.open(out);
        assertThat(town.meta().south()).isCloseTo(9.595, org.assertj.core.data.Offset.offset(0.001));
        assertThat(town.meta().east()).isCloseTo(105.975, org.assertj.core.data.Offset.offset(0.001));
        assertThat(town.meta().attribution()).contains("no real streets");
        assertThat(town.snap(ModeView.FOOT, 9.6, 105.97, 250)).isNotNull();
        StreetCompiler.generate(9.6, 105.97, out, 10, 3);
        assertThat(StreetFile.open(out).hash()).isEqualTo(town.hash());
        assertThatThrownBy(() -> StreetCompiler.generate(9.6, 105.97, out, 0, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StreetCompiler.generate(90, 0, out, 10, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nobodyWalksAFerry() throws IOException {
        StreetFile file = compiled("a.streets");
        for (ModeView mode : ModeView.values()) {
            assertThatThrownBy(() -> millis(file, mode, 21, 105.8, 21.002, 105.804)).isInstanceOf(AssertionError.class).hasMessage("no such street");
        }
    }

    @Test
    void tellsWhichStreetsAreSteps() throws IOException {
        String stairs = STREETS.replace("</osm>", """
                <way id="7"><nd ref="3"/><nd ref="5"/><tag k="highway" v="steps"/></way></osm>""");
        Path out = directory.resolve("stairs.streets");
        StreetCompiler.compile(Files.writeString(directory.resolve("stairs.osm"), stairs), out);
        StreetFile file = StreetFile.open(out);
        assertThat(file.meta().knowsSteps()).isTrue();
        int steps = 0;
        for (int edge = 0; edge < file.edges(); edge++) {
            if (file.isStepped(edge)) {
                steps++;
                assertThat(file.isOpen(ModeView.FOOT, edge)).isTrue();
                assertThat(file.isOpen(ModeView.MOTORBIKE, edge)).isFalse();
                assertThat(Math.max(file.latitude(file.from(edge)), file.latitude(file.to(edge)))).isCloseTo(21.002, org.assertj.core.data.Offset.offset(1e-5));
            }
        }
        assertThat(steps).isEqualTo(1);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> StreetCompiler.compile(directory.resolve("none.osm.pbf"), directory.resolve("x")))
                .isInstanceOf(IOException.class).hasMessageContaining("cannot read");
    }
}
