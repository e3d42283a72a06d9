package org.doanket.campaign.meeting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sql.Sql;

/**
 * Votes of members themselves: open ones by name, secret ones in two steps that nothing joins. With his name he is given one ballot paper,
 * signed without being seen; without a name, and only once no paper is given out any more, the ballot goes into the urn.
 */
@ApplicationScoped
public class BallotService {

    private record Elector(UUID invitation, UUID unit, byte[] wrapped, byte[] sealed) {
    }

    private final AgroalDataSource worker;
    private final VoteQueries queries;
    private final FieldVault vault;
    private final ObjectMapper json;
    private final Caller caller;

    BallotService(@DataSource("worker") AgroalDataSource worker, VoteQueries queries, FieldVault vault, ObjectMapper json, Caller caller) {
        this.worker = worker;
        this.queries = queries;
        this.vault = vault;
        this.json = json;
        this.caller = caller;
    }

    public void voice(UUID meeting, UUID vote, VoteCommand.Choose command) {
        VoteView known = known(meeting, vote);
        VoteService.requireOption(known, command.choice());
        if (!known.kind().equals("open")) {
            throw MeetingProblems.otherKind(known.kind());
        }
        Elector elector = elector(meeting, vote, "open");
        int heard = Sql.of("INSERT INTO voice (vote_id, invitation_id, unit_id, choice) SELECT v.id, ?::uuid, v.unit_id, ?::int FROM "
                + "meeting_vote v WHERE v.id = ? "
                + "AND v.state = 'open' FOR SHARE ON CONFLICT (vote_id, invitation_id) DO UPDATE SET choice = excluded.choice", elector.invitation(),
                command.choice(), vote).run(worker);
        if (heard == 0) {
            throw MeetingProblems.voteNotFrom("closed");
        }
    }

    /** The same paper again for whoever lost the answer; never a second one. */
    public VoteView.Signed paper(UUID meeting, UUID vote, VoteCommand.Blind command) {
        VoteView known = known(meeting, vote);
        if (!known.kind().equals("secret")) {
            throw MeetingProblems.otherKind(known.kind());
        }
        byte[] blinded = bytes(command.blinded());
        Elector elector = elector(meeting, vote, "open");
        byte[] signature = BlindSignature.sign(BlindSignature.opened(vault.key(elector.wrapped()).open(VoteService.place(vote), elector.sealed())), blinded)
                .orElseThrow(MeetingProblems::badBallot);
        String hash = MinutesService.sha256(blinded);
        int given = Sql.of("INSERT INTO ballot_paper (vote_id, invitation_id, unit_id, blinded_hash) SELECT v.id, ?::uuid, v.unit_id, "
                + "decode(?, 'hex') FROM meeting_vote v "
                + "WHERE v.id = ? AND v.state = 'open' FOR SHARE ON CONFLICT (vote_id, invitation_id) DO NOTHING", elector.invitation(), hash, vote).run(worker);
        if (given == 0 && Sql.of("SELECT 1 FROM ballot_paper WHERE vote_id = ? AND invitation_id = ? AND blinded_hash = decode(?, 'hex')", vote,
                elector.invitation(), hash).first(worker, row -> true).isEmpty()) {
            throw MeetingProblems.paperGiven();
        }
        return new VoteView.Signed(Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
    }

    /** Of nobody: neither caller nor time is asked for or kept. The same ballot again changes nothing. */
    public void cast(UUID vote, String serial, VoteCommand.Cast command) {
        record Urn(String state, JsonNode key, int options) {
        }
        Urn urn = Sql.of("SELECT state, public_key, cardinality(options) FROM meeting_vote WHERE id = ? AND kind = 'secret'", vote).first(worker, row -> {
            try {
                return new Urn(row.getString(1), json.readTree(row.getString(2)), row.getInt(3));
            } catch (JsonProcessingException ours) {
                throw new IllegalStateException(ours);
            }
        }).orElseThrow(() -> Problem.notFound("vote"));
        if (command.choice() > urn.options()) {
            throw MeetingProblems.noOption(command.choice());
        }
        RSAPublicKey key = BlindSignature.publicKey(new BigInteger(1, bytes(urn.key().path("n").asText())), new BigInteger(1, bytes(urn.key().path("e").asText())));
        if (!BlindSignature.isGood(key, BlindSignature.message(vote, serial), bytes(command.signature()))) {
            throw MeetingProblems.badBallot();
        }
        int cast = Sql.of("INSERT INTO ballot (vote_id, serial, choice, signature) SELECT v.id, ?::text, ?::int, ?::text FROM meeting_vote "
                + "v WHERE v.id = ? AND v.state = 'casting' "
                + "FOR SHARE ON CONFLICT (vote_id, serial) DO NOTHING", serial, command.choice(), command.signature(), vote).run(worker);
        if (cast == 0 && Sql.of("SELECT 1 FROM ballot WHERE vote_id = ? AND serial = ? AND choice = ?", vote, serial, command.choice())
                .first(worker, row -> true).isEmpty()) {
            throw Sql.of("SELECT 1 FROM ballot WHERE vote_id = ? AND serial = ?", vote, serial).first(worker, row -> true).isPresent()
                    ? MeetingProblems.castBefore() : MeetingProblems.voteNotFrom(urn.state());
        }
    }

    private VoteView known(UUID meeting, UUID vote) {
        if (caller.member() == null) {
            throw Problem.notFound("vote");
        }
        if (!isInvited(meeting)) {
            throw Problem.notFound("vote");
        }
        return queries.oneForInvited(meeting, vote);
    }

    private boolean isInvited(UUID meeting) {
        return Sql.of("SELECT 1 FROM invitation WHERE meeting_id = ? AND member_id = ? AND NOT withdrawn", meeting, caller.member()).first(worker, row -> true)
                .isPresent();
    }

    private Elector elector(UUID meeting, UUID vote, String state) {
        record Found(String state, Elector elector) {
        }
        Found found = Sql.of("SELECT v.state, i.id, v.unit_id, v.key_wrapped, v.key_sealed FROM meeting_vote v JOIN invitation i ON "
                + "i.meeting_id = v.meeting_id WHERE v.id = ? "
                + "AND v.meeting_id = ? AND i.member_id = ? AND i.votes AND NOT i.withdrawn AND i.checked_in_at IS NOT NULL", vote, meeting, caller.member())
                .first(worker, row -> new Found(row.getString(1), new Elector(row.getObject(2, UUID.class), row.getObject(3, UUID.class), row.getBytes(4),
                        row.getBytes(5)))).orElseThrow(MeetingProblems::noElector);
        if (!found.state().equals(state)) {
            throw MeetingProblems.voteNotFrom(found.state());
        }
        return found.elector();
    }

    private static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }
}
