package org.doanket.servicemap.model;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

/**
 * What is read of a fact about a good-practice model.
 *
 * @param recognisedOn null while it was never recognised
 * @param isPublic     whether name and place may be shown to everybody; null where it is not told
 * @param place        where it can be seen, or null
 */
record ModelState(UUID id, UUID unitId, String name, String jurisdiction, String field, String subjectKind, String state, int year, String level,
        LocalDate recognisedOn, Boolean isPublic, Spot place) {

    private static final Set<String> SHOWN = Set.of("recognised", "kept", "spread", "proposed", "not-recognised");

    /** Each null where it is not said. */
    record Spot(String code, String text, Double latitude, Double longitude) {

        static final Spot NOWHERE = new Spot(null, null, null, null);

        boolean isPosition() {
            return latitude != null && longitude != null;
        }
    }

    /** One that was recognised and goes on. Of a person only where it is told that he agreed. */
    boolean isShown() {
        return recognisedOn != null && SHOWN.contains(state) && (isPublic == null ? "collective".equals(subjectKind) : isPublic);
    }

    Spot spot() {
        return place == null ? Spot.NOWHERE : place;
    }
}
