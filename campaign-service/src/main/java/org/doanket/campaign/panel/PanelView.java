package org.doanket.campaign.panel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A panel. @param scorers {@code former}, {@code recusals} and {@code entries} only where one panel is asked for @param cancelledFor why, if it was */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PanelView(UUID id, UUID unit, String unitCode, String unitName, String title, PanelCommand.Rule rule, UUID contest, Integer round,
        String state, String cancelledFor, List<PanelCommand.Scorer> scorers, List<Former> former, List<Recusal> recusals, List<Entry> entries,
        long version, OffsetDateTime changedAt) {

    /** Who scores no longer, and why. */
    public record Former(String subject, String reason, OffsetDateTime leftAt) {
    }

    /** Who does not score a model, and why. */
    @Schema(name = "PanelRecusal")
    public record Recusal(String scorer, UUID model, String reason, OffsetDateTime declaredAt) {
    }

    /**
     * A model before the panel.
     *
     * @param state in which it is now; {@code over} where it was withdrawn or stopped: no ballot is cast or waited for then, and it has no place
     * @param ballots how many are cast; score, out of 100, and place stand there once it is closed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(UUID model, String name, UUID unit, String unitName, String state, boolean over, int ballots,
            BigDecimal score, Integer place, Boolean passed) {
    }

    /** A panel as one of its scorers finds it. @param models how many he scores, and {@code cast} on how many of them he has cast his ballot */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MyPanel")
    public record Mine(UUID id, String unitName, String title, PanelCommand.Rule rule, UUID contest, Integer round, String state, String cancelledFor,
            boolean chair, int models, int cast) {
    }

    /** What one scorer gave one model. */
    public record Ballot(String scorer, UUID model, List<PanelCommand.Points> points, OffsetDateTime castAt) {
    }

    /** A contest and how far its rounds are. @param version changes with its rounds */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Contest(UUID id, UUID unit, String unitCode, String unitName, String name, int year, String state, String cancelledFor,
            List<RoundView> rounds, long version) {
    }

    /** @param panel once the round was opened */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RoundView(int number, String title, PanelCommand.Rule rule, UUID panel, String state) {
    }
}
