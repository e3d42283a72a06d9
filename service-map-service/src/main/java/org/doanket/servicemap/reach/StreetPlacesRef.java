package org.doanket.servicemap.reach;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.doanket.servicemap.streets.ModeView;
import org.doanket.servicemap.streets.NetworkView;
import org.doanket.servicemap.streets.PlaceView;

/** Where one point lies on the streets, for each mode: looked for once a file of streets, and then remembered. */
public final class StreetPlacesRef {

    private static final int MODES = ModeView.values().length;
    private static final PlaceView NOWHERE = new PlaceView(-1, 0, 0, 0, 0);

    private record Kept(NetworkView network, AtomicReferenceArray<PlaceView> places) {
    }

    private volatile Kept kept;

    PlaceView in(NetworkView network, ModeView mode, double latitude, double longitude) {
        Kept now = kept;
        if (now == null || now.network() != network.base()) {
            now = new Kept(network.base(), new AtomicReferenceArray<>(2 * MODES));
            kept = now;
        }
        // Beside the places on all streets those on streets without steps.
        int slot = mode.ordinal() + (network == network.base() ? 0 : MODES);
        PlaceView place = now.places().get(slot);
        if (place == null) {
            // Two threads may both look: they find the same.
            place = network.snap(mode, latitude, longitude).orElse(NOWHERE);
            now.places().set(slot, place);
        }
        return place == NOWHERE ? null : place;
    }
}
