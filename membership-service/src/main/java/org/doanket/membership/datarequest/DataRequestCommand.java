package org.doanket.membership.datarequest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of one's data, and what may be answered. */
public sealed interface DataRequestCommand {

    /** @param corrections for a correction: the fields that are wrong, as they should be */
    @Schema(name = "DataRequestAsking")
    record Ask(@NotNull @Pattern(regexp = "correction|erasure") String kind, @Valid Corrections corrections) implements DataRequestCommand {

        @AssertTrue
        @JsonIgnore
        @Schema(hidden = true)
        public boolean isCorrectionsWithTheirKind() {
            return "correction".equals(kind) == (corrections != null && !corrections.isEmpty());
        }
    }

    /** The fields that a member may have corrected; null: right as it is. */
    @Schema(name = "Corrections")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Corrections(
            @Size(min = 1, max = 200) String fullName,
            LocalDate birthDate,
            @Pattern(regexp = "female|male") String sex,
            @Size(max = 30) String nationalId,
            @Size(max = 30) String phone,
            @Email @Size(max = 200) String email,
            @Size(max = 40) String cardNumber,
            LocalDate joinedOn) {

        public Corrections {
            fullName = Nfc.of(fullName);
        }

        @JsonIgnore
        boolean isEmpty() {
            return equals(new Corrections(null, null, null, null, null, null, null, null));
        }

        @Override
        public String toString() {
            return "Corrections[…]";
        }
    }

    /** The first answer that the law asks for: that it was received, and what happens now. */
    @Schema(name = "DataRequestFirstAnswer")
    record TakeUp(@NotBlank @Size(max = 1_000) String answer) implements DataRequestCommand {

        public TakeUp {
            answer = Nfc.of(answer);
        }
    }

    @Schema(name = "DataRequestAcceptance")
    record Accept(@Size(max = 1_000) String answer) implements DataRequestCommand {

        public Accept {
            answer = Nfc.of(answer);
        }
    }

    @Schema(name = "DataRequestRefusal")
    record Refuse(@NotBlank @Size(min = 10, max = 1_000) String reason) implements DataRequestCommand {

        public Refuse {
            reason = Nfc.of(reason);
        }
    }
}
