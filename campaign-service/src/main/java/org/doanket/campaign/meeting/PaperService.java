package org.doanket.campaign.meeting;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.AttachedFile;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.Nfc;

/** Papers of a meeting: told by their content and not by what they call themselves, every version kept. */
@ApplicationScoped
@Transactional
public class PaperService {

    private static final int MOST = 100;

    /** A paper as it was handed in. */
    public record File(AttachedFile file, String sha256) {
    }

    private final AgroalDataSource dataSource;
    private final MeetingService meetings;
    private final MeetingQueries queries;
    private final Caller caller;
    private final Clock clock;

    PaperService(AgroalDataSource dataSource, MeetingService meetings, MeetingQueries queries, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.meetings = meetings;
        this.queries = queries;
        this.caller = caller;
        this.clock = clock;
    }

    public UUID add(UUID id, String name, Integer item, byte[] content) {
        MeetingView meeting = meetings.forChange(id, "called", "open");
        if (item != null && item > meeting.agenda().size()) {
            throw Problem.notFound("agenda-item");
        }
        if (queries.papers(caller.scope(), id).size() >= MOST) {
            throw MeetingProblems.tooManyPapers(MOST);
        }
        UUID paper = Ids.next();
        Sql.of("INSERT INTO meeting_paper (id, meeting_id, unit_id, item, name, created_at) VALUES (?, ?, ?, ?, ?, ?)", paper, id, meeting.unit(), item,
                Nfc.of(name), clock.instant()).run(dataSource);
        keep(meeting, paper, 1, content);
        return paper;
    }

    public void revise(UUID id, UUID paper, byte[] content) {
        MeetingView meeting = meetings.forChange(id, "called", "open");
        int newest = queries.versions(caller.scope(), id, paper).get(0).version();
        keep(meeting, paper, newest + 1, content);
    }

    /** @param version null: the newest */
    public File read(UUID meeting, UUID paper, Integer version) {
        queries.versions(caller.scope(), meeting, paper);
        return Sql.of("SELECT * FROM paper_version WHERE paper_id = ?", paper).given(version, "AND version = ?").add("ORDER BY version DESC LIMIT 1")
                .first(dataSource, row -> new File(new AttachedFile(row.getString("media_type"), row.getBytes("content")), row.getString("sha256")))
                .orElseThrow(() -> Problem.notFound("meeting-paper"));
    }

    private void keep(MeetingView meeting, UUID paper, int version, byte[] content) {
        Sql.of("INSERT INTO paper_version (paper_id, unit_id, version, media_type, size, sha256, content, added_by, added_at) VALUES (?, ?, "
                + "?, ?, ?, ?, ?, ?, ?)",
                paper, meeting.unit(), version, AttachedFile.typeOf(content).orElseThrow(MeetingProblems::unreadablePaper), content.length, MinutesService.sha256(content), content, caller.subject(), clock.instant())
                .run(dataSource);
        meetings.touch(meeting.id());
    }
}
