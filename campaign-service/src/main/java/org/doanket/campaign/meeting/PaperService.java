package org.doanket.campaign.meeting;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.doanket.campaign.attachment.FileService;
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

    /** A version as its row has it. @param content of one that was laid before its meeting when rows held papers */
    record Kept(String mediaType, String sha256, byte[] content, UUID file) {

        static Kept of(ResultSet row) throws SQLException {
            return new Kept(row.getString("media_type"), row.getString("sha256"), row.getBytes("content"), row.getObject("file_id", UUID.class));
        }

        Optional<File> file(FileService files) {
            return (content != null ? Optional.of(content) : files.get(file)).map(bytes -> new File(new AttachedFile(mediaType, bytes), sha256));
        }
    }

    private final AgroalDataSource dataSource;
    private final MeetingService meetings;
    private final MeetingQueries queries;
    private final FileService files;
    private final Caller caller;
    private final Clock clock;

    PaperService(AgroalDataSource dataSource, MeetingService meetings, MeetingQueries queries, FileService files, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.meetings = meetings;
        this.queries = queries;
        this.files = files;
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
        int newest = queries.newest(caller.scope(), id, paper).version();
        keep(meeting, paper, newest + 1, content);
    }

    /** @param version null: the newest */
    public File read(UUID meeting, UUID paper, Integer version) {
        queries.newest(caller.scope(), meeting, paper);
        return Sql.of("SELECT * FROM paper_version WHERE paper_id = ?", paper).given(version, "AND version = ?").add("ORDER BY version DESC LIMIT 1")
                .first(dataSource, Kept::of).flatMap(kept -> kept.file(files)).orElseThrow(() -> Problem.notFound("meeting-paper"));
    }

    private void keep(MeetingView meeting, UUID paper, int version, byte[] content) {
        String type = AttachedFile.typeOf(content).orElseThrow(MeetingProblems::unreadablePaper);
        UUID file = Ids.next();
        files.put(file, content);
        Sql.of("INSERT INTO paper_version (paper_id, unit_id, version, media_type, size, sha256, file_id, added_by, added_at) VALUES (?, ?, "
                + "?, ?, ?, ?, ?, ?, ?)",
                paper, meeting.unit(), version, type, content.length, MinutesService.sha256(content), file, caller.subject(), clock.instant())
                .run(dataSource);
        meetings.touch(meeting.id());
    }
}
