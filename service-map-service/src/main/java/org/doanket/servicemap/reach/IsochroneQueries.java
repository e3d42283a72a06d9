package org.doanket.servicemap.reach;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Unscoped;
import org.doanket.servicemap.streets.CellsView;
import org.doanket.servicemap.streets.ModeView;
import org.doanket.servicemap.streets.NetworkView;
import org.doanket.servicemap.streets.PlaceView;
import org.doanket.servicemap.streets.PolygonView;
import org.doanket.servicemap.streets.StreetQueries;

/** Draws circles around the cells of one search. The polygon is a picture: what is within reach is answered from times, never from it. */
@ApplicationScoped
@Unscoped("the map is public")
public class IsochroneQueries {

    private static final int CORNERS_OF_AN_ESTIMATE = 72;

    private final StreetQueries streets;
    private final ReachQueries reach;
    private final Clock clock;

    IsochroneQueries(StreetQueries streets, ReachQueries reach, Clock clock) {
        this.streets = streets;
        this.reach = reach;
        this.clock = clock;
    }

    /** @throws Problem 404 if no such point is open */
    OpenPointView point(UUID id) {
        return reach.openPoint(id).orElseThrow(() -> Problem.notFound("service-point"));
    }

    /**
     * @param pace      km/h on foot; null: as the mode says
     * @param isStepFree over no steps
     * @param minutes   the longest first, none twice
     * @param isForward what one can reach from there, or who can reach it
     * @throws Problem 409 where steps are not known; 422 too far from any street
     */
    IsochroneView circles(double latitude, double longitude, TravelModeView travel, Double pace, boolean isStepFree, List<Integer> minutes,
            boolean isForward) {
        ModeView mode = ModeView.of(travel.code());
        NetworkView network = mode == null ? null : ReachQueries.asked(streets.networkAt(latitude, longitude), isStepFree).orElse(null);
        if (network == null) {
            List<IsochroneView.Feature> features = new ArrayList<>(minutes.size());
            for (int most : minutes) {
                double metres = travel.at(pace).reachMetres(most);
                features.add(feature(most, Math.PI * metres * metres, null, round(latitude, longitude, metres)));
            }
            return new IsochroneView("FeatureCollection", EstimatedReach.METHOD, null, null, null, travel.code(), pace, false, direction(isForward), clock.instant(),
                    features);
        }
        return NetworkView.inTurn(() -> circles(network, mode, latitude, longitude, travel, pace, isStepFree, minutes, isForward));
    }

    /** The cells and the outlines of the largest circles are of megabytes. */
    private IsochroneView circles(NetworkView network, ModeView mode, double latitude, double longitude, TravelModeView travel, Double pace, boolean isStepFree,
            List<Integer> minutes, boolean isForward) {
        PlaceView place = StreetReach.onStreet(network, mode, latitude, longitude);
        double minute = 60_000 / network.slowness(pace);
        List<IsochroneView.Feature> features = new ArrayList<>(minutes.size());
        CellsView circle = network.circle(mode, isForward, place, (int) Math.round(minutes.get(0) * minute));
        for (int most : minutes) {
            int[] cells = most == minutes.get(0) ? circle.cells() : circle.within((int) Math.round(most * minute));
            features.add(feature(most, CellsView.squareMetres(circle.grid(), cells), cells.length, multiPolygon(CellsView.outline(circle.grid(), cells))));
        }
        return new IsochroneView("FeatureCollection", StreetReach.METHOD, network.about(), Math.round(place.metres()), circle.isCut(),
                travel.code(), pace, isStepFree, direction(isForward), clock.instant(), features);
    }

    private static String direction(boolean isForward) {
        return isForward ? "from" : "to";
    }

    private static IsochroneView.Feature feature(int minutes, double squareMetres, Integer cells, String geometry) {
        return new IsochroneView.Feature("Feature", new IsochroneView.Properties(minutes, Math.round(squareMetres / 1_000) / 1_000.0, cells), geometry);
    }

    static String multiPolygon(List<PolygonView> polygons) {
        StringBuilder text = new StringBuilder(polygons.stream().mapToInt(PolygonView::corners).sum() * 22 + 64);
        text.append("{\"type\":\"MultiPolygon\",\"coordinates\":[");
        for (int i = 0; i < polygons.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            polygons.get(i).write(text);
        }
        return text.append("]}").toString();
    }

    private static String round(double latitude, double longitude, double metres) {
        StringBuilder text = new StringBuilder("{\"type\":\"MultiPolygon\",\"coordinates\":[[[");
        Plane plane = new Plane(latitude, longitude);
        double up = plane.latitudeDegrees(metres);
        // Near the poles a circle is cut off rather than wound around the earth.
        double aside = Math.min(90, plane.longitudeDegrees(metres));
        for (int i = 0; i <= CORNERS_OF_AN_ESTIMATE; i++) {
            double angle = 2 * Math.PI * (i % CORNERS_OF_AN_ESTIMATE) / CORNERS_OF_AN_ESTIMATE;
            text.append(i == 0 ? "[" : ",[").append(Math.round((longitude + aside * Math.cos(angle)) * 1e6) / 1e6).append(',')
                    .append(Math.round(Math.max(-90, Math.min(90, latitude + up * Math.sin(angle))) * 1e6) / 1e6).append(']');
        }
        return text.append("]]]}").toString();
    }
}
