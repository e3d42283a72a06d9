package org.doanket.streetcompiler;

import com.graphhopper.reader.ReaderWay;
import java.util.Set;
import org.doanket.servicemap.streets.StreetFile;

/**
 * Where nobody gets along with a wheelchair or a pram: on steps without a ramp for them, and where a sign says so (wiki.openstreetmap.org, "Key:wheelchair",
 * "Key:ramp"). Kerbs, turnstiles and bad ground are told too seldom to say anything about.
 */
final class StepRules {

    static final String VERSION = StreetFile.Meta.STEPS_RULES + "1";
    private static final Set<String> PASSABLE = Set.of("yes", "designated", "limited");
    /** "ramp=yes" alone is mostly a gutter for bicycles. */
    private static final String[] RAMPS = {"ramp:wheelchair", "ramp:stroller"};

    private StepRules() {
    }

    static boolean isNothingForWheels(ReaderWay way) {
        String wheelchair = way.getTag("wheelchair");
        if ("no".equals(wheelchair)) {
            return true;
        }
        if (!"steps".equals(way.getTag("highway")) || wheelchair != null && PASSABLE.contains(wheelchair)) {
            return false;
        }
        for (String ramp : RAMPS) {
            if ("yes".equals(way.getTag(ramp)) || "automatic".equals(way.getTag(ramp))) {
                return false;
            }
        }
        return true;
    }
}
