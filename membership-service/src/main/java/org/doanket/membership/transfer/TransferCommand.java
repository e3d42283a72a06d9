package org.doanket.membership.transfer;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of transfers. */
public sealed interface TransferCommand {

    /**
     * {@code leave}: the unit of {@code memberId} lets him go to the unit with the code {@code toUnitCode}. {@code receive}: the unit
     * {@code unitId} wishes to receive somebody, named by the member code or the national id that he has shown.
     *
     * @param movesOn  the first day in the unit that receives; may lie behind or before us
     * @param category as which the member goes there, where the other unit is of another kind; null: as before
     * @param note     to the other side
     */
    @Schema(name = "TransferAsking")
    record Ask(
            @NotNull @Pattern(regexp = "leave|receive") String kind,
            UUID memberId,
            @Size(max = 40) String toUnitCode,
            UUID unitId,
            @Size(max = 40) String memberCode,
            @Size(max = 30) String nationalId,
            @NotNull LocalDate movesOn,
            @Size(max = 50) String category,
            @Size(max = 500) String note) implements TransferCommand {

        public Ask {
            note = Nfc.of(note);
        }

        @Override
        public String toString() {
            return "Ask[kind=" + kind + ", unitId=" + unitId + "]";
        }
    }

    /** By the member himself. */
    @Schema(name = "OwnTransferAsking")
    record AskOwn(@NotBlank @Size(max = 40) String toUnitCode, @NotNull LocalDate movesOn, @Size(max = 50) String category,
            @Size(max = 500) String note) implements TransferCommand {

        public AskOwn {
            note = Nfc.of(note);
        }
    }

    /** @param decisionNumber by which it is done, where there is one: it goes into the member's history */
    @Schema(name = "TransferAcceptance")
    record Accept(@Size(max = 80) String decisionNumber) implements TransferCommand {

        public Accept {
            decisionNumber = Nfc.of(decisionNumber);
        }
    }

    @Schema(name = "TransferRefusal")
    record Refuse(@NotBlank @Size(max = 500) String reason) implements TransferCommand {

        public Refuse {
            reason = Nfc.of(reason);
        }
    }
}
