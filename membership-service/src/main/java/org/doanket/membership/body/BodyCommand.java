package org.doanket.membership.body;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of a body; the bodies of its requests. Each names the act on which it rests. */
public sealed interface BodyCommand {

    /**
     * @param basis       elected bodies of the caller's own unit wait until the unit above recognises them
     * @param plannedEnd  where it is not given, one term after the first day
     * @param recognition number of the decision by which the unit above recognises an elected body, if it is the one who records it
     */
    @Schema(name = "BodyForming")
    record Form(
            @NotNull UUID unitId,
            @NotBlank @Size(max = 50) String kind,
            @NotNull @Pattern(regexp = "elected|appointed") String basis,
            @Min(1) @Max(1000) int seats,
            @Size(max = 200) String congress,
            LocalDate congressOn,
            @NotBlank @Size(max = 100) String actNumber,
            LocalDate actDate,
            @NotNull LocalDate startsOn,
            LocalDate plannedEnd,
            @Size(max = 100) String recognition,
            @NotNull @Size(max = 200) List<@NotNull @Valid Holder> officers) implements BodyCommand {

        public Form {
            congress = Nfc.of(congress);
        }
    }

    /**
     * @param account  the subject that the identity provider knows the person by, where it is known
     * @param fullTime whether the office is the person's work, and not beside it; null where that is not known
     */
    @Schema(name = "OfficeHolder")
    record Holder(@NotNull UUID memberId, @NotBlank @Size(max = 50) String position, @Size(min = 1, max = 200) String account, Boolean fullTime) {
    }

    @Schema(name = "BodyRecognition")
    record Recognise(@NotBlank @Size(max = 100) String actNumber, @NotNull LocalDate on) implements BodyCommand {
    }

    @Schema(name = "BodyRefusal")
    record Refuse(@NotBlank @Size(max = 100) String actNumber, @NotNull LocalDate on, @NotBlank @Size(max = 500) String reason)
            implements BodyCommand {

        public Refuse {
            reason = Nfc.of(reason);
        }
    }

    /** @param on the first day on which it is no more */
    @Schema(name = "BodyEnding")
    record End(@NotNull LocalDate on, @NotBlank @Size(max = 500) String reason, @Size(max = 100) String actNumber) implements BodyCommand {

        public End {
            reason = Nfc.of(reason);
        }
    }

    /**
     * @param on            the first day on which it is no more
     * @param dismissal     against the will of who holds it: by a decision with a number, and after the notice that the rule of the day asks for
     * @param noticeGivenOn when he was told, after agreement had failed
     */
    @Schema(name = "OfficeEnding")
    record EndOffice(@NotNull LocalDate on, @NotBlank @Size(max = 500) String reason, @Size(max = 100) String actNumber, boolean dismissal,
            LocalDate noticeGivenOn) implements BodyCommand {

        public EndOffice {
            reason = Nfc.of(reason);
        }
    }

    /** Somebody more in a body that sits: a vacancy filled. */
    @Schema(name = "OfficerInstallation")
    record Install(
            @NotNull @Valid Holder officer,
            @NotNull @Pattern(regexp = "elected|appointed") String basis,
            @NotBlank @Size(max = 100) String actNumber,
            LocalDate actDate,
            @NotNull LocalDate startsOn) implements BodyCommand {
    }

    /** The subject that the identity provider knows an officer by. */
    @Schema(name = "OfficerAccount")
    record Account(@NotBlank @Size(max = 200) String account) implements BodyCommand {
    }
}
