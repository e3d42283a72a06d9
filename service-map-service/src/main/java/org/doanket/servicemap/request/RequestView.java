package org.doanket.servicemap.request;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Service requests as they are read. */
public sealed interface RequestView {

    /** A kind with the working days within which it is accepted and answered today. */
    record Kind(String code, String label, List<Clock> clocks) implements RequestView {
    }

    /** A kind as it is set, in all languages. */
    record KindEntry(String code, String labelVi, String labelEn, String labelZh, int position) implements RequestView {
    }

    record Clock(String jurisdiction, LocalDate validFrom, int acceptanceDays, int answerDays, String citation, boolean verified) {
    }

    /** The answer to who asks. @param link by which the request is followed; shown once */
    record Received(UUID id, String link, UUID unit, String unitName, String state, LocalDate acceptBy, LocalDate answerBy) implements RequestView {
    }

    /** One of a list: nothing sealed is opened for it. */
    record Line(UUID id, UUID unit, UUID askedUnit, String kind, String administrativeUnit, UUID point, boolean isMember, String state,
            Instant receivedAt, LocalDate acceptBy, LocalDate answerBy, Instant acceptedAt, Instant answeredAt, Integer rating, long version)
            implements RequestView {
    }

    /** For the desk that answers. */
    record Whole(Line line, UUID member, String name, String contact, String subject, String answer, String ratingNote, List<Paper> attachments,
            List<Step> steps) implements RequestView {
    }

    /** For who asked, by the link. */
    record Followed(String kind, UUID unit, String unitName, String state, Instant receivedAt, LocalDate acceptBy, LocalDate answerBy, String subject,
            String answer, Integer rating, List<Paper> attachments) implements RequestView {
    }

    record Paper(UUID id, String mediaType, int size, boolean fromDesk) implements RequestView {
    }

    record Step(String step, UUID unit, String reason, Instant at) implements RequestView {
    }

    record Competence(UUID id, UUID unit, String kind, LocalDate validFrom, LocalDate validTo, long version) implements RequestView {
    }

    /** @param inTime answered within the working days of their kind; @param late open though the last day has passed */
    record Tally(String kind, long received, long answered, long inTime, long withdrawn, long open, long late, long rated, Double meanRating)
            implements RequestView {
    }
}
