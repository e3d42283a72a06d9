package org.doanket.campaign.petition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sql.Sql;

/** Who sent a petition: sealed under a key of its own, and each look is on the audit trail. */
@ApplicationScoped
@Transactional
public class SenderService {

    /** @param key wrapped; both null where nobody is known */
    record Sealed(byte[] key, byte[] value) {
    }

    private final AgroalDataSource dataSource;
    private final PetitionQueries queries;
    private final FieldVault vault;
    private final ObjectMapper json;
    private final AuditTrail audit;
    private final Caller caller;

    SenderService(AgroalDataSource dataSource, PetitionQueries queries, FieldVault vault, ObjectMapper json, AuditTrail audit, Caller caller) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.vault = vault;
        this.json = json;
        this.audit = audit;
        this.caller = caller;
    }

    Sealed seal(UUID petition, PetitionCommand.Sender sender) {
        if (sender == null) {
            return new Sealed(null, null);
        }
        FieldVault.Key key = vault.newKey();
        try {
            return new Sealed(key.wrapped(), key.seal(place(petition), json.writeValueAsString(sender)));
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    public PetitionView.Sender reveal(UUID id) {
        PetitionView petition = queries.one(caller.scope(), id);
        Sealed sealed = Sql.of("SELECT sender_key, sender_sealed FROM petition WHERE id = ? AND sender_sealed IS NOT NULL", id)
                .first(dataSource, row -> new Sealed(row.getBytes(1), row.getBytes(2)))
                .orElseThrow(() -> Problem.notFound("petition-sender"));
        audit.record("petition-sender-read", "petition", id, petition.unit(), null);
        try {
            PetitionCommand.Sender sender = json.readValue(vault.open(sealed.key(), place(id), sealed.value()), PetitionCommand.Sender.class);
            return new PetitionView.Sender(sender.name(), sender.contact(), sender.member());
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private static String place(UUID petition) {
        return "petition.sender_sealed:" + petition;
    }
}
