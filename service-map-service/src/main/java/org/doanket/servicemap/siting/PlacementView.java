package org.doanket.servicemap.siting;

import java.util.List;
import org.doanket.servicemap.streets.NetworkView;

/**
 * Where the next points would help most.
 *
 * @param streets       on which most of the areas are compared
 * @param furtherStreets on which the others are, and what of an area lies across: each cell on one file; empty where there is one
 * @param pace          km/h on foot that were asked for; null: as the streets say
 * @param stepFree      over no steps, as far as the streets tell them
 * @param method        how it was searched, and by whose figures
 * @param candidates    how many places were compared
 * @param offStreets    candidates that no street is near, and which therefore were not
 * @param truncated     there were more candidates than can be compared at once: the last were left out, of squares those with the fewest people
 * @param unplaced      people whom the streets do not carry, who are in no other figure
 * @param people        in all, weighted if weights were given
 * @param coveredBefore of them by what is there already
 * @param coveredAfter  with the chosen
 * @param atMost        what no choice of these candidates within these limits exceeds
 * @param proven        whether no choice covers more; else {@code gap} says by how many people one might
 * @param share         of what is possible that was reached, at least: gain by the most possible gain
 */
public record PlacementView(NetworkView.About streets, List<NetworkView.About> furtherStreets, String method, List<String> sources, String mode, Double pace, boolean stepFree, int minutes, int candidates,
        int offStreets, boolean truncated, long unplaced, double people, double coveredBefore, double coveredAfter, double atMost,
        boolean proven, double gap, double share, List<Chosen> chosen) {

    /** @param people whom it adds to those chosen before it; @param area code of the administrative area it lies in */
    public record Chosen(int rank, double lat, double lon, String label, double people, String area) {
    }
}
