package org.doanket.streetcompiler;

import static org.assertj.core.api.Assertions.assertThat;

import com.graphhopper.reader.ReaderWay;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepRulesTest {

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource({"steps, , , true", "steps, wheelchair, yes, false", "steps, wheelchair, no, true", "steps, ramp, yes, true", "steps, ramp:wheelchair, yes, false",
        "steps, ramp:stroller, yes, false", "steps, ramp:stroller, no, true", "footway, , , false", "footway, wheelchair, no, true",
        "residential, wheelchair, limited, false"})
    void tellsWhereNobodyGetsAlongOnWheels(String highway, String tag, String value, boolean isNothing) {
        ReaderWay way = new ReaderWay(1);
        way.setTag("highway", highway);
        if (tag != null) {
            way.setTag(tag, value);
        }
        assertThat(StepRules.isNothingForWheels(way)).isEqualTo(isNothing);
    }
}
