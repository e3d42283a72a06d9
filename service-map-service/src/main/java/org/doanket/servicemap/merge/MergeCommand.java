package org.doanket.servicemap.merge;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** What may be asked of two rows of one place. */
public sealed interface MergeCommand {

    /** @param preview true: only say what would come of it */
    record Merge(@NotNull UUID keep, @NotNull UUID drop, boolean preview) implements MergeCommand {
    }

    /** All points of {@code drop} go to {@code keep}. @param preview true: only say what would come of it */
    record MergeSites(@NotNull UUID keep, @NotNull UUID drop, boolean preview) implements MergeCommand {
    }
}
