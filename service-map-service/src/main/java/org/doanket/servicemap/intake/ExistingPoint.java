package org.doanket.servicemap.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** A point of the register that a row names by its id. @param isShared points of units outside the importer's scope are in its place */
record ExistingPoint(UUID id, long version, UUID siteId, boolean isShared, PointDraft now) {

    static final Set<String> NEVER_BLANK = Set.of("state", "access", "host");
    /** Map programs round; a step to the side is no move. */
    private static final double SAME_METRES = 0.1;

    /** As a row of its own export would say it. */
    Map<String, String> cells() {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("unitId", now.unitId().toString());
        cells.put("state", now.state());
        cells.put("hours", now.hours());
        cells.put("capacity", now.capacity() == null ? null : now.capacity().toString());
        cells.put("amenities", now.amenities().isEmpty() ? null : String.join(" ", now.amenities()));
        cells.put("siteName", now.siteName());
        cells.put("address", now.address());
        cells.put("administrativeUnit", now.administrativeUnit());
        cells.put("access", now.access());
        cells.put("host", now.host());
        cells.put("hostName", now.hostName());
        return cells;
    }

    /** The columns in which the row differs from the register. */
    List<String> changed(PointDraft draft) {
        List<String> changed = new ArrayList<>();
        differs("kind", now.kind(), draft.kind(), changed);
        differs("name", now.name(), draft.name(), changed);
        differs("hours", now.hours(), draft.hours(), changed);
        differs("capacity", now.capacity(), draft.capacity(), changed);
        differs("amenities", now.amenities(), draft.amenities(), changed);
        changed.addAll(placeChanged(draft));
        return changed;
    }

    /** Of these, what is the place's and thereby of all points in it. */
    List<String> placeChanged(PointDraft draft) {
        List<String> changed = new ArrayList<>();
        differs("siteName", now.siteName(), draft.siteName(), changed);
        differs("address", now.address(), draft.address(), changed);
        differs("administrativeUnit", now.administrativeUnit(), draft.administrativeUnit(), changed);
        if (draft.metresTo(now.latitude(), now.longitude()) > SAME_METRES) {
            changed.add("latitude");
            changed.add("longitude");
        }
        differs("access", now.access(), draft.access(), changed);
        differs("host", now.host(), draft.host(), changed);
        differs("hostName", now.hostName(), draft.hostName(), changed);
        return changed;
    }

    private static void differs(String column, Object before, Object after, List<String> changed) {
        if (!Objects.equals(before, after)) {
            changed.add(column);
        }
    }
}
