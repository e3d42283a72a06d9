package org.doanket.campaign.recognition;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * That a model was recognised.
 *
 * @param unit    that holds it, {@code by} that recognised it
 * @param number  its place on the decision
 * @param revoked null as long as it holds
 */
public record RecognitionView(UUID id, UUID model, String modelName, String holder, String subjectKind, String field, int year, UUID unit,
        String unitCode, String unitName, UUID by, String byName, String level, String decision, LocalDate decidedOn, int number,
        OffsetDateTime recordedAt, Revoked revoked) {

    /** That it was taken back. */
    @Schema(name = "RecognitionRevoked")
    public record Revoked(String decision, LocalDate on, String reason) {
    }

    /** All models of one decision. */
    public record Act(UUID by, String decision, List<RecognitionView> recognised) {
    }
}
