package org.doanket.membership.datarequest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.doanket.membership.member.MemberCommand;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of one's data, and what may be answered. */
public sealed interface DataRequestCommand {

    String KINDS = "correction|erasure|restriction|objection|withdrawal";

    /**
     * @param corrections for a correction: the fields that are wrong, as they should be
     * @param purpose     for a withdrawal: of the consent
     * @param reason      for an objection, what use is objected to and why; for a restriction, if the member wants to say it
     */
    @Schema(name = "DataRequestAsking")
    record Ask(@NotNull @Pattern(regexp = DataRequestCommand.KINDS) String kind, @Valid MemberCommand.Corrections corrections,
            @Size(min = 1, max = 50) String purpose, @Size(min = 10, max = 1_000) String reason) implements DataRequestCommand {

        public Ask {
            reason = Nfc.of(reason);
        }

        @AssertTrue
        @JsonIgnore
        public boolean isCorrectionsWithTheirKind() {
            return "correction".equals(kind) == (corrections != null && !corrections.isEmpty());
        }

        @AssertTrue
        @JsonIgnore
        public boolean isPurposeWithItsKind() {
            return "withdrawal".equals(kind) == (purpose != null);
        }

        @AssertTrue
        @JsonIgnore
        public boolean isReasonWithItsKind() {
            return "objection".equals(kind) ? reason != null && !reason.isBlank() : "restriction".equals(kind) || reason == null;
        }
    }

    /** The first answer that the law asks for: that it was received, and what happens now. */
    @Schema(name = "DataRequestFirstAnswer")
    record TakeUp(@NotBlank @Size(max = 1_000) String answer) implements DataRequestCommand {

        public TakeUp {
            answer = Nfc.of(answer);
        }
    }

    /**
     * @param answer of an objection what ends and why, of a withdrawal what was done elsewhere with what the consent had allowed; else if wanted
     * @param fields of a correction: only these are made, {@code profile.address} for one of the profile, and the answer says why; all if not given
     */
    @Schema(name = "DataRequestAcceptance")
    record Accept(@Size(max = 1_000) String answer, @Size(min = 1, max = 40) Set<@NotBlank @Size(max = 60) String> fields) implements DataRequestCommand {

        public Accept {
            answer = Nfc.of(answer);
        }

        @AssertTrue
        @JsonIgnore
        public boolean isPartWithAnAnswer() {
            return fields == null || answer != null && !answer.isBlank();
        }
    }

    /** A restriction need not last; why it ends is told to the member. */
    @Schema(name = "RestrictionLifting")
    record Lift(@NotBlank @Size(min = 10, max = 1_000) String reason) implements DataRequestCommand {

        public Lift {
            reason = Nfc.of(reason);
        }
    }

    @Schema(name = "DataRequestRefusal")
    record Refuse(@NotBlank @Size(min = 10, max = 1_000) String reason) implements DataRequestCommand {

        public Refuse {
            reason = Nfc.of(reason);
        }
    }
}
