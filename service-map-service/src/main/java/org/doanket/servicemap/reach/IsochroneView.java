package org.doanket.servicemap.reach;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import org.doanket.servicemap.streets.NetworkView;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Circles as a GeoJSON feature collection (RFC 7946), the largest first, so that the smaller are drawn over it; each lies within
 * the one before.
 *
 * @param method {@code streets}, or {@code estimate}: a round circle, of the straight line that the detour factor leaves
 * @param pace   km/h on foot that were asked for; null: as the mode says
 * @param stepFree over no steps, as far as the streets tell them
 * @param cut    it comes to the edge of the streets that are known, and may go on beyond
 */
public record IsochroneView(String type, String method, NetworkView.About streets, Long metresToStreet, Boolean cut, String mode, Double pace, boolean stepFree,
        String direction, Instant computedAt, List<Feature> features) {

    /** @param geometry a MultiPolygon around the cells of one arc-second from which, or to which, one gets in time */
    public record Feature(String type, Properties properties,
            @JsonRawValue @Schema(type = SchemaType.OBJECT, description = "GeoJSON MultiPolygon") String geometry) {
    }

    /** @param areaKm2 of the cells, along streets only: not of parks and water that nobody crosses */
    public record Properties(int minutes, double areaKm2, Integer cells) {
    }
}
