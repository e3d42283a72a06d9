package org.doanket.finance.sharing;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Asks for what follows a unit's receipts, as a job of that unit. */
public record ShareCommand() {

    public static final String KIND = "sharing";

    /** The same for some units, one after the other, as one job of the unit above them; of as many as there are, some hundreds at a time. */
    public record OfMany(List<UUID> units) {

        public static final String KIND = "sharing-of-units";
        private static final int MOST = 500;

        public static List<OfMany> of(List<UUID> units) {
            List<OfMany> parts = new ArrayList<>();
            for (int i = 0; i < units.size(); i += MOST) {
                parts.add(new OfMany(List.copyOf(units.subList(i, Math.min(i + MOST, units.size())))));
            }
            return parts;
        }
    }
}
