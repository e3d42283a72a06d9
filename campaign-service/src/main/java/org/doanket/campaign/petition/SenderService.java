package org.doanket.campaign.petition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.PersonalData;
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

    /** To those who deal with it, and not to all above them. */
    public PetitionView.Sender reveal(UUID id, PetitionCommand.Reveal command) {
        PetitionView petition = queries.one(caller.scope(), id);
        if (!petition.unit().equals(caller.unit()) && !petition.receivedBy().equals(caller.unit())) {
            throw Problem.forbidden("petition-of-others");
        }
        Sealed sealed = Sql.of("SELECT sender_key, sender_sealed FROM petition WHERE id = ? AND sender_sealed IS NOT NULL", id)
                .first(dataSource, row -> new Sealed(row.getBytes(1), row.getBytes(2)))
                .orElseThrow(() -> Problem.notFound("petition-sender"));
        audit.record("petition-sender-read", "petition", id, petition.unit(), command.purpose());
        return open(id, sealed);
    }

    private static String place(UUID petition) {
        return "petition.sender_sealed:" + petition;
    }

    void tell(@Observes PersonalData asked) {
        asked.read("petitions", Sql.of("SELECT p.*, u.code AS unit_code FROM petition p LEFT JOIN unit_ref u ON u.id = p.unit_id WHERE p.member_id = ? ORDER BY p.id",
                asked.person()), row -> {
            ObjectNode whole = json.createObjectNode().put("number", row.getString("number")).put("receivedOn", row.getString("received_on"))
                    .put("channel", row.getString("channel")).put("topic", row.getString("topic")).put("subject", row.getString("subject"))
                    .put("content", row.getString("content")).put("senderKind", row.getString("sender_kind")).put("unitCode", row.getString("unit_code"))
                    .put("state", row.getString("state")).put("passedOnTo", row.getString("body")).put("answerDue", row.getString("answer_due"))
                    .put("answeredOn", row.getString("answered_on")).put("answer", row.getString("answer")).put("outcome", row.getString("outcome"))
                    .put("closedOn", row.getString("closed_on"))
                    .put("consentVersion", row.getObject("consent_version", Integer.class)).put("consentAt", row.getString("consent_at"));
            byte[] key = row.getBytes("sender_key");
            whole.set("sender", key == null ? null : json.valueToTree(open(row.getObject("id", UUID.class), new Sealed(key, row.getBytes("sender_sealed")))));
            return whole;
        });
    }

    private PetitionView.Sender open(UUID id, Sealed sealed) {
        try {
            PetitionCommand.Sender sender = json.readValue(vault.open(sealed.key(), place(id), sealed.value()), PetitionCommand.Sender.class);
            return new PetitionView.Sender(sender.name(), sender.contact(), sender.member());
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
