package org.doanket.campaign.attachment;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.UUID;
import org.doanket.platform.http.AttachedFile;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.Nfc;

/** Attaches files to what other features have found and locked. */
@ApplicationScoped
@Transactional
public class AttachmentService {

    /** Of one file, in bytes: what a telephone's camera makes. */
    public static final long LARGEST = 10L << 20;
    private static final int MOST = 30;
    private static final int LONGEST_NAME = 150;

    private final AgroalDataSource dataSource;
    private final FileService files;
    private final AttachmentQueries queries;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    AttachmentService(AgroalDataSource dataSource, FileService files, AttachmentQueries queries, Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.files = files;
        this.queries = queries;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param unit whose row the subject is
     * @param kind what the rules call such a paper
     * @param name as people know the file; it is only shown
     */
    public AttachmentView attach(String subjectType, UUID subject, UUID unit, String kind, String name, byte[] content) {
        String type = AttachedFile.typeOf(content).orElseThrow(AttachmentProblems::unreadable);
        if (queries.of(subjectType, subject).size() >= MOST) {
            throw AttachmentProblems.tooMany(MOST);
        }
        UUID id = Ids.next();
        files.put(id, content);
        Sql.of("INSERT INTO attachment (id, unit_id, subject_type, subject_id, kind, name, media_type, size, sha256, attached_by, attached_at) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", id, unit, subjectType, subject, kind, shown(name, kind), type,
                content.length, sha256(content), caller.subject(), clock.instant()).run(dataSource);
        audit.record("attached", subjectType, subject, unit, kind);
        return queries.one(subjectType, subject, id);
    }

    public void remove(String subjectType, UUID subject, UUID unit, UUID id) {
        AttachmentView about = queries.one(subjectType, subject, id);
        Sql.of("DELETE FROM attachment WHERE id = ?", id).run(dataSource);
        files.remove(id);
        audit.record("detached", subjectType, subject, unit, about.kind());
    }

    /** One line, without what a path or a header could be made of. */
    private static String shown(String name, String kind) {
        String plain = name == null ? "" : Nfc.of(name).replaceAll("[\\p{Cntrl}\"\\\\/:*?<>|]", " ").strip();
        return plain.isEmpty() ? kind : plain.substring(0, plain.offsetByCodePoints(0, Math.min(LONGEST_NAME, plain.codePointCount(0, plain.length()))));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
