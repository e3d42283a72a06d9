package org.doanket.membership.datarequest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a member asks of his data, with its legal clock.
 *
 * @param kind           correction | erasure | restriction | objection | withdrawal
 * @param state          asked | taken-up | erasing | in-force | done | lifted | refused | taken-back
 * @param purpose        of a withdrawal: of which consent
 * @param reason         of an objection or a restriction: what the member wrote
 * @param corrections    as the fields should be; national id and phone masked, what is sensitive of the profile hidden
 * @param firstAnswerDue last working day for the first answer; null where there was no such rule
 * @param citation       where the two terms stand
 * @param overdue        a term has passed unanswered, or that of a receipt
 * @param stays          of an erasure: what it leaves, and why
 * @param receiptsDue    of an erasure: last working day for the receipts of the other services
 * @param awaits         of an erasure: the services that have not forgotten the person yet; it is done when there are none
 * @param receipts       of an erasure: the services that have
 * @param liftedAt       of a restriction: when it ended; {@code liftedWhy} null where the member ended it
 */
@Schema(name = "DataRequest")
public record DataRequestView(UUID id, UUID memberId, UUID unitId, String memberCode, String kind, String state, JsonNode corrections,
        String purpose, String reason, OffsetDateTime askedAt, LocalDate firstAnswerDue, LocalDate answerDue, String citation, boolean overdue, OffsetDateTime firstAnswerAt,
        String firstAnswer, OffsetDateTime answeredAt, String answer, List<Retention> stays, LocalDate receiptsDue, List<String> awaits,
        List<Receipt> receipts, OffsetDateTime liftedAt, String liftedWhy, long version) {

    /** What an erasure leaves, for so many months or as long as its purpose lasts. {@code verified}: somebody has read it in the source that is cited. */
    @Schema(name = "Retention")
    public record Retention(String code, String what, Integer months, String citation, boolean verified) {
    }

    /** @param rows how many of which kind were changed there */
    @Schema(name = "ErasureReceipt")
    public record Receipt(String service, OffsetDateTime at, Map<String, Integer> rows) {
    }

    @Override
    public String toString() {
        return "DataRequestView[id=" + id + ", state=" + state + "]";
    }
}
