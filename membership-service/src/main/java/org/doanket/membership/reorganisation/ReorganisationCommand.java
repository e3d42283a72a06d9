package org.doanket.membership.reorganisation;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of a reorganisation; the bodies of its requests. An act without a date is of the day from which it holds. Steps name units by their codes, also those founded by the same act. */
public sealed interface ReorganisationCommand {

    int MOST_STEPS = 20_000;
    String CODE = "[A-Za-z0-9][A-Za-z0-9./_-]{0,39}";

    /** @param unitId which decides: all that is reorganised stands below it; {@code effective} the first day on which it holds */
    @Schema(name = "ReorganisationDraft")
    record Draft(
            @NotNull UUID unitId,
            @NotBlank @Size(max = 100) String actNumber,
            LocalDate actDate,
            @NotNull LocalDate effective,
            @Size(max = 2000) String note,
            @NotEmpty @Size(max = MOST_STEPS) List<@NotNull @Valid Step> steps) implements ReorganisationCommand {

        public Draft {
            actDate = actDate == null ? effective : actDate;
        }
    }

    /** The fields that a merge patch may name; steps are replaced as a whole. */
    @Schema(name = "ReorganisationChange")
    record Change(
            @NotBlank @Size(max = 100) String actNumber,
            LocalDate actDate,
            @NotNull LocalDate effective,
            @Size(max = 2000) String note,
            @NotEmpty @Size(max = MOST_STEPS) List<@NotNull @Valid Step> steps) implements ReorganisationCommand {

        public Change {
            actDate = actDate == null ? effective : actDate;
        }
    }

    /** @param fingerprint of the dry run that was looked at */
    @Schema(name = "ReorganisationExecution")
    record Execute(@NotBlank @Size(max = 64) String fingerprint) implements ReorganisationCommand {
    }

    @Schema(name = "ReorganisationCounterAct")
    record Counter(
            @NotBlank @Size(max = 100) String actNumber,
            LocalDate actDate,
            @NotNull LocalDate effective,
            @Size(max = 2000) String note) implements ReorganisationCommand {

        public Counter {
            actDate = actDate == null ? effective : actDate;
        }
    }

    /**
     * One step. {@code found} needs name, kind and parent; {@code move} a parent; {@code merge} and {@code split} into;
     * {@code restore} a parent, and is for counter-acts.
     *
     * @param code       of the unit that is founded, moved, merged, split, dissolved or restored
     * @param validFrom  of a founding; without it the act's effective day
     * @param into       who takes the members; without it the successor of a dissolved unit, and where there is none they are {@code union-ended}.
     *                   Of several successors one must be named, if there are members
     * @param successors of a dissolved unit; without them the one that takes the members
     * @param members    codes of the members that a split gives away
     * @param units      codes of the units below that a split gives away, with their members
     */
    @Schema(name = "ReorganisationStep")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Step(
            @NotNull @Pattern(regexp = "found|move|merge|split|dissolve|restore") String action,
            @NotBlank @Pattern(regexp = CODE) String code,
            @Size(max = 300) String name,
            @Size(max = 40) String kind,
            @Pattern(regexp = CODE) String parent,
            @Size(max = 500) List<@NotBlank @Size(max = 20) String> territory,
            LocalDate validFrom,
            @Pattern(regexp = CODE) String into,
            @Size(max = 50) List<@NotBlank @Pattern(regexp = CODE) String> successors,
            @Size(max = 50_000) List<@NotBlank @Pattern(regexp = CODE) String> members,
            @Size(max = 1_000) List<@NotBlank @Pattern(regexp = CODE) String> units) {

        public Step {
            name = Nfc.of(name);
            territory = orEmpty(territory);
            successors = orEmpty(successors);
            members = orEmpty(members);
            units = orEmpty(units);
        }

        private static <T> List<T> orEmpty(List<T> list) {
            return list == null ? List.of() : list;
        }
    }
}
