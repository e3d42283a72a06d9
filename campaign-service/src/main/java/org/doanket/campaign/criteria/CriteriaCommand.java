package org.doanket.campaign.criteria;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** What may be asked of criteria sets. */
public sealed interface CriteriaCommand {

    /**
     * Lays down a set, or the next version of the one for the same unit, kind, level and year.
     *
     * @param level of the units that are scored, or at which models are recognised; none: any
     * @param total that the points of all criteria must add up to
     */
    record LayDown(@NotNull UUID unit, @NotNull @Pattern(regexp = "unit|model-collective|model-individual") String subjectKind,
            @Size(max = 60) String level, @NotNull @Min(2000) @Max(2100) Integer year, @NotBlank @Size(max = 300) String name,
            @NotNull @DecimalMin("1") @DecimalMax("10000") @Digits(integer = 5, fraction = 2) BigDecimal total,
            @Valid @NotEmpty @Size(max = 30) List<@NotNull Group> groups, @Valid @Size(max = 20) List<@NotNull Band> bands,
            @NotBlank @Size(max = 300) String citation, boolean verified) implements CriteriaCommand {

        public LayDown {
            bands = bands == null ? List.of() : bands;
        }
    }

    record Group(@NotBlank @Size(max = 200) String title, @Valid @NotEmpty @Size(max = 50) List<@NotNull Criterion> criteria) {
    }

    /**
     * @param how      judged by people, measured by the subject, or computed from facts
     * @param evidence a paper must be attached where something is claimed
     * @param scale    of what is measured or computed: the most points of those whose {@code from} is reached
     */
    record Criterion(@NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String code, @NotBlank @Size(max = 300) String title,
            @Size(max = 300) String measure, @NotNull @DecimalMin("0.01") @DecimalMax("10000") @Digits(integer = 5, fraction = 2) BigDecimal points,
            boolean evidence, @NotNull @Pattern(regexp = "judged|measured|computed") String how,
            @Valid @Size(max = 20) List<@NotNull Step> scale, @Valid Fact fact) {

        public Criterion {
            scale = scale == null ? List.of() : scale;
        }
    }

    record Step(@NotNull @Digits(integer = 12, fraction = 4) BigDecimal from,
            @NotNull @DecimalMin("0") @DecimalMax("10000") @Digits(integer = 5, fraction = 2) BigDecimal points) {
    }

    /** Codes of {@code /bindings}. @param per with it the value is percent; {@code currency} of money and of nothing else */
    record Fact(@NotBlank @Size(max = 60) String of, @Size(max = 60) String per, @Pattern(regexp = "[A-Z]{3}") String currency) {
    }

    /** @param from how many points */
    record Band(@NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String code, @NotBlank @Size(max = 100) String label,
            @NotNull @DecimalMin("0") @DecimalMax("10000") @Digits(integer = 5, fraction = 2) BigDecimal from) {
    }
}
