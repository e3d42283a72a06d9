package org.doanket.finance.bank;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of bank lines. */
public sealed interface BankCommand {

    int MOST_LINES = 500;
    int MOST_PARTS = 5_000;

    /**
     * Says what a line in suspense paid: a payment request; a month of the unit, or of one member of it, where none was made; many of
     * these by a list; or an employer's fund, whose oldest months it pays.
     *
     * @param parts add up to the line; one of them may be without an amount and takes what the others leave
     */
    record Assign(UUID paymentRequest, YearMonth month, @Pattern(regexp = "dues|fund") String stream, UUID member, UUID employer,
            @Size(min = 1, max = MOST_PARTS) List<@NotNull @Valid Part> parts) implements BankCommand {

        @AssertTrue
        public boolean isRequestOrMonth() {
            return (paymentRequest == null ? 0 : 1) + (month == null ? 0 : 1) + (parts == null ? 0 : 1)
                    + (employer == null ? 0 : 1) == 1 && (member == null || month != null);
        }

        List<Part> all() {
            return parts == null ? List.of(new Part(paymentRequest, month, stream, member, null, null)) : parts;
        }
    }

    /** @param memberCode in place of {@code member}: as a firm's list names its workers */
    @Schema(name = "AssignmentPart")
    record Part(UUID paymentRequest, YearMonth month, @Pattern(regexp = "dues|fund") String stream, UUID member,
            @Size(max = 50) String memberCode,
            Money amount) {

        @AssertTrue
        public boolean isRequestOrMonth() {
            return (paymentRequest == null) != (month == null) && (member == null || memberCode == null)
                    && (month != null || member == null && memberCode == null);
        }
    }

    record LineAssignment(@NotNull UUID line, @NotNull @Valid Assign to) {
    }

    /** Many lines at once: all of them, or none and every fault. */
    @Schema(name = "Assignments")
    record AssignMany(@NotEmpty @Size(max = MOST_LINES) List<@NotNull @Valid LineAssignment> assignments) implements BankCommand {

        @AssertTrue
        public boolean isOfBearableLength() {
            return assignments == null || assignments.stream().filter(each -> each != null && each.to() != null)
                    .mapToInt(each -> each.to().all().size()).sum() <= MOST_PARTS;
        }
    }

    /** @param entries that have booked the money of the line already */
    @Schema(name = "LineTold")
    record Tell(@NotEmpty @Size(max = 100) List<@NotNull UUID> entries) implements BankCommand {
    }

    /** @param line that it is once more; null where it is a line of its own, which is booked then */
    @Schema(name = "SuspectDecision")
    record Decision(@NotNull UUID suspect, UUID line) {
    }

    /** Many at once: all of them, or none and every fault. */
    @Schema(name = "SuspectDecisions")
    record Decide(@NotEmpty @Size(max = MOST_LINES) List<@NotNull @Valid Decision> decisions) implements BankCommand {
    }

    @Schema(name = "AssignmentUndo")
    record Undo(@NotBlank @Size(max = 500) String why) implements BankCommand {
    }
}
