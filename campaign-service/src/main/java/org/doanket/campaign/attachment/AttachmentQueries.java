package org.doanket.campaign.attachment;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.AttachedFile;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** What is attached to something; whoever asks has found that something within the caller's scope first. */
@ApplicationScoped
@Transactional
@Unscoped("the subject was looked up in the caller's scope before")
public class AttachmentQueries {

    private final AgroalDataSource dataSource;
    private final FileService files;

    AttachmentQueries(AgroalDataSource dataSource, FileService files) {
        this.dataSource = dataSource;
        this.files = files;
    }

    public List<AttachmentView> of(String subjectType, UUID subject) {
        return Sql.of("SELECT * FROM attachment WHERE subject_type = ? AND subject_id = ? ORDER BY id", subjectType, subject)
                .list(dataSource, AttachmentQueries::view);
    }

    public Set<String> kinds(String subjectType, UUID subject) {
        return of(subjectType, subject).stream().map(AttachmentView::kind).collect(Collectors.toSet());
    }

    public AttachmentView one(String subjectType, UUID subject, UUID id) {
        return Sql.of("SELECT * FROM attachment WHERE subject_type = ? AND subject_id = ? AND id = ?", subjectType, subject, id)
                .first(dataSource, AttachmentQueries::view).orElseThrow(() -> Problem.notFound("attachment"));
    }

    /** @throws Problem 404 also where the file is lost, which a restored database can know of */
    public AttachedFile file(String subjectType, UUID subject, UUID id) {
        AttachmentView about = one(subjectType, subject, id);
        return new AttachedFile(about.mediaType(), files.get(id).orElseThrow(() -> Problem.notFound("attachment")));
    }

    private static AttachmentView view(ResultSet row) throws SQLException {
        return new AttachmentView(row.getObject("id", UUID.class), row.getString("kind"), row.getString("name"), row.getString("media_type"),
                row.getInt("size"), row.getString("sha256"), row.getObject("attached_at", OffsetDateTime.class));
    }
}
