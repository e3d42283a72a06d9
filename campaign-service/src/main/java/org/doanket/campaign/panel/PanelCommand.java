package org.doanket.campaign.panel;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
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

/** What may be asked of panels and contests. */
public sealed interface PanelCommand {

    String TIE = "chair|median|highest|lowest|entered-first|criterion:[a-z][a-z0-9-]{0,39}";

    /**
     * How ballots come to places.
     *
     * @param ties    rules asked one after the other when scores are equal; places that none of them parts are shared
     * @param passing how many go on or are awarded; with a shared last place all who share it
     */
    record Rule(@NotNull UUID criteriaSet, @NotNull @Pattern(regexp = "mean|median|trimmed-mean") String combination,
            @Size(max = 10) List<@NotNull @Pattern(regexp = TIE) String> ties, @Min(1) @Max(1000) Integer passing) implements PanelCommand {

        public Rule {
            ties = ties == null ? List.of() : ties;
        }
    }

    /** @param scorers by the subjects of their tokens, one of them the chair */
    record Convene(@NotNull UUID unit, @NotBlank @Size(max = 300) String title, @NotNull @Valid Rule rule,
            @Valid @NotEmpty @Size(max = 50) List<@NotNull Scorer> scorers, @NotEmpty @Size(max = 500) List<@NotNull UUID> models)
            implements PanelCommand {

        @AssertTrue
        boolean isUnderOneChair() {
            return scorers == null || scorers.stream().filter(scorer -> scorer != null && scorer.chair()).count() == 1;
        }

        @AssertTrue
        boolean isEachScorerThereOnce() {
            return scorers == null || scorers.stream().filter(scorer -> scorer != null).map(Scorer::subject).distinct().count() == scorers.size();
        }
    }

    record Scorer(@NotBlank @Size(max = 200) String subject, boolean chair) {
    }

    /**
     * A scorer goes, and what he cast counts no longer.
     *
     * @param joins who takes the place, and the chair with it; also one who scores already, to take the chair alone. Null: the panel goes on with the
     *              others, which it cannot without a chair
     */
    record Replace(@NotBlank @Size(max = 200) String leaves, @Size(min = 1, max = 200) String joins, @NotBlank @Size(max = 500) String reason)
            implements PanelCommand {
    }

    /** @param scorer who stands back from the model; not said: whoever asks. Another is named by those who may replace him */
    record Recuse(@NotNull UUID model, @Size(min = 1, max = 200) String scorer, @NotBlank @Size(max = 500) String reason) implements PanelCommand {
    }

    record Cancel(@NotBlank @Size(max = 500) String reason) implements PanelCommand {
    }

    /** One scorer's ballot on one model: points for every criterion. Cast anew it replaces the former. */
    record Cast(@NotNull UUID model, @Valid @NotEmpty @Size(max = 200) List<@NotNull Points> points) implements PanelCommand {
    }

    record Points(@NotBlank @Size(max = 40) String code,
            @NotNull @DecimalMin("0") @DecimalMax("10000") @Digits(integer = 5, fraction = 2) BigDecimal points) {
    }

    /** @param rounds from the first to the final */
    record Announce(@NotNull UUID unit, @NotBlank @Size(max = 300) String name, @NotNull @Min(2000) @Max(2100) Integer year,
            @Valid @NotEmpty @Size(max = 10) List<@NotNull Round> rounds) implements PanelCommand {

        @AssertTrue
        boolean isSaidHowManyPass() {
            return rounds == null || rounds.stream().allMatch(round -> round == null || round.rule() == null || round.rule().passing() != null);
        }
    }

    record Round(@NotBlank @Size(max = 300) String title, @NotNull @Valid Rule rule) {
    }

    /** @param models of the first round; into the others go those who passed the one before */
    record OpenRound(@Valid @NotEmpty @Size(max = 50) List<@NotNull Scorer> scorers, @Size(max = 500) List<@NotNull UUID> models)
            implements PanelCommand {

        public OpenRound {
            models = models == null ? List.of() : models;
        }
    }
}
