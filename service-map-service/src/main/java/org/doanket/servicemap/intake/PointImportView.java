package org.doanket.servicemap.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A file of service points on its way into the register.
 *
 * @param state checking, checked, committing, committed, undoing or undone
 * @param good  rows that become points or change them; {@code faulty} those that do not
 * @param territoryUnknown rows that no outline of a territory could be held against, for none is known
 * @param offStreet rows farther from any street than the rule allows, of the onStreets that lie on the loaded map
 * @param warnings off-street where these are so large a share that the datum or the columns were probably named wrongly
 * @param kept  at undoing: points that somebody had changed since and that therefore stayed as they were
 * @param job   the latest job that works on it
 */
public record PointImportView(UUID id, UUID unitId, String datum, String state, int good, int faulty, int territoryUnknown, int offStreet, int onStreets,
        List<String> warnings, int kept, UUID job, Instant createdAt) {

    /**
     * @param given   the cells as they came
     * @param change  new, changed or unchanged; null where there are errors
     * @param changed the columns in which it differs from the point that is there already
     * @param metresToStreet to the nearest street; null where the streets that are loaded do not reach there, or there is none within 10 km
     * @param point   that came of it, or that it changes
     */
    public record Row(int number, JsonNode given, List<RowError> errors, String change, List<String> changed, Integer metresToStreet, UUID point) {
    }

    /** @param message in the language asked for */
    public record RowError(String column, String code, String message) {
    }
}
