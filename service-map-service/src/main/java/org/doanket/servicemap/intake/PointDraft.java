package org.doanket.servicemap.intake;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A service point that passed its checks and waits for the commit; WGS 84 by now. */
record PointDraft(UUID unitId, String kind, String name, String hours, Integer capacity, List<String> amenities, String state,
        LocalDate openedOn, String siteName, String address, String administrativeUnit, double latitude, double longitude,
        String access, String host, String hostName) {

    /** Points with the same place share one site. */
    String place() {
        return unitId + "|" + siteName + "|" + Math.round(latitude * 1e6) + "|" + Math.round(longitude * 1e6);
    }
}
