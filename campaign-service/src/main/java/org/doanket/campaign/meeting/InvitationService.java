package org.doanket.campaign.meeting;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/** Who is invited, what they answer, and who is there. */
@ApplicationScoped
@Transactional
public class InvitationService {

    private final AgroalDataSource dataSource;
    private final MeetingService meetings;
    private final MeetingQueries queries;
    private final MeetingKeyService keys;
    private final Caller caller;
    private final Clock clock;

    InvitationService(AgroalDataSource dataSource, MeetingService meetings, MeetingQueries queries, MeetingKeyService keys, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.meetings = meetings;
        this.queries = queries;
        this.keys = keys;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Also while it is open: some come who were forgotten. A member or guest who is invited already is not invited twice; one whose invitation was withdrawn
     * is invited again, and a pass that he has kept holds again. Invitations that are late stand: what is urgent must be possible, and no text was found
     * by which it were void.
     */
    public MeetingView.Invited invite(UUID id, MeetingCommand.Invite command) {
        MeetingView meeting = meetings.forChange(id, "called", "open");
        List<MeetingCommand.Guest> people = command.people();
        Instant now = clock.instant();
        int again = with(people, Sql.of("UPDATE invitation i SET withdrawn = false, reply = NULL, reason = NULL, invited_at = ?, name = p.name, capacity = p.capacity, "
                + "votes = p.votes, organisation = p.organisation, office = p.office FROM", now)).add("WHERE i.meeting_id = ? AND i.member_id = p.member "
                + "AND i.withdrawn", id).run(dataSource);
        int made = with(people, Sql.of("INSERT INTO invitation (id, meeting_id, unit_id, invited_at, member_id, name, capacity, votes, organisation, office) "
                + "SELECT uuidv7(), ?::uuid, ?::uuid, ?::timestamptz, p.* FROM", id, meeting.unit(), now)).add("WHERE NOT EXISTS (SELECT FROM invitation i "
                + "WHERE i.meeting_id = ? AND i.organisation = p.organisation AND i.name = p.name AND NOT i.withdrawn) ON CONFLICT (meeting_id, member_id) DO NOTHING",
                id).run(dataSource);
        meetings.touch(id);
        boolean late = meeting.inviteBy() != null && LocalDate.ofInstant(now, Zones.of(meeting.jurisdiction())).isAfter(meeting.inviteBy());
        return new MeetingView.Invited(made + again, late, meeting.inviteBy(), meeting.inviteRule());
    }

    private static Sql with(List<MeetingCommand.Guest> people, Sql statement) {
        return statement.add("unnest(?::uuid[], ?::text[], ?::text[], ?::boolean[], ?::text[], ?::text[]) AS p (member, name, capacity, votes, organisation, office)",
                Sql.column(people, MeetingCommand.Guest::member), Sql.column(people, MeetingCommand.Guest::name),
                Sql.column(people, MeetingCommand.Guest::capacity), Sql.column(people, MeetingCommand.Guest::votes),
                Sql.column(people, MeetingCommand.Guest::organisation), Sql.column(people, MeetingCommand.Guest::office));
    }

    public void withdraw(UUID meeting, UUID id) {
        meetings.forChange(meeting, "called");
        queries.invitation(caller.scope(), meeting, id);
        Sql.of("UPDATE invitation SET withdrawn = true WHERE id = ?", id).run(dataSource);
        meetings.touch(meeting);
    }

    public void reply(UUID meeting, UUID id, MeetingCommand.Reply command, String ifMatch) {
        meetings.forChange(meeting, "called");
        forChange(meeting, id, ifMatch);
        Sql.of("UPDATE invitation SET reply = ?, reason = ? WHERE id = ?", command.reply(), command.reason(), id).run(dataSource);
        meetings.touch(meeting);
    }

    /** Who comes for an organisation is often known only later. */
    public void send(UUID meeting, UUID id, MeetingCommand.Send command, String ifMatch) {
        meetings.forChange(meeting, "called", "open");
        if (forChange(meeting, id, ifMatch).organisation() == null) {
            throw MeetingProblems.noGuest();
        }
        if (command.member() != null && Sql.of("SELECT 1 FROM invitation WHERE meeting_id = ? AND member_id = ? AND id <> ?", meeting, command.member(), id)
                .first(dataSource, row -> true).isPresent()) {
            throw MeetingProblems.invitedBefore();
        }
        Sql.of("UPDATE invitation SET name = ?, office = ?, member_id = ? WHERE id = ?", command.name(), command.office(), command.member(), id).run(dataSource);
        meetings.touch(meeting);
    }

    /** By hand, for whoever has no code to show. */
    public void present(UUID meeting, UUID id) {
        meetings.forChange(meeting, "called", "open");
        if (queries.invitation(caller.scope(), meeting, id).withdrawn()) {
            throw Problem.notFound("invitation");
        }
        Sql.of("UPDATE invitation SET checked_in_at = ?, checked_in_by = 'hand' WHERE id = ? AND checked_in_at IS NULL", clock.instant(), id).run(dataSource);
        meetings.touch(meeting);
    }

    /** The member may be answering himself just now, without a look at the meeting. @throws Problem 412 when it is another than was seen, 428 when nothing is said */
    private MeetingView.Invitation forChange(UUID meeting, UUID id, String ifMatch) {
        Sql.of("SELECT FROM invitation WHERE id = ? FOR UPDATE", id).run(dataSource);
        MeetingView.Invitation invitation = queries.invitation(caller.scope(), meeting, id);
        Revision.require(ifMatch, invitation.version());
        return invitation;
    }

    public MeetingView.Pass pass(UUID meeting, UUID id) {
        MeetingView of = queries.one(caller.scope(), meeting);
        return keys.pass(of.id(), queries.invitation(caller.scope(), meeting, id).id(), of.endsAt().toInstant());
    }
}
