package org.doanket.campaign.plan;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of the reports of half-years and years. */
public sealed interface ProgressReportCommand {

    String PERIOD = "half-year|year";

    /** A draft with the figures as they stand at the period's cut-off, or until now if that is still to come. */
    @Schema(name = "ProgressReportDraft")
    record Draft(@NotNull UUID plan, @NotNull @Pattern(regexp = PERIOD) String period) implements ProgressReportCommand {
    }

    /** The words of a report. @param lines on single targets; those that are not named keep theirs */
    @Schema(name = "ProgressReportWords")
    record Words(@Size(max = 20_000) String summary, @Size(max = 20_000) String difficulties, @Size(max = 20_000) String proposals,
            @Valid @Size(max = 200) List<@NotNull LineWords> lines) implements ProgressReportCommand {

        public Words {
            summary = Nfc.of(summary);
            difficulties = Nfc.of(difficulties);
            proposals = Nfc.of(proposals);
            lines = lines == null ? List.of() : new ArrayList<>(lines);
        }
    }

    /** What is to be said of one target. */
    record LineWords(@NotNull UUID target, @Size(max = 4_000) String words) {

        public LineWords {
            words = Nfc.of(words);
        }
    }

    /** Why a report goes back. */
    @Schema(name = "ProgressReportReturn")
    record SendBack(@NotBlank @Size(max = 2_000) String note) implements ProgressReportCommand {

        public SendBack {
            note = Nfc.of(note);
        }
    }

    /** Reminds all whose report of the period is late. */
    @Schema(name = "LateReportsReminder")
    record Remind(@NotNull UUID plan, @NotNull @Pattern(regexp = PERIOD) String period, @Size(max = 1_000) String text) implements ProgressReportCommand {

        public Remind {
            text = Nfc.of(text);
        }
    }

    /** Up to which day reports of a period tell, and by when they are due. @param citation where it was decided */
    @Schema(name = "ReportingDates")
    record SetDates(@NotNull LocalDate cutOff, @NotNull LocalDate due, @NotBlank @Size(max = 300) String citation) implements ProgressReportCommand {

        public SetDates {
            citation = Nfc.of(citation);
        }

        @AssertTrue
        boolean isInOrder() {
            return cutOff == null || due == null || !due.isBefore(cutOff);
        }
    }
}
