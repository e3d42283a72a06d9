package org.doanket.campaign.meeting;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.campaign.OwnUnit;
import org.doanket.campaign.Renumbered;
import org.doanket.campaign.clock.ClockQueries;
import org.doanket.campaign.clock.ClockView;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;

/** Meetings from their call to their end. */
@ApplicationScoped
@Transactional
public class MeetingService {

    private static final String BY_CALL = "as the call says";

    private final AgroalDataSource dataSource;
    private final MeetingQueries queries;
    private final MeetingRuleQueries rules;
    private final ClockQueries clocks;
    private final MinutesService minutes;
    private final OwnUnit own;
    private final Caller caller;
    private final MergePatch patches;
    private final Clock clock;

    MeetingService(AgroalDataSource dataSource, MeetingQueries queries, MeetingRuleQueries rules, ClockQueries clocks, MinutesService minutes, OwnUnit own,
            Caller caller, MergePatch patches, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.rules = rules;
        this.clocks = clocks;
        this.minutes = minutes;
        this.own = own;
        this.caller = caller;
        this.patches = patches;
        this.clock = clock;
    }

    public UUID call(MeetingCommand.Call command) {
        UnitRef unit = own.require(command.unit(), "unit");
        own.requireNotEnded(unit, own.today(unit));
        MeetingRuleQueries.Rule rule = rules.of(unit.jurisdiction(), command.kind(), own.today(unit));
        MeetingCommand.Share quorum = command.quorum() == null ? new MeetingCommand.Share(rule.quorumNum(), rule.quorumDen()) : command.quorum();
        ClockView.Due invite = inviteBy(unit, command.kind(), command.startsAt());
        UUID id = Ids.next();
        Sql.of("INSERT INTO meeting (id, unit_id, name, kind, place, starts_at, ends_at, quorum_num, quorum_den, quorum_by, invite_by, invite_rule, state, "
                + "created_by, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'called', ?, 1)", id, unit.id(), command.name(), command.kind(), command.place(),
                command.startsAt(), command.endsAt(), quorum.num(), quorum.den(), command.quorum() == null ? rule.citation() : BY_CALL, invite.last(), invite.by(),
                caller.subject()).run(dataSource);
        putAgenda(id, unit.id(), command.agenda());
        return id;
    }

    public void edit(UUID id, JsonNode patch, String ifMatch) {
        MeetingView meeting = forChange(id, "called");
        Revision.require(ifMatch, meeting.version());
        MeetingCommand.Edit edited = patches.apply(meeting.editable(), patch);
        Sql.of("UPDATE meeting SET name = ?, place = ?, starts_at = ?, ends_at = ?, version = version + 1 WHERE id = ?", edited.name(), edited.place(),
                edited.startsAt(), edited.endsAt(), id).run(dataSource);
        if (!edited.startsAt().isEqual(meeting.startsAt())) {
            ClockView.Due invite = inviteBy(own.require(meeting.unit(), "meeting"), meeting.kind(), edited.startsAt());
            Sql.of("UPDATE meeting SET invite_by = ?, invite_rule = ? WHERE id = ?", invite.last(), invite.by(), id).run(dataSource);
        }
        if (!edited.agenda().equals(meeting.editable().agenda())) {
            Sql.of("DELETE FROM agenda_item WHERE meeting_id = ?", id).run(dataSource);
            putAgenda(id, meeting.unit(), edited.agenda());
            carryPapers(id, meeting.editable().agenda(), edited.agenda());
        }
    }

    /** A paper goes with its point to whatever number that has now; where its point is left out, it is one of the whole meeting. */
    private void carryPapers(UUID id, List<MeetingCommand.Item> before, List<MeetingCommand.Item> after) {
        Map<Integer, Integer> moved = Renumbered.moved(before, after, MeetingCommand.Item::title);
        List<Integer> points = List.copyOf(moved.keySet());
        Sql.of("UPDATE meeting_paper p SET item = (SELECT m.after FROM unnest(?::int[], ?::int[]) AS m (before, after) WHERE m.before = p.item) "
                + "WHERE p.meeting_id = ? AND p.item IS NOT NULL", Sql.column(points, point -> point), Sql.column(points, moved::get), id).run(dataSource);
    }

