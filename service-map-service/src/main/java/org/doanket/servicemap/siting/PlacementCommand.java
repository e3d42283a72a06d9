package org.doanket.servicemap.siting;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What may be asked about new points. */
public sealed interface PlacementCommand {

    /**
     * @param unitId     for whom it is asked; the caller's unit where it is left out
     * @param areas      codes of the administrative areas whose people count and in which squares are proposed; those of the unit's own territory where it is left out
     * @param count      how many new points; as many as the budget buys, up to 50, where it is left out
     * @param mode       foot (the default), bicycle or motorbike
     * @param minutes    by default 15
     * @param pace       how fast one walks in km/h, within the rule pace: 3 for elders or with a pram; as the streets say where it is left out
     * @param stepFree   over no steps, as far as the streets tell them: for wheelchairs and prams
     * @param kinds      which points count as being there already; any kind where it is empty
     * @param amenities  all of which a point must have to count so
     * @param at         a moment: only points open then are there already
     * @param hour       the same of an hour of an ordinary week, without holidays, where they are: "Tu 21:00"; not together with at
     * @param candidates where one may go; any square of 15 arc-seconds with people in it where there are none
     * @param notIn      boxes in which nothing may be put
     * @param without    sites that will go
     * @param budget     what the candidates may cost together, in any unit
     * @param budgets    by the kind of a candidate, what those of that kind may cost together
     * @param weights    by the code of an administrative area, how much one of its people counts (1 where it is left out): shifts, informal workers
     * @param worstFirst each next one to where the smallest share of people is covered
     * @param exact      the best choice there is, or how far from it at most; needs a solver and up to some minutes. Not with worstFirst, which has no best
     */
    record Ask(UUID unitId, @Size(max = 4_000) Set<@NotNull @Size(max = 20) String> areas, @Min(1) @Max(50) Integer count, String mode,
            @Min(1) @Max(60) Integer minutes, BigDecimal pace, Boolean stepFree, @Size(max = 200) Set<@NotNull String> kinds, @Size(max = 200) Set<@NotNull String> amenities, OffsetDateTime at, String hour,
            @Size(max = 500) List<@NotNull @Valid Candidate> candidates, @Size(max = 50) List<@NotNull @Valid Box> notIn,
            @Size(max = 4_000) Set<@NotNull UUID> without,
            @DecimalMin("0") @DecimalMax("1000000000000") BigDecimal budget,
            @Size(max = 50) Map<String, @NotNull @DecimalMin("0") @DecimalMax("1000000000000") BigDecimal> budgets,
            @Size(max = 4_000) Map<String, @NotNull @DecimalMin("0") @DecimalMax("1000") BigDecimal> weights, Boolean worstFirst,
            Boolean exact) implements PlacementCommand {

        Ask within(Set<String> theirs) {
            return new Ask(unitId, theirs, count, mode, minutes, pace, stepFree, kinds, amenities, at, hour, candidates, notIn, without, budget, budgets, weights,
                    worstFirst, exact);
        }

        boolean goesRoundSteps() {
            return Boolean.TRUE.equals(stepFree);
        }

        boolean wantsProof() {
            return Boolean.TRUE.equals(exact);
        }
    }

    /** @param label told back; @param kind for the budgets by kind; @param cost 1 where it is left out; @param forced chosen in any case */
    record Candidate(@NotNull @DecimalMin("-90") @DecimalMax("90") Double lat, @NotNull @DecimalMin("-180") @DecimalMax("180") Double lon,
            @Size(max = 200) String label, @Size(max = 60) String kind, @DecimalMin("0.000001") @DecimalMax("1000000000000") BigDecimal cost, Boolean forced) {
    }

    /** In degrees. */
    record Box(@NotNull Double west, @NotNull Double south, @NotNull Double east, @NotNull Double north) {

        boolean holds(double latitude, double longitude) {
            return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
        }
    }
}
