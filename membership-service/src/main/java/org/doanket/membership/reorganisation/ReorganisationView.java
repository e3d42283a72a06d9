package org.doanket.membership.reorganisation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Messages;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A reorganisation.
 *
 * @param unitId      which decides
 * @param state       draft, executing or executed
 * @param counterTo   the act that this one takes back
 * @param counteredBy the executed act that took this one back
 * @param job         that executes it; its progress is at {@code /v1/jobs/{id}}
 * @param conflicts   why the last execution was refused: units that had changed since the dry run, and by which act
 * @param differences the same: where what would be done was not what the dry run had shown
 */
public record ReorganisationView(UUID id, UUID unitId, String actNumber, LocalDate actDate, LocalDate effective, String note, String state,
        UUID counterTo, UUID counteredBy, int steps, UUID job, List<Conflict> conflicts, List<Difference> differences, OffsetDateTime createdAt, String createdBy,
        OffsetDateTime executedAt, String executedBy, long version) {

    /** A unit that changed meanwhile, and the act that changed it. */
    @Schema(name = "ReorganisationConflict")
    public record Conflict(UUID unitId, String code, String name, String fact, String actNumber, LocalDate actDate, LocalDate effective) {

        static Conflict of(ResultSet row) throws SQLException {
            return new Conflict(row.getObject("id", UUID.class), row.getString("code"), row.getString("name"), row.getString("fact"),
                    row.getString("act_number"), row.getObject("act_date", LocalDate.class), row.getObject("effective", LocalDate.class));
        }
    }

    /**
     * What is no longer as the dry run showed it.
     *
     * @param what    a word of its lines, or the code of a finding
     * @param places  of the finding's text, which is the {@code message}; null for a line
     */
    @Schema(name = "ReorganisationDifference")
    public record Difference(String unitCode, String what, long shown, long now, JsonNode places, String message) {

        static Difference of(ResultSet row, ObjectMapper json) throws SQLException {
            String unit = row.getString("unit_code");
            return new Difference(unit.isEmpty() ? null : unit, row.getString("what"), row.getLong("shown"), row.getLong("now"),
                    row.getBoolean("is_finding") ? read(row.getString("detail"), json, new TypeReference<>() {
                    }) : null, null).said(json);
        }

        /** In the language of who reads it. */
        Difference said(ObjectMapper json) {
            return places == null ? this : new Difference(unitCode, what, shown, now, places,
                    Messages.text(Language.current(), "fault." + what, json.convertValue(places, new TypeReference<Map<String, Object>>() {
                    })));
        }
    }

    /** @param number of the step, or of its row in the sheet that was sent */
    @Schema(name = "NumberedReorganisationStep")
    public record Numbered(int number, ReorganisationCommand.Step step) {
    }

    /**
     * What will happen, in total.
     *
     * @param fingerprint of what it saw; the execution asks for it
     * @param executable  false with any breach, or when the draft was changed since
     * @param units       how many are founded, moved, carried (with one above), ended, restored, kept
     * @param lines       how many of what are concerned: members and whatever other features count
     */
    @Schema(name = "ReorganisationDryRun")
    public record DryRun(UUID id, String fingerprint, OffsetDateTime checkedAt, boolean executable, Map<String, Long> units, Map<String, Long> lines,
            long breaches, long warnings) {

        static DryRun of(ResultSet row, ObjectMapper json) throws SQLException {
            Outcome outcome = outcome(row, json);
            return new DryRun(row.getObject("id", UUID.class), row.getString("fingerprint"), row.getObject("checked_at", OffsetDateTime.class),
                    outcome.breaches == 0 && row.getLong("checked_version") == row.getLong("version"), outcome.units, outcome.lines,
                    outcome.breaches, outcome.warnings);
        }
    }

    /** What will happen to one unit. @param lines as in the total */
    @Schema(name = "ReorganisationEffect")
    public record Effect(UUID unitId, String code, String name, String kind, String action, Integer step, UUID parentBefore, UUID parentAfter,
            UUID into, List<UUID> successors, Map<String, Long> lines) {

        static Effect of(ResultSet row, ObjectMapper json) throws SQLException {
            return new Effect(row.getObject("unit_id", UUID.class), row.getString("code"), row.getString("name"), row.getString("kind"),
                    row.getString("action"), row.getObject("step", Integer.class), row.getObject("parent_before", UUID.class),
                    row.getObject("parent_after", UUID.class), row.getObject("into_id", UUID.class),
                    List.of((UUID[]) row.getArray("successors").getArray()), counts(row.getString("lines"), json));
        }
    }

    /**
     * What breaks a rule, or comes near it.
     *
     * @param step     its number, or its row in the sheet
     * @param pointer  of the field, where it is one of the act itself
     * @param blocks   whether the act cannot be executed with it
     * @param citation of the rule, where it is one of the jurisdiction's; {@code verified} whether its text was seen
     */
    @Schema(name = "ReorganisationFinding")
    public record Finding(Integer step, String unitCode, String code, boolean blocks, String message, JsonNode places, String citation,
            Boolean verified, String pointer) {

        static Finding of(ResultSet row, ObjectMapper json) throws SQLException {
            Map<String, Object> places = read(row.getString("places"), json, new TypeReference<>() {
            });
            String code = row.getString("code");
            return new Finding(row.getObject("step", Integer.class), row.getString("unit_code"), code, row.getBoolean("blocks"),
                    Messages.text(Language.current(), "fault." + code, places), json.valueToTree(places), row.getString("citation"),
                    row.getObject("verified", Boolean.class), (String) places.get("pointer"));
        }
    }

    /** What is told when it is done: the counts against which the others can reconcile. */
    @Schema(hidden = true)
    public record Executed(UUID id, UUID unitId, String actNumber, LocalDate actDate, LocalDate effective, UUID counterTo,
            OffsetDateTime executedAt, Map<String, Long> units, Map<String, Long> lines) {

        static Executed of(ResultSet row, ObjectMapper json) throws SQLException {
            Outcome outcome = outcome(row, json);
            return new Executed(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("act_number"),
                    row.getObject("act_date", LocalDate.class), row.getObject("effective", LocalDate.class),
                    row.getObject("counter_to", UUID.class), row.getObject("executed_at", OffsetDateTime.class), outcome.units, outcome.lines);
        }
    }

    private record Outcome(Map<String, Long> units, Map<String, Long> lines, long breaches, long warnings) {
    }

    static ReorganisationView of(ResultSet row, ObjectMapper json) throws SQLException {
        String conflicts = row.getString("conflicts");
        return new ReorganisationView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("act_number"),
                row.getObject("act_date", LocalDate.class), row.getObject("effective", LocalDate.class), row.getString("note"),
                row.getString("state"), row.getObject("counter_to", UUID.class), row.getObject("countered_by", UUID.class), row.getInt("steps"),
                row.getObject("job_id", UUID.class), conflicts == null ? List.of() : read(conflicts, json, new TypeReference<>() {
                }), differences(row.getString("differences"), json), row.getObject("created_at", OffsetDateTime.class), row.getString("created_by"),
                row.getObject("executed_at", OffsetDateTime.class), row.getString("executed_by"), row.getLong("version"));
    }

    static ReorganisationCommand.Step step(ResultSet row) throws SQLException {
        return new ReorganisationCommand.Step(row.getString("action"), row.getString("code"), row.getString("name"), row.getString("kind"),
                row.getString("parent"), strings(row, "territory"), row.getObject("valid_from", LocalDate.class), row.getString("into_code"),
                strings(row, "successors"), strings(row, "members"), strings(row, "units"));
    }

    private static List<Difference> differences(String text, ObjectMapper json) {
        return text == null ? List.of() : ReorganisationView.<List<Difference>>read(text, json, new TypeReference<>() {
        }).stream().map(difference -> difference.said(json)).toList();
    }

    private static Outcome outcome(ResultSet row, ObjectMapper json) throws SQLException {
        return read(row.getString("outcome"), json, new TypeReference<>() {
        });
    }

    private static Map<String, Long> counts(String text, ObjectMapper json) {
        return read(text, json, new TypeReference<>() {
        });
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static <T> T read(String text, ObjectMapper json, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
