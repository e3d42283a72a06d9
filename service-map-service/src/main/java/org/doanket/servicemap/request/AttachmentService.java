package org.doanket.servicemap.request;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.AttachedFile;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.Turns;
import org.doanket.servicemap.request.RequestView.Followed;
import org.doanket.servicemap.request.RequestView.Line;

/** Papers of a request, from who asked and from the desk: told by their content, without what a file says of who made it, sealed with the request's own key. */
@ApplicationScoped
@Transactional
public class AttachmentService {

    /** From each side; and each at most a megabyte, the usual limit of a body. */
    private static final int MOST = 5;
    /** What a PDF is made of is larger than the PDF. */
    private static final Turns BARING = new Turns(1, 3);

    private final AgroalDataSource dataSource;
    private final RequestIntakeService intake;
    private final RequestQueries queries;
    private final RequestVault vault;
    private final AuditTrail audit;
    private final Caller caller;

    AttachmentService(AgroalDataSource dataSource, RequestIntakeService intake, RequestQueries queries, RequestVault vault, AuditTrail audit,
            Caller caller) {
        this.dataSource = dataSource;
        this.intake = intake;
        this.queries = queries;
        this.vault = vault;
        this.audit = audit;
        this.caller = caller;
    }

    public Followed attach(String link, byte[] content) {
        AttachedFile bare = bare(content);
        Followed found = intake.locked(link);
        if (!found.state().equals("received") && !found.state().equals("accepted")) {
            throw RequestProblems.notFrom(found.state());
        }
        attach(intake.id(link), bare, false);
        return queries.followed(link);
    }

    public Line attach(UUID request, byte[] content) {
        AttachedFile bare = bare(content);
        Sql.of("SELECT FROM service_request WHERE id = ? FOR UPDATE", request).run(dataSource);
        Line found = queries.line(caller.scope(), request);
        if (found.state().equals("withdrawn")) {
            throw RequestProblems.notFrom(found.state());
        }
        attach(request, bare, true);
        return queries.line(caller.scope(), request);
    }

    public AttachedFile read(String link, UUID paper) {
        intake.follow(link);
        return open(intake.id(link), paper);
    }

    /** Each look is on the audit trail. */
    public AttachedFile read(UUID request, UUID paper) {
        Line found = queries.line(caller.scope(), request);
        audit.record("request-attachment-read", "request-attachment", paper, found.unit(), null);
        return open(request, paper);
    }

    private void attach(UUID request, AttachedFile bare, boolean isFromDesk) {
        int there = Sql.of("SELECT count(*) FROM request_attachment WHERE request_id = ? AND from_desk = ?", request, isFromDesk)
                .first(dataSource, row -> row.getInt(1)).orElseThrow();
        if (there >= MOST) {
            throw RequestProblems.tooMany(MOST);
        }
        UUID id = Ids.next();
        Sql.of("INSERT INTO request_attachment (id, request_id, media_type, size, sealed, from_desk) VALUES (?, ?, ?, ?, ?, ?)", id, request, bare.mediaType(),
                bare.content().length, key(request).seal(place(id), bare.content()), isFromDesk).run(dataSource);
        Sql.of("UPDATE service_request SET version = version + 1 WHERE id = ?", request).run(dataSource);
    }

    /**
     * What is to be read of it and nothing of who made it: who asks may have left his name out. Before the database is asked for anything, lest whoever waits
     * for his turn keeps a connection from others.
     */
    private static AttachedFile bare(byte[] content) {
        String type = AttachedFile.typeOf(content).orElseThrow(RequestProblems::unreadable);
        return BARING.take(() -> {
            try {
                return new AttachedFile(type, switch (type) {
                    case "application/pdf" -> BarePdf.of(content);
                    case "image/png" -> BarePicture.png(content);
                    default -> BarePicture.jpeg(content);
                });
            } catch (IOException broken) {
                throw RequestProblems.unreadable();
            }
        });
    }

    private AttachedFile open(UUID request, UUID paper) {
        record Sealed(String type, byte[] bytes) {
        }
        Sealed sealed = Sql.of("SELECT media_type, sealed FROM request_attachment WHERE id = ? AND request_id = ?", paper, request)
                .first(dataSource, row -> new Sealed(row.getString(1), row.getBytes(2))).orElseThrow(() -> Problem.notFound("request-attachment"));
        return new AttachedFile(sealed.type(), key(request).open(place(paper), sealed.bytes()));
    }

    private FieldVault.Key key(UUID request) {
        return vault.keyOf(request).orElseThrow(() -> Problem.notFound("service-request"));
    }

    private static String place(UUID paper) {
        return "request_attachment.sealed:" + paper;
    }
}
