package org.doanket.servicemap.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.rule.RuleTable;

/** Service requests as they are read. */
public sealed interface RequestView {

    /** A kind with the working days within which it is accepted and answered today. */
    record Kind(String code, String label, List<Clock> clocks) implements RequestView {
    }

    /** A kind as it is set, in all languages. */
    record KindEntry(String code, String labelVi, String labelEn, String labelZh, int position, long version) implements RequestView {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Clock(UUID id, String jurisdiction, LocalDate validFrom, int acceptanceDays, int answerDays, String citation, boolean verified,
            OffsetDateTime cancelledAt, String cancelledWhy) {

        static final RuleTable<Clock> TABLE = RuleTable.of("request_clock", List.of("jurisdiction", "kind"), Clock::of);

        static Clock of(ResultSet row) throws SQLException {
            return new Clock(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getObject("valid_from", LocalDate.class),
                    row.getInt("acceptance_days"), row.getInt("answer_days"), row.getString("citation"), row.getBoolean("verified"),
                    row.getObject("cancelled_at", OffsetDateTime.class), row.getString("cancelled_why"));
        }
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

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Competence(UUID id, UUID unit, String kind, LocalDate validFrom, LocalDate validTo, OffsetDateTime cancelledAt, String cancelledWhy, long version)
            implements RequestView {

        static final RuleTable<Competence> TABLE = RuleTable.of("request_competence", List.of("unit_id", "kind"), Competence::of).ending();

        static Competence of(ResultSet row) throws SQLException {
            return new Competence(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("kind"),
                    row.getObject("valid_from", LocalDate.class), row.getObject("valid_to", LocalDate.class), row.getObject("cancelled_at", OffsetDateTime.class),
                    row.getString("cancelled_why"), row.getLong("version"));
        }
    }

    /** @param inTime answered within the working days of their kind; @param late open though the last day has passed */
    record Tally(String kind, long received, long answered, long inTime, long withdrawn, long open, long late, long rated, Double meanRating)
            implements RequestView {
    }
}
