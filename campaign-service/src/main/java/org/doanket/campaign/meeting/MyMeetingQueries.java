package org.doanket.campaign.meeting;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.doanket.campaign.OwnFilter;
import org.doanket.campaign.attachment.FileService;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/**
 * Meetings that a member is invited to, wherever they are: read on the worker's login by his own id and nothing else, for the unit that
 * calls him is often one above his own, which his role does not reach.
 */
@ApplicationScoped
@Unscoped("a member's own invitations")
public class MyMeetingQueries {

    private static final String SELECT = "SELECT m.id, u.name AS unit_name, m.name, m.kind, m.place, m.starts_at, m.ends_at, m.state, i.id "
            + "AS invitation, i.capacity, "
            + "i.votes, i.reply, i.checked_in_at, i.id IS NOT DISTINCT FROM m.secretary AS writes FROM invitation i JOIN meeting m ON m.id = i.meeting_id JOIN unit_ref u ON u.id = m.unit_id "
            + "WHERE i.member_id = ? AND NOT i.withdrawn";

    private final AgroalDataSource worker;
    private final FileService files;
    private final Caller caller;

    MyMeetingQueries(@DataSource("worker") AgroalDataSource worker, FileService files, Caller caller) {
        this.worker = worker;
        this.files = files;
        this.caller = caller;
    }

    /** What one's own meetings are narrowed by: they are of no unit in particular. */
    public static class Filter extends OwnFilter {

        @QueryParam("state")
        @Pattern(regexp = MeetingCommand.STATE)
        public String state;

        @QueryParam("kind")
        @Pattern(regexp = MeetingCommand.KIND)
        public String kind;
    }

    public Page<MyMeetingView> list(Filter filter, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(Sql.of(SELECT, me()).given(filter.state, "AND m.state = ?").given(filter.kind, "AND m.kind = ?")
                .given(filter.year, "AND extract(year FROM legal_day(u.jurisdiction, m.starts_at)) = ?")
                .given(filter.words(), "AND doanket.search_form(m.name) LIKE ?")
                .given(after == null ? null : after.uuid(0), "AND m.id < ?").add("ORDER BY m.id DESC LIMIT ?", page.limit + 1)
                .list(worker, MyMeetingView::of), page.limit, row -> Cursor.of(row.id()));
    }

    public MyMeetingView one(UUID id) {
        MyMeetingView found = Sql.of(SELECT + " AND m.id = ?", me(), id).first(worker, MyMeetingView::of).orElseThrow(() -> Problem.notFound("meeting"));
        return found.with(Sql.of("SELECT * FROM agenda_item WHERE meeting_id = ? ORDER BY position", id).list(worker, row -> new MeetingView.Item(
                row.getInt("position"), row.getString("title"), row.getString("presenter"), row.getObject("minutes", Integer.class),
                found.writes() ? row.getString("notes") : null)),
                Sql.of("SELECT DISTINCT ON (p.id) " + MeetingQueries.PAPER + " FROM meeting_paper p JOIN paper_version v ON v.paper_id = p.id "
                        + "WHERE p.meeting_id = ? ORDER BY p.id, v.version DESC", id).list(worker, MeetingView.Paper::of));
    }

    public PaperService.File paper(UUID id, UUID paper) {
        one(id);
        return Sql.of("SELECT v.* FROM paper_version v JOIN meeting_paper p ON p.id = v.paper_id WHERE p.id = ? AND p.meeting_id = ? ORDER "
                + "BY v.version DESC LIMIT 1",
                paper, id).first(worker, PaperService.Kept::of).flatMap(kept -> kept.file(files)).orElseThrow(() -> Problem.notFound("meeting-paper"));
    }

    private UUID me() {
        if (caller.member() == null) {
            throw Problem.notFound("meeting");
        }
        return caller.member();
    }

    /** Of a secret vote that a paper was given out, since that is all that is kept of who has voted. */
    void tell(@Observes PersonalData asked) {
        asked.select("invitations", """
                SELECT m.name AS meeting, m.starts_at AS "startsAt", m.state, u.code AS "unitCode", i.name, i.capacity, i.organisation, i.office,
                       i.votes, i.reply, i.reason, i.withdrawn, i.checked_in_at AS "checkedInAt", i.checked_in_by AS "checkedInBy",
                       (SELECT min(l.read_at) FROM late_pass l WHERE l.invitation_id = i.id) AS "passReadAt"
                  FROM invitation i JOIN meeting m ON m.id = i.meeting_id LEFT JOIN unit_ref u ON u.id = m.unit_id WHERE i.member_id = ?
                 ORDER BY m.starts_at, i.id""", asked.person());
        asked.select("openVotes", """
                SELECT v.question, v.options[c.choice] AS choice, v.opened_at AS "openedAt"
                  FROM invitation i JOIN meeting_vote v ON v.meeting_id = i.meeting_id JOIN voice c ON c.vote_id = v.id AND c.invitation_id = i.id
                 WHERE i.member_id = ?
                 ORDER BY v.opened_at, v.id""", asked.person());
        asked.select("ballotPapers", """
                SELECT v.question, v.opened_at AS "openedAt"
                  FROM invitation i JOIN meeting_vote v ON v.meeting_id = i.meeting_id JOIN ballot_paper b ON b.vote_id = v.id AND b.invitation_id = i.id
                 WHERE i.member_id = ?
                 ORDER BY v.opened_at, v.id""", asked.person());
    }
}
