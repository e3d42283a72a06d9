package org.doanket.campaign.plan;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.UnitEnd;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A report of a half-year or a year on a plan: figures as they were when it was drafted, completed in words.
 *
 * @param state     {@code ended} where its unit had ended by the end of the period and had not sent it up
 * @param unitEnd   where its unit has an end
 * @param figuresAt when its figures were taken
 * @param note      why it was returned
 * @param lines     null in lists
 */
public record ProgressReportView(UUID id, UUID plan, String planName, UUID unit, String unitCode, String unitName, int year, String period,
        LocalDate cutOff, LocalDate due, String state, UnitEnd unitEnd, String summary, String difficulties, String proposals, String note,
        OffsetDateTime figuresAt, OffsetDateTime submittedAt, boolean late, OffsetDateTime decidedAt, List<Line> lines, long version) {

    /** One target of the plan. @param forecast no fact, see the target */
    @Schema(name = "ProgressReportLine")
    public record Line(UUID target, Integer task, String code, String title, String unitOfMeasure, String aggregation, BigDecimal planned,
            BigDecimal actual, BigDecimal numerator, BigDecimal denominator, BigDecimal percent, String light, BigDecimal forecast,
            long sources, String words) {

        static Line of(ResultSet row) throws SQLException {
            return new Line(row.getObject("target_id", UUID.class), row.getObject("task", Integer.class), row.getString("code"),
                    row.getString("title"), row.getString("unit_of_measure"), row.getString("aggregation"), RollUp.plain(row.getBigDecimal("planned")),
                    RollUp.plain(row.getBigDecimal("actual")), RollUp.plain(row.getBigDecimal("numerator")),
                    RollUp.plain(row.getBigDecimal("denominator")), RollUp.plain(row.getBigDecimal("percent")), row.getString("light"),
                    RollUp.plain(row.getBigDecimal("forecast")), row.getLong("sources"), row.getString("words"));
        }
    }

    /** Sent in after the day it was due, or not sent in and that day is over. */
    static ProgressReportView of(ResultSet row) throws SQLException {
        return new ProgressReportView(row.getObject("id", UUID.class), row.getObject("plan_id", UUID.class), row.getString("plan_name"),
                row.getObject("unit_id", UUID.class), row.getString("unit_code"), row.getString("unit_name"), row.getInt("year"),
                row.getString("period"), row.getObject("cut_off", LocalDate.class), row.getObject("due", LocalDate.class), row.getString("stands"),
                UnitEnd.of(row),
                row.getString("summary"), row.getString("difficulties"), row.getString("proposals"), row.getString("note"),
                row.getObject("figures_at", OffsetDateTime.class), row.getObject("submitted_at", OffsetDateTime.class), row.getBoolean("late"),
                row.getObject("decided_at", OffsetDateTime.class), null, row.getLong("version"));
    }

    ProgressReportView with(List<Line> its) {
        return new ProgressReportView(id, plan, planName, unit, unitCode, unitName, year, period, cutOff, due, state, unitEnd, summary, difficulties,
                proposals, note, figuresAt, submittedAt, late, decidedAt, its, version);
    }

    ProgressReportCommand.Words words() {
        return new ProgressReportCommand.Words(summary, difficulties, proposals, List.of());
    }

    /**
     * What the reports of units below say together.
     *
     * @param expected units that have a share of the plan; {@code sent}: whose report is here; {@code ended}: of which none is expected, for they had ended
     *                 by the end of the period, and have sent none
     */
    @Schema(name = "ProgressCompilation")
    public record Compilation(UUID report, int expected, int sent, int ended, List<Total> totals, List<Voice> voices) {
    }

    /** A target over all reports of units below that are here: sums of sums and last figures, ratios from their parts. */
    @Schema(name = "ProgressCompilationTotal")
    public record Total(UUID target, String code, String title, String unitOfMeasure, String aggregation, BigDecimal planned, BigDecimal actual,
            BigDecimal numerator, BigDecimal denominator, BigDecimal percent, int reports) {
    }

    /** What one unit below says in words. */
    @Schema(name = "ProgressCompilationVoice")
    public record Voice(UUID report, UUID unit, String unitCode, String unitName, String state, String summary, String difficulties, String proposals) {
    }

    /** A unit below whose report is late. @param report its draft, if there is one */
    @Schema(name = "LateProgressReport")
    public record Late(UUID plan, UUID unit, String unitCode, String unitName, LocalDate due, long daysLate, UUID report, String state, int reminders,
            OffsetDateTime remindedAt) {
    }

    /** That a report is late, as the unit was told. */
    @Schema(name = "ProgressReportReminder")
    public record Reminder(UUID id, UUID plan, UUID unit, String period, LocalDate due, String text, OffsetDateTime sentAt) {
    }

    /** @param reminded how many units */
    @Schema(name = "ProgressReportsReminded")
    public record Reminded(int reminded) {
    }
}
