package org.doanket.campaign.petition;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.doanket.campaign.OwnUnit;
import org.doanket.campaign.clock.ClockQueries;
import org.doanket.campaign.clock.ClockView;
import org.doanket.campaign.word.WordQueries;
import org.doanket.campaign.word.WordView;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Petitions from their receipt to their end; each step is kept. */
@ApplicationScoped
@Transactional
public class PetitionService {

    private final AgroalDataSource dataSource;
    private final PetitionQueries queries;
    private final SenderService senders;
    private final ClockQueries clocks;
    private final WordQueries words;
    private final OwnUnit own;
    private final UnitTree tree;
    private final Caller caller;
    private final Clock clock;

    PetitionService(AgroalDataSource dataSource, PetitionQueries queries, SenderService senders, ClockQueries clocks, WordQueries words, OwnUnit own,
            UnitTree tree, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.senders = senders;
        this.clocks = clocks;
        this.words = words;
        this.own = own;
        this.tree = tree;
        this.caller = caller;
        this.clock = clock;
    }

    public UUID receive(PetitionCommand.Receive command) {
        UnitRef unit = own.require(command.unit(), "unit");
        own.requireNotEnded(unit, command.receivedOn());
        own.requireCome(unit, command.receivedOn(), "/receivedOn");
        UUID id = Ids.next();
        enter(id, unit, command, new Origin(null, null, null, null, caller.subject()));
        return id;
    }

    /**
     * How it came.
     *
     * @param receipt index of the code by which its sender asks for it. @param consentVersion of the text that he has agreed to
     */
    record Origin(byte[] receipt, Integer consentVersion, String language, Instant consentAt, String takenBy) {
    }

    void enter(UUID id, UnitRef unit, PetitionCommand.Receive command, Origin origin) {
        List<String> topics = words.inUse(WordQueries.PETITION_TOPICS, unit.jurisdiction(), command.receivedOn(), Locale.ENGLISH).stream().map(WordView::code).toList();
        if (!topics.contains(command.topic())) {
            throw PetitionProblems.topicUnknown(command.topic(), String.join(", ", topics));
        }
        ClockView.Due route = clocks.due(unit.jurisdiction(), "petition-routing", command.receivedOn());
        ClockView.Due answer = clocks.due(unit.jurisdiction(), "petition-answer", command.receivedOn());
        SenderService.Sealed sealed = senders.seal(id, command.sender());
        Sql.of("INSERT INTO petition (id, unit_id, received_by, number, received_on, year, channel, topic, subject, content, sender_kind, persons, member_id, "
                + "sender_key, sender_sealed, receipt_index, consent_version, consent_language, consent_at, state, route_due, answer_due, due_by, version) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'received', ?, ?, ?, 1)",
                id, unit.id(), unit.id(), command.number(), command.receivedOn(), command.receivedOn().getYear(), command.channel(), command.topic(),
                command.subject(), command.content(), command.senderKind(), command.persons(),
                command.sender() == null ? null : command.sender().member(), sealed.key(), sealed.value(), origin.receipt(), origin.consentVersion(),
                origin.language(), origin.consentAt(), route.last(), answer.last(), answer.by()).run(dataSource);
        step(id, "received", unit.id(), null, null, null, origin.takenBy());
    }

    /** The time for an answer goes on: where it lies is not the sender's affair. */
    public void route(UUID id, PetitionCommand.Route command) {
        PetitionView petition = forChange(id, "received", "in-hand");
        UnitRef holder = own.require(petition.unit(), "petition");
        LocalDate today = own.today(holder);
        if (command.body() != null) {
            Sql.of("UPDATE petition SET state = 'passed-on', body = ?, routed_on = ?, version = version + 1 WHERE id = ?", command.body(), today, id).run(dataSource);
            step(id, "passed-on", holder.id(), null, command.body(), command.note());
            return;
        }
        UUID to = command.unit() != null ? command.unit() : queries.competence(caller.scope(), id).unit();
        if (to == null) {
            throw PetitionProblems.nobodyCompetent();
        }
        if (to.equals(holder.id())) {
            Sql.of("UPDATE petition SET state = 'in-hand', routed_on = coalesce(routed_on, ?), version = version + 1 WHERE id = ?", today, id).run(dataSource);
            step(id, "taken-in-hand", holder.id(), to, null, command.note());
            return;
        }
        requireRelated(holder, to);
        LocalDate due = clocks.due(holder.jurisdiction(), "petition-routing", today).last();
        presentRouted(id);
        Sql.of("UPDATE petition SET state = 'received', unit_id = ?, routed_on = ?, route_due = ?, version = version + 1 WHERE id = ?", to, today, due, id)
                .run(dataSource);
        step(id, "routed", holder.id(), to, null, command.note());
    }

