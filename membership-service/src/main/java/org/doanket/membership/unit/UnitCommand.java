package org.doanket.membership.unit;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.doanket.platform.text.Nfc;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be asked of a unit; the bodies of its requests. Each names the legal act on which it rests. */
public sealed interface UnitCommand {

    int MOST_AREAS = 500;
    int MOST_FOUNDERS = 1_000;

    /** The decision behind a change of the organisation. */
    record Act(String number, LocalDate date) {

        /** Of the day from which it holds, where no other is given. */
        static Act of(String number, LocalDate date, LocalDate effective) {
            return new Act(number, date == null ? effective : date);
        }
    }

    /**
     * @param territory       codes of administrative units; {@code founders} those who are members already, by id
     * @param exceptionReason why the unit above founds it with fewer founders than the rule asks for
     */
    @Schema(name = "UnitFounding")
    record Found(
            @NotBlank @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9./_-]{0,39}") String code,
            @NotBlank @Size(max = 300) String name,
            @NotBlank String kind,
            @NotBlank @Pattern(regexp = "vn|cn") String jurisdiction,
            UUID parentId,
            @NotNull LocalDate validFrom,
            @NotBlank @Size(max = 100) String actNumber,
            LocalDate actDate,
            @Size(max = MOST_AREAS) Set<@NotBlank @Size(max = 20) String> territory,
            @Size(max = MOST_FOUNDERS) Set<@NotNull UUID> founders,
            @Size(min = 10, max = 500) String exceptionReason) implements UnitCommand {

        public Found {
            name = Nfc.of(name);
            territory = territory == null ? Set.of() : territory;
            founders = founders == null ? Set.of() : founders;
            exceptionReason = Nfc.of(exceptionReason);
        }

        public Found(String code, String name, String kind, String jurisdiction, UUID parentId, LocalDate validFrom, String actNumber,
                LocalDate actDate, Set<String> territory) {
            this(code, name, kind, jurisdiction, parentId, validFrom, actNumber, actDate, territory, null, null);
        }

        Act act() {
            return Act.of(actNumber, actDate, validFrom);
        }
    }

    /** The fields that a merge patch may name; act and day are those of the change itself, so they are always new. */
    @Schema(name = "UnitChange")
    record Change(
            @NotBlank @Size(max = 300) String name,
            @Size(max = MOST_AREAS) Set<@NotBlank @Size(max = 20) String> territory,
            @NotNull LocalDate from,
            @NotBlank @Size(max = 100) String actNumber,
            LocalDate actDate) implements UnitCommand {

        public Change {
            name = Nfc.of(name);
            territory = territory == null ? Set.of() : territory;
        }

        Act act() {
            return Act.of(actNumber, actDate, from);
        }
    }

    /** @param from the first day at the new place */
    @Schema(name = "UnitMove")
    record Move(
            @NotNull UUID parentId,
            @NotNull LocalDate from,
            @NotBlank @Size(max = 100) String actNumber,
            LocalDate actDate) implements UnitCommand {

        Act act() {
            return Act.of(actNumber, actDate, from);
        }
    }

    /** @param on the first day on which the unit is no more */
    @Schema(name = "UnitEnding")
    record End(
            @NotNull LocalDate on,
            @NotBlank @Size(max = 100) String actNumber,
            LocalDate actDate,
            @Size(max = 50) List<@NotNull UUID> successors) implements UnitCommand {

        public End {
            successors = successors == null ? List.of() : successors;
        }

        Act act() {
            return Act.of(actNumber, actDate, on);
        }
    }
}
