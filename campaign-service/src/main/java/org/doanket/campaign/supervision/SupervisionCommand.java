package org.doanket.campaign.supervision;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of supervisions. */
public sealed interface SupervisionCommand {

    String CODE = "[a-z][a-z0-9-]{0,49}";
    /** In minor units: beyond it the sums of a province could not be told any more. */
    long MOST = 1_000_000_000_000_000L;

    /** What a unit means to supervise in a year. @param basis by which decision */
    @Schema(name = "SupervisionProgrammeDraft")
    record Programme(@NotNull UUID unit, @NotNull @Min(2000) @Max(2100) Integer year, @NotBlank @Size(max = 300) String name,
            @Size(max = 500) String basis) implements SupervisionCommand {

        public Programme {
            name = Nfc.of(name);
            basis = Nfc.of(basis);
        }
    }

    /** Why, where a step asks for it. */
    @Schema(name = "SupervisionNote")
    record Note(@NotBlank @Size(max = 2_000) String note) implements SupervisionCommand {

        public Note {
            note = Nfc.of(note);
        }
    }

    /**
     * One supervision of a programme.
     *
     * @param role {@code lead}, or {@code taking-part} in that of another body
     */
    @Schema(name = "SupervisionPlan")
    record Plan(@NotBlank @Size(max = 300) String name, @Size(max = 100) String planNumber,
            @NotNull @Pattern(regexp = "visit|document-review|working-session|people-monitoring") String form,
            @Pattern(regexp = "lead|taking-part") String role, @NotEmpty @Size(max = 30) List<@NotNull @Pattern(regexp = CODE) String> topics,
            @NotNull LocalDate starts, @NotNull LocalDate ends, LocalDate selfReportDue,
            @NotEmpty @Valid @Size(max = 50) List<@NotNull TeamMember> team,
            @NotEmpty @Valid @Size(max = 200) List<@NotNull Subject> subjects) implements SupervisionCommand {

        public Plan {
            name = Nfc.of(name);
            role = role == null ? "lead" : role;
            topics = topics == null ? null : new ArrayList<>(topics);
            team = team == null ? null : new ArrayList<>(team);
            subjects = subjects == null ? null : new ArrayList<>(subjects);
        }

        @AssertTrue
        boolean isInOrder() {
            return starts == null || ends == null || !ends.isBefore(starts);
        }
    }

    /** @param office what he is elsewhere: vice-chair of the federation */
    @Schema(name = "SupervisionTeamMember")
    record TeamMember(@NotBlank @Size(max = 200) String name, @NotNull @Pattern(regexp = "head|deputy|secretary|member") String duty,
            @Size(max = 200) String office, UUID member) {

        public TeamMember {
            name = Nfc.of(name);
            office = Nfc.of(office);
        }
    }

    /** Who is supervised: a unit's employer, a firm, an authority. @param unit where it is one of the federation */
    @Schema(name = "SupervisionSubject")
    record Subject(UUID unit, @NotBlank @Size(max = 300) String name) {

        public Subject {
            name = Nfc.of(name);
        }
    }

    /** That a subject has reported on itself. @param text what it says */
    @Schema(name = "SupervisionSelfReport")
    record SelfReport(@NotNull LocalDate on, @Size(max = 50_000) String text) implements SupervisionCommand {

        public SelfReport {
            text = Nfc.of(text);
        }
    }

    /** @param present how many people */
    @Schema(name = "SupervisionSession")
    record Session(@NotNull LocalDate heldOn, @Size(max = 300) String place, @PositiveOrZero @Max(100_000) Integer present,
            @NotBlank @Size(max = 50_000) String minutes, @Size(max = 100) String minutesNumber) implements SupervisionCommand {

        public Session {
            place = Nfc.of(place);
            minutes = Nfc.of(minutes);
        }
    }

    /** What was found. @param subject its number in the supervision, from 1. @param persons concerned. @param amount owed to them, or to the union */
    @Schema(name = "FindingReport")
    record Find(@NotNull @Min(1) Integer subject, @NotNull @Pattern(regexp = CODE) String topic,
            @NotNull @Pattern(regexp = "violation|shortcoming|good-practice") String kind, @Pattern(regexp = "minor|serious|grave") String severity,
            @PositiveOrZero @Max(100_000_000) Integer persons, Money amount, @NotBlank @Size(max = 10_000) String text) implements SupervisionCommand {

        public Find {
            text = Nfc.of(text);
        }

        @AssertTrue
        boolean isGradedIfBad() {
            return kind == null || kind.equals("good-practice") == (severity == null);
        }

        @AssertTrue
        boolean isNotNegative() {
            return amount == null || amount.amount() >= 0 && amount.amount() <= MOST;
        }
    }

    /** @param due by when it is to be answered; if not said, as the clock of the jurisdiction has it */
    @Schema(name = "RecommendationGiven")
    record Recommend(@NotBlank @Size(max = 300) String addressee, @NotBlank @Size(max = 5_000) String text, @NotNull LocalDate givenOn,
            LocalDate due) implements SupervisionCommand {

        public Recommend {
            addressee = Nfc.of(addressee);
            text = Nfc.of(text);
        }

        @AssertTrue
        boolean isInOrder() {
            return givenOn == null || due == null || !due.isBefore(givenOn);
        }
    }

    /** @param accepted whether the addressee will carry it out, and {@code by} when, if he says so */
    @Schema(name = "RecommendationAnswer")
    record Answer(@NotNull LocalDate on, @NotNull Boolean accepted, LocalDate by, @NotBlank @Size(max = 10_000) String text) implements SupervisionCommand {

        public Answer {
            text = Nfc.of(text);
        }

        @AssertTrue
        boolean isInOrder() {
            return by == null || on == null || accepted == null || accepted && !by.isBefore(on);
        }
    }

    /** What came of it. @param people who were helped. @param amount that they, or the union, got */
    @Schema(name = "RecommendationResult")
    record Result(@NotNull LocalDate on, @PositiveOrZero @Max(100_000_000) int people, Money amount, @Size(max = 5_000) String text)
            implements SupervisionCommand {

        public Result {
            text = Nfc.of(text);
        }

        @AssertTrue
        boolean isNotNegative() {
            return amount == null || amount.amount() >= 0 && amount.amount() <= MOST;
        }
    }

    /** The end of a supervision, or of a programme. */
    @Schema(name = "SupervisionConclusion")
    record Conclude(@NotNull LocalDate on, @NotBlank @Size(max = 20_000) String text) implements SupervisionCommand {

        public Conclude {
            text = Nfc.of(text);
        }
    }
}