    public void answer(UUID id, PetitionCommand.Answer command) {
        PetitionView petition = forChange(id, "received", "in-hand", "passed-on");
        own.require(petition.unit(), "petition");
        refuseBadDay(petition, command.on());
        Sql.of("UPDATE petition SET state = 'answered', answered_on = ?, answer = ?, outcome = ?, version = version + 1 WHERE id = ?", command.on(),
                command.text(), command.outcome(), id).run(dataSource);
        step(id, "answered", petition.unit(), null, null, null);
    }

    public void close(UUID id, PetitionCommand.Note command) {
        PetitionView petition = forChange(id, "answered");
        UnitRef unit = own.require(petition.unit(), "petition");
        refuseBadDay(petition, command.on());
        Sql.of("UPDATE petition SET state = 'closed', closed_on = ?, reopen_until = ?, version = version + 1 WHERE id = ?", command.on(),
                clocks.due(unit.jurisdiction(), "petition-reopening", command.on()).last(), id).run(dataSource);
        step(id, "closed", petition.unit(), null, null, command.note());
    }

    /** Within the time for it; the answer begins anew, and so does its clock. */
    public void reopen(UUID id, PetitionCommand.Note command) {
        PetitionView petition = forChange(id, "closed");
        UnitRef unit = own.require(petition.unit(), "petition");
        refuseBadDay(petition, command.on());
        if (command.on().isAfter(petition.reopenUntil())) {
            throw PetitionProblems.tooLateToReopen(petition.reopenUntil());
        }
        ClockView.Due due = clocks.due(unit.jurisdiction(), "petition-answer", command.on());
        Sql.of("UPDATE petition SET state = 'in-hand', answered_on = NULL, closed_on = NULL, reopen_until = NULL, answer_due = ?, due_by = ?, "
                + "reopened = reopened + 1, version = version + 1 WHERE id = ?", due.last(), due.by(), id).run(dataSource);
        step(id, "reopened", petition.unit(), null, null, command.note());
    }

    /** Up to units above, or down to units below; what lies aside is for a unit above both. */
    private void requireRelated(UnitRef holder, UUID to) {
        UnitRef related = tree.find(to).filter(unit -> holder.path().startsWith(unit.path()) || caller.scope().contains(unit.path()))
                .orElseThrow(() -> Problem.notFound("unit"));
        own.requireNotEnded(related, own.today(related));
    }

    /** For this transaction: also the petition that the caller holds now, though it goes where he sees nothing. */
    private void presentRouted(UUID id) {
        Sql.of("SELECT set_config('doanket.petition_routed', ?, true)", id.toString()).first(dataSource, row -> true);
    }

    private PetitionView forChange(UUID id, String... states) {
        Sql.of("SELECT 1 FROM petition WHERE id = ? FOR UPDATE", id).first(dataSource, row -> true);
        PetitionView petition = queries.one(caller.scope(), id);
        if (!List.of(states).contains(petition.state())) {
            throw PetitionProblems.notFrom(petition.state());
        }
        return petition;
    }

    private void refuseBadDay(PetitionView petition, LocalDate day) {
        if (day.isBefore(petition.receivedOn())) {
            throw Problem.invalid(List.of(Fault.at("/on", "before-it-was-received")));
        }
        own.requireCome(tree.find(petition.unit()).orElseThrow(), day, "/on");
    }

    private void step(UUID petition, String step, UUID from, UUID to, String body, String note) {
        step(petition, step, from, to, body, note, caller.subject());
    }

    private void step(UUID petition, String step, UUID from, UUID to, String body, String note, String takenBy) {
        Sql.of("INSERT INTO petition_step (id, petition_id, step, from_unit, to_unit, body, note, taken_by, taken_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                Ids.next(), petition, step, from, to, body, note, takenBy, clock.instant()).run(dataSource);
    }
}
