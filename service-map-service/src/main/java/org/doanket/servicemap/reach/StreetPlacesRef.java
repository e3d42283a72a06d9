package org.doanket.servicemap.reach;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.doanket.servicemap.streets.ModeView;
import org.doanket.servicemap.streets.NetworkView;
import org.doanket.servicemap.streets.PlaceView;

/** Where one point lies on the streets, for each mode: looked for once a file of streets, and then remembered. */
public final class StreetPlacesRef {

    private static final PlaceView NOWHERE = new PlaceView(-1, 0, 0, 0, 0);

    private record Kept(NetworkView network, AtomicReferenceArray<PlaceView> places) {
    }

    private volatile Kept kept;

    PlaceView in(NetworkView network, ModeView mode, double latitude, double longitude) {
        Kept now = kept;
        if (now == null || now.network() != network) {
            now = new Kept(network, new AtomicReferenceArray<>(ModeView.values().length));
            kept = now;
        }
        PlaceView place = now.places().get(mode.ordinal());
        if (place == null) {
            // Two threads may both look: they find the same.
            place = network.snap(mode, latitude, longitude).orElse(NOWHERE);
            now.places().set(mode.ordinal(), place);
        }
        return place == NOWHERE ? null : place;
    }
}