    /** Whoever chairs and whoever writes must be there. */
    public void open(UUID id, MeetingCommand.Open command) {
        MeetingView meeting = forChange(id, "called");
        if (!meeting.attendance().hasQuorum()) {
            throw MeetingProblems.noQuorum(meeting.attendance().presentVoters(), meeting.attendance().needed());
        }
        for (UUID officer : List.of(command.chair(), command.secretary())) {
            if (Sql.of("SELECT 1 FROM invitation WHERE id = ? AND meeting_id = ? AND checked_in_at IS NOT NULL AND NOT withdrawn", officer, id)
                    .first(dataSource, row -> true).isEmpty()) {
                throw MeetingProblems.notPresent();
            }
        }
        Sql.of("UPDATE meeting SET state = 'open', opened_at = ?, chair = ?, secretary = ?, version = version + 1 WHERE id = ?", clock.instant(),
                command.chair(), command.secretary(), id).run(dataSource);
    }

    public void note(UUID id, int item, MeetingCommand.Note command, String ifMatch) {
        Revision.require(ifMatch, forChange(id, "open").version());
        if (Sql.of("UPDATE agenda_item SET notes = ? WHERE meeting_id = ? AND position = ?", command.notes(), id, item).run(dataSource) == 0) {
            throw Problem.notFound("agenda-item");
        }
        touch(id);
    }

    /** From now on nothing of it changes: its minutes are made of the record, hashed and signed. */
    public void close(UUID id, MeetingCommand.Close command) {
        forChange(id, "open");
        if (Sql.of("SELECT 1 FROM meeting_vote WHERE meeting_id = ? AND state <> 'closed' LIMIT 1", id).first(dataSource, row -> true).isPresent()) {
            throw MeetingProblems.votesOpen();
        }
        Sql.of("UPDATE meeting SET state = 'closed', closed_at = ?, conclusions = ?, version = version + 1 WHERE id = ?", clock.instant(),
                command.conclusions(), id).run(dataSource);
        minutes.seal(id);
    }

    public void cancel(UUID id, MeetingCommand.Cancel command) {
        forChange(id, "called");
        Sql.of("UPDATE meeting SET state = 'cancelled', cancelled = ?, version = version + 1 WHERE id = ?", command.why(), id).run(dataSource);
    }

    /** By the rule of today, as the quorum is: what was called before keeps its own. */
    private ClockView.Due inviteBy(UnitRef unit, String kind, OffsetDateTime begin) {
        return clocks.before(unit.jurisdiction(), MeetingRuleQueries.invitations(kind), own.today(unit),
                List.of(begin.atZoneSameInstant(Zones.of(unit.jurisdiction())).toLocalDate())).get(0);
    }

    /** Locked until the end of the transaction. */
    MeetingView forChange(UUID id, String... states) {
        Sql.of("SELECT 1 FROM meeting WHERE id = ? FOR UPDATE", id).first(dataSource, row -> true);
        MeetingView meeting = queries.one(caller.scope(), id);
        own.require(meeting.unit(), "meeting");
        if (!List.of(states).contains(meeting.state())) {
            throw MeetingProblems.notFrom(meeting.state());
        }
        return meeting;
    }

    void touch(UUID id) {
        Sql.of("UPDATE meeting SET version = version + 1 WHERE id = ?", id).run(dataSource);
    }

    private void putAgenda(UUID id, UUID unit, List<MeetingCommand.Item> agenda) {
        Sql.of("INSERT INTO agenda_item (meeting_id, unit_id, position, title, presenter, minutes) SELECT ?::uuid, ?::uuid, n, t, p, m FROM "
                + "unnest(?::text[], ?::text[], ?::int[]) WITH ORDINALITY a (t, p, m, n)", id, unit, Sql.column(agenda, MeetingCommand.Item::title),
                Sql.column(agenda, MeetingCommand.Item::presenter), Sql.column(agenda, MeetingCommand.Item::minutes)).run(dataSource);
    }
}
