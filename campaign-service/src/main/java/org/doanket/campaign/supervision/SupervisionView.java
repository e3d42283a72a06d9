package org.doanket.campaign.supervision;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is shown of supervisions. */
public final class SupervisionView {

    private SupervisionView() {
    }

    /** A unit's programme of a year. @param supervisions how many are in it */
    @Schema(name = "SupervisionProgramme")
    public record Programme(UUID id, UUID unit, String unitCode, String unitName, int year, String name, String basis, String state,
            LocalDate registeredOn, String note, int supervisions, long version) {

        static Programme of(ResultSet row) throws SQLException {
            return new Programme(uuid(row, "id"), uuid(row, "unit_id"), row.getString("unit_code"), row.getString("unit_name"), row.getInt("year"),
                    row.getString("name"), row.getString("basis"), row.getString("state"), day(row, "registered_on"), row.getString("note"),
                    row.getInt("supervisions"), row.getLong("version"));
        }
    }

    /** A unit below that has registered no programme of the year. */
    @Schema(name = "SupervisionProgrammeMissing")
    public record Missing(UUID unit, String unitCode, String unitName) {
    }

    /** One supervision; its team, subjects and sessions only where it is asked for alone. */
    @Schema(name = "Supervision")
    public record Supervision(UUID id, UUID programme, UUID unit, String unitCode, String unitName, int year, String name, String planNumber,
            String form, String role, List<String> topics, LocalDate starts, LocalDate ends, LocalDate selfReportDue, String state, String conclusion,
            LocalDate concludedOn, List<TeamMember> team, List<Subject> subjects, List<Session> sessions, int findings, long version) {

        static Supervision of(ResultSet row) throws SQLException {
            Array topics = row.getArray("topics");
            return new Supervision(uuid(row, "id"), uuid(row, "programme_id"), uuid(row, "unit_id"), row.getString("unit_code"), row.getString("unit_name"),
                    row.getInt("year"), row.getString("name"), row.getString("plan_number"), row.getString("form"), row.getString("role"),
                    List.of((String[]) topics.getArray()), day(row, "starts"), day(row, "ends"), day(row, "self_report_due"), row.getString("state"),
                    row.getString("conclusion"), day(row, "concluded_on"), null, null, null, row.getInt("findings"), row.getLong("version"));
        }

        Supervision with(List<TeamMember> itsTeam, List<Subject> itsSubjects, List<Session> itsSessions) {
            return new Supervision(id, programme, unit, unitCode, unitName, year, name, planNumber, form, role, topics, starts, ends, selfReportDue, state,
                    conclusion, concludedOn, itsTeam, itsSubjects, itsSessions, findings, version);
        }
    }

    @Schema(name = "SupervisionTeamView")
    public record TeamMember(String name, String duty, String office, UUID member) {
    }

    /** @param number in the supervision, from 1. @param late its report on itself is due and not here */
    @Schema(name = "SupervisionSubjectView")
    public record Subject(int number, UUID unit, String name, LocalDate selfReportedOn, String selfReport, boolean late) {
    }

    /**
     * A supervision as its subject sees it: without the team, the other subjects and the minutes.
     *
     * @param id     of the supervision. @param number of the subject in it. @param subject its unit. @param unit who supervises
     * @param late   its report on itself is due and not here
     */
    @Schema(name = "SupervisionOfOurs")
    public record Supervised(UUID id, int number, UUID subject, String subjectName, UUID unit, String unitCode, String unitName, int year, String name,
            String planNumber, String form, List<String> topics, LocalDate starts, LocalDate ends, LocalDate selfReportDue, LocalDate selfReportedOn,
            String selfReport, boolean late, String state, String conclusion, LocalDate concludedOn, long version) {

        static Supervised of(ResultSet row) throws SQLException {
            return new Supervised(uuid(row, "id"), row.getInt("position"), uuid(row, "subject_unit"), row.getString("subject_name"), uuid(row, "unit_id"),
                    row.getString("unit_code"), row.getString("unit_name"), row.getInt("year"), row.getString("name"), row.getString("plan_number"),
                    row.getString("form"), List.of((String[]) row.getArray("topics").getArray()), day(row, "starts"), day(row, "ends"),
                    day(row, "self_report_due"), day(row, "self_reported_on"), row.getString("self_report"), row.getBoolean("late"), row.getString("state"),
                    row.getString("conclusion"), day(row, "concluded_on"), row.getLong("version"));
        }
    }

    @Schema(name = "SupervisionSessionView")
    public record Session(UUID id, LocalDate heldOn, String place, Integer present, String minutes, String minutesNumber, OffsetDateTime writtenAt) {
    }

    @Schema(name = "Finding")
    public record Finding(UUID id, UUID supervision, UUID unit, String unitCode, int year, int subject, String subjectName, String topic, String kind,
            String severity, Integer persons, Money amount, String text, int recommendations, OffsetDateTime writtenAt) {

        static Finding of(ResultSet row) throws SQLException {
            return new Finding(uuid(row, "id"), uuid(row, "supervision_id"), uuid(row, "unit_id"), row.getString("unit_code"), row.getInt("year"),
                    row.getInt("subject"), row.getString("subject_name"), row.getString("topic"), row.getString("kind"), row.getString("severity"),
                    row.getObject("persons", Integer.class), money(row), row.getString("text"), row.getInt("recommendations"),
                    row.getObject("written_at", OffsetDateTime.class));
        }
    }

    /**
     * What is recommended about a finding.
     *
     * @param subject    the unit that was supervised, where it is one of the federation: it answers by its own officers
     * @param dueBy      the rule that the day follows from. @param overdue not answered, and the day is over
     * @param answeredBy who has recorded the answer, and {@code resultBy} the result: {@code subject}, or {@code supervisor}
     */
    @Schema(name = "Recommendation")
    public record Recommendation(UUID id, UUID finding, UUID unit, String unitCode, UUID subject, String addressee, String text, LocalDate givenOn, LocalDate due,
            String dueBy, String state, boolean overdue, String answer, LocalDate answeredOn, String answeredBy, LocalDate carryDue, String carryDueBy, String result,
            LocalDate resultOn, String resultBy, Integer people, Money amount, long version) {

        static Recommendation of(ResultSet row) throws SQLException {
            return new Recommendation(uuid(row, "id"), uuid(row, "finding_id"), uuid(row, "unit_id"), row.getString("unit_code"),
                    uuid(row, "subject_unit"), row.getString("addressee"),
                    row.getString("text"), day(row, "given_on"), day(row, "due"), row.getString("due_by"), row.getString("state"),
                    row.getBoolean("overdue"), row.getString("answer"), day(row, "answered_on"), row.getString("answered_by"), day(row, "carry_due"),
                    row.getString("carry_due_by"), row.getString("result"), day(row, "result_on"), row.getString("result_by"),
                    row.getObject("people", Integer.class), money(row), row.getLong("version"));
        }
    }

    @Schema(name = "SupervisionTopic")
    public record Topic(String code, String label, String citation) {
    }

    /** What came of a year's supervision. Amounts of one currency only are added. @param helped people, and {@code recovered} for them */
    @Schema(name = "SupervisionTally")
    public record Tally(int year, int programmes, int supervisions, int concluded, int subjects, int sessions, int violations, int minor, int serious,
            int grave, int recommendations, int open, int overdue, int carriedOut, long helped, List<Money> recovered) {
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    static LocalDate day(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    private static Money money(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        return currency == null ? null : new Money(row.getLong("amount"), currency);
    }
}
