package org.doanket.campaign.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.doanket.platform.rule.RuleSource;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of models besides the form itself. */
public sealed interface ModelCommand {

    String STEP = "[a-z][a-z-]{0,39}";

    /** What goes with a step of its life; the step says what of it is needed, and a note may go with any. @param level at which it is proposed or recognised */
    record Take(@Size(max = 2000) String note, @Size(max = 5000) String results, @Size(max = 60) String level,
            @Size(max = 200) String decision, LocalDate decidedOn) implements ModelCommand {

        public static final Take NOTHING = new Take(null, null, null, null, null);

        public Take {
            note = Nfc.of(note);
            results = Nfc.of(results);
            level = Nfc.of(level);
            decision = Nfc.of(decision);
        }

        Take on(LocalDate day) {
            return new Take(note, results, level, decision, day);
        }

        /** Pointers to what is said though the step asks for none of it. */
        List<String> unasked(List<String> inputs) {
            List<String> said = new ArrayList<>(Stream.of("results", "level", "decision").filter(this::says).toList());
            said.removeAll(inputs);
            if (decidedOn != null && !inputs.contains("decision")) {
                said.add("decidedOn");
            }
            return said;
        }

        boolean says(String input) {
            String value = switch (input) {
                case "note" -> note;
                case "results" -> results;
                case "level" -> level;
                case "decision" -> decision;
                default -> throw new IllegalArgumentException(input);
            };
            return value != null && !value.isEmpty();
        }
    }

    /** @param agreed whether who holds the model agrees, from now on, to be named in public. @param note by which paper */
    @Schema(name = "ModelHolderConsent")
    record NameHolder(@NotNull Boolean agreed, @Size(max = 2000) String note) implements ModelCommand {

        public NameHolder {
            note = Nfc.of(note);
        }
    }

    /** When a year's registration is open. @param citation who set it and where it is written */
    record OpenRegistration(@NotNull LocalDate opens, @NotNull LocalDate closes,
            @NotBlank @Size(max = 300) String citation) implements ModelCommand {

        @AssertTrue
        boolean isInOrder() {
            return opens == null || closes == null || !closes.isBefore(opens);
        }
    }

    /** Which papers a step needs from a day on. @param score whether a panel must have scored the model */
    record SetEvidenceRule(@NotNull UUID unit, @NotNull @Pattern(regexp = STEP) String step, @NotNull LocalDate validFrom,
            @NotNull @Size(max = 20) List<@NotNull @Pattern(regexp = "[a-z][a-z-]{0,39}") String> kinds, boolean score,
            @NotBlank @Size(max = 300) String citation, boolean verified) implements ModelCommand {
    }

    /**
     * @param allowed    false: from then on the step leads out of that state no more
     * @param judgedAbove not by those who hold the model themselves, as long as there is a unit above theirs
     * @param inputs     what must be said with it
     * @param boxes      boxes of the form that must be filled by then
     */
    record SetTransition(@Valid @NotNull RuleSource source, @NotNull @Pattern(regexp = STEP) String step, @NotNull @Pattern(regexp = STEP) String from,
            @NotNull @Pattern(regexp = STEP) String to, boolean allowed,
            @NotEmpty @Size(max = 3) List<@NotNull @Pattern(regexp = "campaign-officer|unit-officer|federation-officer") String> roles, boolean judgedAbove,
            @NotNull @Size(max = 4) List<@NotNull @Pattern(regexp = "note|results|level|decision") String> inputs,
            @NotNull @Size(max = 10) List<@NotNull @Pattern(regexp = "situation|goals|content|criteria|outputs|forces|resources|place|time|prospects") String> boxes)
            implements ModelCommand {
    }

    /** Faulty rows are left out, and look-alikes too unless somebody has seen them and says that they are others. */
    record CommitImport(boolean acknowledgedLookalikes) implements ModelCommand {
    }
}
