package org.doanket.campaign.meeting;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.sql.Sql;

/** What a member does about meetings he is invited to. */
@ApplicationScoped
public class MyMeetingService {

    private final AgroalDataSource worker;
    private final MyMeetingQueries queries;
    private final MeetingKeyService keys;

    MyMeetingService(@DataSource("worker") AgroalDataSource worker, MyMeetingQueries queries, MeetingKeyService keys) {
        this.worker = worker;
        this.queries = queries;
        this.keys = keys;
    }

    public void reply(UUID id, MeetingCommand.Reply command) {
        MyMeetingView meeting = queries.one(id);
        if (!meeting.state().equals("called")) {
            throw MeetingProblems.notFrom(meeting.state());
        }
        Sql.of("UPDATE invitation SET reply = ?, reason = ? WHERE id = ?", command.reply(), command.reason(), meeting.invitation()).run(worker);
    }

    /** What is said on a point, by the secretary while the meeting goes on. @param ifMatch the tag of what he has read */
    @Transactional
    public void note(UUID id, int item, MeetingCommand.Note command, String ifMatch) {
        queries.one(id);
        Sql.of("SELECT FROM meeting WHERE id = ? FOR UPDATE", id).run(worker);
        MyMeetingView meeting = queries.one(id);
        if (!meeting.writes()) {
            throw MeetingProblems.notTheSecretary();
        }
        if (!meeting.state().equals("open")) {
            throw MeetingProblems.notFrom(meeting.state());
        }
        meeting.requireRead(ifMatch);
        if (Sql.of("UPDATE agenda_item SET notes = ? WHERE meeting_id = ? AND position = ?", command.notes(), id, item).run(worker) == 0) {
            throw Problem.notFound("agenda-item");
        }
        Sql.of("UPDATE meeting SET version = version + 1 WHERE id = ?", id).run(worker);
    }

    @Transactional
    public MeetingView.Pass pass(UUID id) {
        MyMeetingView meeting = queries.one(id);
        return keys.pass(meeting.id(), meeting.invitation(), meeting.endsAt().toInstant());
    }
}
