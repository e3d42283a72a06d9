package org.doanket.finance.employer;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;

/** What may be asked of employers. */
public sealed interface EmployerCommand {

    String TAX_CODE = "[0-9A-Z]{6,20}(-[0-9]{1,5})?";
    String GROUP = "[a-z][a-z0-9-]{0,39}";

    /**
     * @param unit  who collects his fund: with VN's rules of 2025 the province, otherwise the level that the federation says
     * @param union the union at the employer, if there is one; one that is founded later comes by its founding
     * @param group a group with rules of its own, such as {@code fdi}
     */
    record Register(@NotNull UUID unit, @NotNull @Pattern(regexp = TAX_CODE) String taxCode, @NotBlank @Size(max = 300) String name,
            @Pattern(regexp = GROUP) String group, @Size(min = 1, max = 20) String region, UUID union, @NotNull LocalDate validFrom,
            @Size(min = 1, max = 100) String actNumber) implements EmployerCommand {
    }

    /**
     * What holds of him from a day on; all of it, for what is left out is empty from then on. Only his union stays as it is, unless
     * {@code unionEnded}: then what he owes from that month on is held apart again.
     */
    record Change(@NotNull UUID unit, @NotBlank @Size(max = 300) String name, @Pattern(regexp = GROUP) String group,
            @Size(min = 1, max = 20) String region, @NotNull @Pattern(regexp = "active|dissolved") String status, Boolean unionEnded,
            @NotNull LocalDate validFrom, @Size(min = 1, max = 100) String actNumber) implements EmployerCommand {
    }

    /** The union that was founded at an employer, and by which act. */
    record Found(@NotNull UUID union, @NotNull LocalDate foundedOn,
            @NotBlank @Size(max = 100) String actNumber) implements EmployerCommand {
    }
}
