package org.doanket.campaign.supervision;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.doanket.campaign.OwnUnit;
import org.doanket.campaign.supervision.SupervisionView.Programme;
import org.doanket.campaign.supervision.SupervisionView.Supervised;
import org.doanket.campaign.supervision.SupervisionView.Supervision;
import org.doanket.campaign.word.WordQueries;
import org.doanket.campaign.word.WordView;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/** Supervisions from their plan to their conclusion. */
@ApplicationScoped
@Transactional
public class SupervisionService {

    private final AgroalDataSource dataSource;
    private final SupervisionQueries queries;
    private final WordQueries words;
    private final OwnUnit own;
    private final UnitTree tree;
    private final Caller caller;
    private final Clock clock;

    SupervisionService(AgroalDataSource dataSource, SupervisionQueries queries, WordQueries words, OwnUnit own, UnitTree tree, Caller caller,
            Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.words = words;
        this.own = own;
        this.tree = tree;
        this.caller = caller;
        this.clock = clock;
    }

    /** Also after the programme was approved: what comes up in the year is added to it. */
    public UUID plan(UUID programmeId, SupervisionCommand.Plan command) {
        Programme programme = heldProgramme(programmeId);
        refuseBadPlan(programme.unit(), command);
        UUID id = Ids.next();
        Sql.of("INSERT INTO supervision (id, programme_id, unit_id, year, name, plan_number, form, role, topics, starts, ends, "
                + "self_report_due, state, created_by, "
                + "version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?, ?, ?, 'planned', ?, 1)", id, programmeId, programme.unit(), programme.year(),
                command.name(), command.planNumber(), command.form(), command.role(), Sql.column(command.topics(), topic -> topic), command.starts(),
                command.ends(), command.selfReportDue(), caller.subject()).run(dataSource);
        write(id, programme.unit(), command);
        return id;
    }

    /** Until its first session: what was held was held by the plan of that day. Who has reported on himself has done so, wherever he stands now. */
    public void amend(UUID id, SupervisionCommand.Plan command, String ifMatch) {
        Supervision supervision = forChange(id, "planned");
        Revision.require(ifMatch, supervision.version());
        heldProgramme(supervision.programme());
        refuseBadPlan(supervision.unit(), command);
        Sql.of("UPDATE supervision SET name = ?, plan_number = ?, form = ?, role = ?, topics = ?::text[], starts = ?, ends = ?, self_report_due = ?, "
                + "version = version + 1 WHERE id = ?", command.name(), command.planNumber(), command.form(), command.role(),
                Sql.column(command.topics(), topic -> topic), command.starts(), command.ends(), command.selfReportDue(), id).run(dataSource);
        Sql.of("DELETE FROM supervision_team WHERE supervision_id = ?", id).run(dataSource);
        Sql.of("DELETE FROM supervision_subject WHERE supervision_id = ?", id).run(dataSource);
        write(id, supervision.unit(), command);
        supervision.subjects().stream().filter(subject -> subject.selfReportedOn() != null).forEach(subject -> Sql.of("UPDATE supervision_subject "
                + "SET self_reported_on = ?, self_report = ? WHERE supervision_id = ? AND name = ? AND subject_unit IS NOT DISTINCT FROM ?::uuid",
                subject.selfReportedOn(), subject.selfReport(), id, subject.name(), subject.unit()).run(dataSource));
    }

    /** Held until the end, so that nothing is added to what is being registered or closed. */
    private Programme heldProgramme(UUID id) {
        Sql.of("SELECT FROM supervision_programme WHERE id = ? FOR UPDATE", id).run(dataSource);
        Programme programme = queries.programme(caller.scope(), id);
        own.require(programme.unit(), "supervision-programme");
        if (programme.state().equals("registered") || programme.state().equals("closed")) {
            throw SupervisionProblems.notFrom(programme.state());
        }
        return programme;
    }

    private void refuseBadPlan(UUID unit, SupervisionCommand.Plan command) {
        refuseUnknownTopics(unit, command.starts(), command.topics());
        if (command.team().stream().filter(member -> member.duty().equals("head")).count() != 1) {
            throw SupervisionProblems.withoutHead();
        }
        command.subjects().stream().filter(subject -> subject.unit() != null).forEach(subject -> tree.require(subject.unit(), caller.scope()));
    }

    private void write(UUID id, UUID unit, SupervisionCommand.Plan command) {
        Sql.of("INSERT INTO supervision_team (supervision_id, unit_id, position, name, duty, office, member_id) SELECT ?::uuid, ?::uuid, * FROM "
                + "unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::uuid[])", id, unit, numbers(command.team()),
                Sql.column(command.team(), SupervisionCommand.TeamMember::name), Sql.column(command.team(), SupervisionCommand.TeamMember::duty),
                Sql.column(command.team(), SupervisionCommand.TeamMember::office), Sql.column(command.team(), SupervisionCommand.TeamMember::member))
                .run(dataSource);
        Sql.of("INSERT INTO supervision_subject (supervision_id, unit_id, position, subject_unit, name) SELECT ?::uuid, ?::uuid, * FROM "
                + "unnest(?::int[], ?::uuid[], ?::text[])", id, unit, numbers(command.subjects()),
                Sql.column(command.subjects(), SupervisionCommand.Subject::unit), Sql.column(command.subjects(), SupervisionCommand.Subject::name))
                .run(dataSource);
    }

