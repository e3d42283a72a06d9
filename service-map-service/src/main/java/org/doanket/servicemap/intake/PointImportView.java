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
 * @param kept  at undoing: points that somebody had changed since and that therefore stayed as they were
 * @param job   the latest job that works on it
 */
public record PointImportView(UUID id, UUID unitId, String datum, String state, int good, int faulty, int territoryUnknown, int kept, UUID job,
        Instant createdAt) {

    /**
     * @param given   the cells as they came
     * @param change  new, changed or unchanged; null where there are errors
     * @param changed the columns in which it differs from the point that is there already
     * @param point   that came of it, or that it changes
     */
    public record Row(int number, JsonNode given, List<RowError> errors, String change, List<String> changed, UUID point) {
    }

    /** @param message in the language asked for */
    public record RowError(String column, String code, String message) {
    }
}
