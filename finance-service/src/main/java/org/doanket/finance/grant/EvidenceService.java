package org.doanket.finance.grant;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.doanket.finance.grant.GrantView.Application;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.AttachedFile;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sql.Sql;

/**
 * Papers on somebody's need: told by their content and not by what they call themselves, sealed with the key of him whom they are about.
 */
@ApplicationScoped
@Transactional
public class EvidenceService {

    /** Of one application; and each at most a megabyte, the usual limit of a request. */
    private static final int MOST = 20;

    private final AgroalDataSource dataSource;
    private final GrantApplicationService applications;
    private final FieldVault vault;
    private final Caller caller;
    private final AuditTrail audit;

    EvidenceService(AgroalDataSource dataSource, GrantApplicationService applications, FieldVault vault, Caller caller, AuditTrail audit) {
        this.dataSource = dataSource;
        this.applications = applications;
        this.vault = vault;
        this.caller = caller;
        this.audit = audit;
    }

    public Application attach(UUID id, String kind, byte[] content) {
        Application found = applications.inState(id, "draft", "returned");
        String type = AttachedFile.typeOf(content).orElseThrow(GrantProblems::unreadableEvidence);
        if (found.evidence().size() >= MOST) {
            throw GrantProblems.tooManyPapers(MOST);
        }
        UUID paper = Ids.next();
        Sql.of("INSERT INTO grant_evidence (id, application_id, unit_id, kind, media_type, size, sealed, uploaded_by) VALUES (?, ?, ?, ?, "
                + "?, ?, ?, ?)", paper, id, found.unit(), kind, type, content.length, key(found.member()).seal(place(paper), content),
                caller.subject()).run(dataSource);
        Sql.of("UPDATE grant_application SET version = version + 1 WHERE id = ?", id).run(dataSource);
        audit.record("grant-evidence-attached", "grant-application", id, found.unit(), null);
        return applications.find(id);
    }

    /** Each look is on the audit trail. */
    public AttachedFile read(UUID id, UUID paper) {
        Application found = applications.find(id);
        record Sealed(String type, byte[] bytes) {
        }
        Sealed sealed = Sql.of("SELECT media_type, sealed FROM grant_evidence WHERE id = ? AND application_id = ?", paper, id)
                .first(dataSource, row -> new Sealed(row.getString(1), row.getBytes(2)))
                .orElseThrow(() -> Problem.notFound("grant-evidence"));
        audit.record("grant-evidence-read", "grant-evidence", paper, found.unit(), null);
        return new AttachedFile(sealed.type(), key(found.member()).open(place(paper), sealed.bytes()));
    }

    private FieldVault.Key key(UUID member) {
        Sql.of("INSERT INTO person_key (person_id, wrapped) SELECT ?, ? WHERE NOT EXISTS (SELECT FROM person_key WHERE person_id = ?) "
                + "ON CONFLICT DO NOTHING", member, vault.newPersonKey(), member).run(dataSource);
        return vault.key(Sql.of("SELECT wrapped FROM person_key WHERE person_id = ?", member).first(dataSource, row -> row.getBytes(1))
                .orElseThrow());
    }

    private static String place(UUID paper) {
        return "grant_evidence.sealed:" + paper;
    }
}
