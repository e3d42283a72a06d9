package org.doanket.streetcompiler;

import static org.assertj.core.api.Assertions.assertThat;

import com.graphhopper.reader.ReaderWay;
import org.doanket.streetcompiler.MotorbikeRules.Speeds;
import org.junit.jupiter.api.Test;

class MotorbikeRulesTest {

    private static Speeds of(String... tags) {
        ReaderWay way = new ReaderWay(1);
        for (int i = 0; i < tags.length; i += 2) {
            way.setTag(tags[i], tags[i + 1]);
        }
        return MotorbikeRules.of(way);
    }

    @Test
    void ridesWhereCarsMayNot() {
        assertThat(of("highway", "residential", "motorcar", "no")).isEqualTo(new Speeds(22, 22));
        assertThat(of("highway", "residential", "motor_vehicle", "no", "motorcycle", "yes")).isEqualTo(new Speeds(22, 22));
        assertThat(of("highway", "footway", "motorcycle", "yes")).isEqualTo(new Speeds(8, 8));
    }

    @Test
    void staysOffFootwaysStepsMotorwaysAndPrivateWays() {
        for (String highway : new String[] {"footway", "steps", "path", "pedestrian", "motorway", "construction"}) {
            assertThat(of("highway", highway)).as(highway).isEqualTo(Speeds.NONE);
        }
        assertThat(of("highway", "steps", "motorcycle", "yes")).isEqualTo(Speeds.NONE);
        assertThat(of("highway", "footway", "access", "yes")).isEqualTo(Speeds.NONE);
        assertThat(of("highway", "service", "access", "private")).isEqualTo(Speeds.NONE);
        assertThat(of("highway", "primary", "motorcycle", "no")).isEqualTo(Speeds.NONE);
        assertThat(of("route", "ferry")).isEqualTo(Speeds.NONE);
    }

    @Test
    void obeysItsOwnOneWaySignsBeforeThoseOfAll() {
        assertThat(of("highway", "tertiary", "oneway", "yes")).isEqualTo(new Speeds(28, 0));
        assertThat(of("highway", "tertiary", "oneway", "-1")).isEqualTo(new Speeds(0, 28));
        assertThat(of("highway", "tertiary", "oneway", "yes", "oneway:motorcycle", "no")).isEqualTo(new Speeds(28, 28));
        assertThat(of("highway", "tertiary", "junction", "roundabout")).isEqualTo(new Speeds(28, 0));
    }
}
