package org.doanket.servicemap.coverage;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.doanket.servicemap.streets.ModeView;
import org.doanket.servicemap.streets.NetworkView;
import org.doanket.servicemap.streets.PlaceView;

/**
 * By how many sites each cell is covered. Brought from one set of sites to another by the circles of those that came and
 * went: a point that opens changes its own some 1,600 cells and nothing else. Not for two threads at once.
 */
final class CoverageLayer {

    private final NetworkView network;
    private final ModeView mode;
    private final int millis;
    private final short[] sites;
    private final Map<UUID, PlaceView> counted = new HashMap<>();

    CoverageLayer(NetworkView network, ModeView mode, int millis) {
        this.network = network;
        this.mode = mode;
        this.millis = millis;
        sites = new short[network.grid().size()];
    }

    NetworkView network() {
        return network;
    }

    /** By cell of the grid; changes with the next set. */
    short[] of(Map<UUID, PlaceView> wanted) {
        counted.entrySet().removeIf(before -> {
            boolean isGone = !before.getValue().equals(wanted.get(before.getKey()));
            if (isGone) {
                add(before.getValue(), -1);
            }
            return isGone;
        });
        wanted.forEach((site, place) -> {
            if (counted.putIfAbsent(site, place) == null) {
                add(place, 1);
            }
        });
        return sites;
    }

    /** The circle of a point is from where it can be reached. */
    private void add(PlaceView place, int step) {
        network.travel(mode, false, place, millis, travel -> {
            travel.eachCell((cell, at) -> sites[cell] += step);
            return null;
        });
    }
}
