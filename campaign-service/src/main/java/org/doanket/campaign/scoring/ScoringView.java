package org.doanket.campaign.scoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.UnitEnd;

/**
 * A unit's sheet.
 *
 * @param state   {@code ended} where its unit ended within the time before it had handed in: nothing comes of it, and it is no sheet that is missing
 * @param unitEnd where its unit has an end
 * @param total once no line is without points
 * @param appealBy   last day on which an appeal is in time, once it is graded, and {@code appealRule} what says so
 * @param lines and {@code appeals} only where one sheet is asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScoringView(UUID id, UUID criteriaSet, String criteriaSetName, UUID unit, String unitCode, String unitName, int year, LocalDate starts,
        LocalDate ends, String state, UnitEnd unitEnd, BigDecimal total, String band, LocalDate appealBy, String appealRule, List<Line> lines,
        List<Appeal> appeals, long version,
        OffsetDateTime changedAt) {

    /** @param most points that there are; {@code numerator} and {@code denominator} are the facts behind a computed value */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(String code, String group, String title, String how, boolean evidence, BigDecimal most, BigDecimal value, BigDecimal claimed,
            String note, BigDecimal numerator, BigDecimal denominator, BigDecimal points, String remark) {
    }

    /** @param decideBy by when it is to be decided */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Appeal(UUID id, String criterion, String reason, OffsetDateTime madeAt, LocalDate decideBy, BigDecimal before, Boolean granted,
            BigDecimal points,
            String answer, OffsetDateTime decidedAt) {
    }

    /**
     * What a grading brought.
     *
     * @param unscored sheets of which a line is still without points, and {@code ended} those whose unit has ended before it had handed in
     */
    public record Graded(UUID criteriaSet, int year, int sheets, int opened, int graded, int unscored, int ended) {
    }
}
