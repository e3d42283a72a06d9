package org.doanket.campaign.petition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.rule.RuleView;
import org.doanket.platform.rule.RuleTable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A petition as officers see it; who sent it is asked for apart.
 *
 * @param unit       who has it now. @param receivedBy who has taken it in
 * @param body       outside the union, where it was passed on to
 * @param overdue    not routed, or not answered, and the day for it is over
 * @param dueBy      the rule that the days follow from
 * @param hasSender  whether it is known who sent it
 */
@Schema(name = "Petition")
public record PetitionView(UUID id, UUID unit, String unitCode, String unitName, UUID receivedBy, String number, LocalDate receivedOn, int year,
        String channel, String topic, String subject, String content, String senderKind, Integer persons, boolean hasSender, String state, String body,
        LocalDate routeDue, LocalDate answerDue, String dueBy, boolean overdue, LocalDate routedOn, LocalDate answeredOn, String answer, String outcome,
        LocalDate closedOn, LocalDate reopenUntil, int reopened, long version) {

    static PetitionView of(ResultSet row) throws SQLException {
        return new PetitionView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("unit_code"), row.getString("unit_name"),
                row.getObject("received_by", UUID.class), row.getString("number"), day(row, "received_on"), row.getInt("year"), row.getString("channel"),
                row.getString("topic"), row.getString("subject"), row.getString("content"), row.getString("sender_kind"),
                row.getObject("persons", Integer.class), row.getBoolean("has_sender"), row.getString("state"), row.getString("body"), day(row, "route_due"),
                day(row, "answer_due"), row.getString("due_by"), row.getBoolean("overdue"), day(row, "routed_on"), day(row, "answered_on"),
                row.getString("answer"), row.getString("outcome"), day(row, "closed_on"), day(row, "reopen_until"), row.getInt("reopened"),
                row.getLong("version"));
    }

    private static LocalDate day(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    /** What was done with it. @param body outside the union */
    @Schema(name = "PetitionStep")
    public record Step(String step, UUID fromUnit, UUID toUnit, String body, String note, String takenBy, OffsetDateTime takenAt) {
    }

    /** Who sent it. */
    @Schema(name = "PetitionSenderView")
    public record Sender(String name, String contact, UUID member) {
    }

    /** What a unit's form asks. @param consent its text as it must be shown; nothing is agreed to beforehand */
    @Schema(name = "PetitionForm")
    public record Form(UUID unit, String unitName, List<Topic> topics, Consent consent) {
    }

    @Schema(name = "PetitionConsent")
    public record Consent(int textVersion, String text) {
    }

    /** A wording of the consent, from a day on until another of the jurisdiction begins. @param textVersion by which senders agree to it */
    @Schema(name = "PetitionConsentWording")
    public record Wording(UUID id, RuleView.Origin source, int textVersion, PetitionCommand.Texts texts) {

        static final RuleTable<Wording> TABLE = RuleTable.of("petition_consent", List.of("jurisdiction"), Wording::of);

        static Wording of(ResultSet row) throws SQLException {
            return new Wording(row.getObject("id", UUID.class), RuleView.Origin.of(row), row.getInt("version"),
                    new PetitionCommand.Texts(row.getString("text_vi"), row.getString("text_en"), row.getString("text_zh")));
        }
    }

    /** @param receipt the code by which the sender asks for it; told this once */
    @Schema(name = "PetitionSent")
    public record Sent(String receipt, String unitName, LocalDate receivedOn, LocalDate routeDue, LocalDate answerDue) {
    }

    /** A petition as its sender sees it. @param unitName who has it now. @param body outside the union, where it was passed on to */
    @Schema(name = "PetitionProgress")
    public record Progress(UUID id, String unitName, String topic, String subject, LocalDate receivedOn, String state, String body, LocalDate routeDue,
            LocalDate answerDue, boolean overdue, LocalDate answeredOn, String answer, String outcome, LocalDate closedOn, LocalDate reopenUntil, int reopened) {

        static Progress of(ResultSet row) throws SQLException {
            return new Progress(row.getObject("id", UUID.class), row.getString("unit_name"), row.getString("topic"), row.getString("subject"),
                    day(row, "received_on"), row.getString("state"), row.getString("body"), day(row, "route_due"), day(row, "answer_due"),
                    row.getBoolean("overdue"), day(row, "answered_on"), row.getString("answer"), row.getString("outcome"), day(row, "closed_on"),
                    day(row, "reopen_until"), row.getInt("reopened"));
        }
    }

    /** Which unit is competent for it. @param unit null where none of the levels is above */
    @Schema(name = "PetitionCompetence")
    public record Competence(UUID unit, String unitCode, String unitName, List<String> levels, String citation, boolean verified) {
    }

    @Schema(name = "PetitionTopic")
    public record Topic(String code, String label, List<String> competent, String citation, boolean verified) {
    }

    /** @param inTime answered by the day that was set. @param overdue still open after it */
    @Schema(name = "PetitionTally")
    public record Tally(int year, int received, int open, int passedOn, int answered, int inTime, int overdue, int reopened, List<OfTopic> topics) {
    }

    /** Of a unit directly below with all below it, or of the unit's own. */
    @Schema(name = "PetitionTallyOfUnit")
    public record OfUnit(UUID unit, String unitCode, String unitName, boolean own, int received, int open, int passedOn, int answered, int inTime, int overdue,
            int reopened) {
    }

    @Schema(name = "PetitionTallyOfTopic")
    public record OfTopic(String topic, int received, int answered) {
    }
}