    public void selfReport(UUID id, int subject, SupervisionCommand.SelfReport command) {
        Supervision supervision = forChange(id, "planned", "running");
        write(id, supervision.unit(), subject, command);
    }

    /** By the subject itself, whoever supervises it. */
    public void reportOnSelf(UUID id, int subject, SupervisionCommand.SelfReport command) {
        Sql.of("SELECT 1 FROM supervision WHERE id = ? FOR UPDATE", id).first(dataSource, row -> true);
        Supervised supervised = queries.supervised(caller.scope(), id, subject);
        own.require(supervised.subject(), "supervision");
        if (!List.of("planned", "running").contains(supervised.state())) {
            throw SupervisionProblems.notFrom(supervised.state());
        }
        write(id, supervised.subject(), subject, command);
    }

    private void write(UUID id, UUID by, int subject, SupervisionCommand.SelfReport command) {
        requireCome(by, command.on(), "/on");
        if (Sql.of("UPDATE supervision_subject SET self_reported_on = ?, self_report = ? WHERE supervision_id = ? AND position = ?", command.on(),
                command.text(), id, subject).run(dataSource) == 0) {
            throw SupervisionProblems.noSubject(subject);
        }
        touch(id);
    }

    /** The first session begins the supervision: only of a programme that was approved. */
    public void hold(UUID id, SupervisionCommand.Session command) {
        Supervision supervision = forChange(id, "planned", "running");
        Programme programme = queries.programme(caller.scope(), supervision.programme());
        if (!programme.state().equals("approved")) {
            throw SupervisionProblems.notFrom(programme.state());
        }
        requireCome(supervision.unit(), command.heldOn(), "/heldOn");
        Sql.of("INSERT INTO supervision_session (id, supervision_id, unit_id, held_on, place, present, minutes, minutes_number, written_by, written_at) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", Ids.next(), id, supervision.unit(), command.heldOn(), command.place(), command.present(),
                command.minutes(), command.minutesNumber(), caller.subject(), clock.instant()).run(dataSource);
        Sql.of("UPDATE supervision SET state = 'running', version = version + 1 WHERE id = ?", id).run(dataSource);
    }

    public void conclude(UUID id, SupervisionCommand.Conclude command) {
        requireCome(forChange(id, "running").unit(), command.on(), "/on");
        Sql.of("UPDATE supervision SET state = 'concluded', conclusion = ?, concluded_on = ?, version = version + 1 WHERE id = ?", command.text(),
                command.on(), id).run(dataSource);
    }

    public void cancel(UUID id, SupervisionCommand.Note command) {
        forChange(id, "planned");
        Sql.of("UPDATE supervision SET state = 'cancelled', conclusion = ?, version = version + 1 WHERE id = ?", command.note(), id).run(dataSource);
    }

    private void requireCome(UUID unit, LocalDate day, String pointer) {
        own.requireCome(tree.find(unit).orElseThrow(() -> Problem.notFound("unit")), day, pointer);
    }

    /** Locked until the end of the transaction. */
    Supervision forChange(UUID id, String... states) {
        Sql.of("SELECT 1 FROM supervision WHERE id = ? FOR UPDATE", id).first(dataSource, row -> true);
        Supervision supervision = queries.supervision(caller.scope(), id);
        own.require(supervision.unit(), "supervision");
        if (!List.of(states).contains(supervision.state())) {
            throw SupervisionProblems.notFrom(supervision.state());
        }
        return supervision;
    }

    void touch(UUID id) {
        Sql.of("UPDATE supervision SET version = version + 1 WHERE id = ?", id).run(dataSource);
    }

    /** @param day on which they must be in use */
    void refuseUnknownTopics(UUID unit, LocalDate day, List<String> topics) {
        String jurisdiction = tree.find(unit).orElseThrow(() -> Problem.notFound("unit")).jurisdiction();
        List<String> known = words.inUse(WordQueries.SUPERVISION_TOPICS, jurisdiction, day, Language.current()).stream().map(WordView::code).toList();
        topics.stream().filter(topic -> !known.contains(topic)).findFirst().ifPresent(topic -> {
            throw SupervisionProblems.topicUnknown(topic, String.join(", ", known));
        });
    }

    private static String[] numbers(List<?> of) {
        return IntStream.rangeClosed(1, of.size()).mapToObj(String::valueOf).toArray(String[]::new);
    }
}
