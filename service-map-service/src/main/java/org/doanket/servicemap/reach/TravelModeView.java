package org.doanket.servicemap.reach;

/**
 * How travel is estimated where no street network is loaded.
 *
 * @param detourFactor how much longer the way is than the straight line
 * @param source       where speed and factor come from, and how far they are assumptions
 */
public record TravelModeView(String code, double speedKmh, double detourFactor, String source) {

    /** The same way at another speed. @param kmh null for this one */
    TravelModeView at(Double kmh) {
        return kmh == null ? this : new TravelModeView(code, kmh, detourFactor, source);
    }

    /** How far one comes in these minutes, as the crow flies. */
    double reachMetres(double minutes) {
        return minutes * 60 * metresPerSecond() / detourFactor;
    }

    double seconds(double straightMetres) {
        return straightMetres * detourFactor / metresPerSecond();
    }

    private double metresPerSecond() {
        return speedKmh / 3.6;
    }
}
