package org.doanket.servicemap.streets;

/**
 * A place on a street.
 *
 * @param fraction how far along the edge, 0 at its first node
 * @param metres   from where one was to the street
 */
public record PlaceView(int edge, double fraction, double metres, double latitude, double longitude) {
}
