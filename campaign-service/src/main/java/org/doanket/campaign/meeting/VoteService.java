package org.doanket.campaign.meeting;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/** Votes at a meeting: put, and closed. */
@ApplicationScoped
@Transactional
public class VoteService {

    private static final String BY_MEETING = "as the meeting decides";

    private final AgroalDataSource dataSource;
    private final MeetingService meetings;
    private final MeetingRuleQueries rules;
    private final VoteQueries queries;
    private final FieldVault vault;
    private final ObjectMapper json;
    private final Caller caller;
    private final Clock clock;

    VoteService(AgroalDataSource dataSource, MeetingService meetings, MeetingRuleQueries rules,
            VoteQueries queries, FieldVault vault, ObjectMapper json, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.meetings = meetings;
        this.rules = rules;
        this.queries = queries;
        this.vault = vault;
        this.json = json;
        this.caller = caller;
        this.clock = clock;
    }

    public UUID put(UUID meetingId, VoteCommand.Put command) {
        MeetingView meeting = meetings.forChange(meetingId, "open");
        if (!meeting.attendance().hasQuorum()) {
            throw MeetingProblems.noQuorum(meeting.attendance().presentVoters(), meeting.attendance().needed());
        }
        if (command.item() != null && command.item() > meeting.agenda().size()) {
            throw Problem.notFound("agenda-item");
        }
        refuseTwice(command.options());
        MeetingRuleQueries.Rule rule = rules.of(meeting.jurisdiction(), meeting.kind(), Zones.today(clock, meeting.jurisdiction()));
        MeetingCommand.Share majority = command.majority() == null ? new MeetingCommand.Share(rule.majorityNum(), rule.majorityDen()) : command.majority();
        if ((long) majority.num() * rule.majorityDen() < (long) rule.majorityNum() * majority.den()) {
            throw MeetingProblems.looserMajority(rule);
        }
        UUID id = Ids.next();
        FieldVault.Key sealing = null;
        String publicKey = null;
        byte[] sealed = null;
        if (command.kind().equals("secret")) {
            KeyPair key = BlindSignature.newKey();
            RSAPublicKey open = (RSAPublicKey) key.getPublic();
            publicKey = json.createObjectNode().put("kty", "RSA").put("alg", "RSABSSA-SHA384-PSS-Deterministic").put("n", unsigned(open.getModulus()))
                    .put("e", unsigned(open.getPublicExponent())).toString();
            sealing = vault.newKey();
            sealed = sealing.seal(place(id), BlindSignature.kept(key));
        }
        Sql.of("INSERT INTO meeting_vote (id, meeting_id, unit_id, item, question, kind, options, majority_num, majority_den, majority_by, state, public_key, "
                + "key_wrapped, key_sealed, opened_at, version) VALUES (?, ?, ?, ?, ?, ?, ?::text[], ?, ?, ?, 'open', ?::jsonb, ?, ?, ?, 1)", id, meetingId,
                meeting.unit(), command.item(), command.question(), command.kind(), Sql.column(command.options(), each -> each), majority.num(),
                majority.den(), command.majority() == null ? rule.majorityCitation() : BY_MEETING, publicKey, sealing == null ? null : sealing.wrapped(), sealed,
                clock.instant()).run(dataSource);
        meetings.touch(meetingId);
        return id;
    }

    /**
     * No paper is given out any more; only then is the urn open, so that the order of giving tells nothing of the order of casting. Of one paper alone the
     * ballot would say who cast it.
     */
    public void openUrn(UUID id) {
        VoteView vote = forChange(id, "open");
        if (!vote.kind().equals("secret")) {
            throw MeetingProblems.otherKind(vote.kind());
        }
        if (vote.given() == 1) {
            throw MeetingProblems.onePaper();
        }
        Sql.of("UPDATE meeting_vote SET state = 'casting', version = version + 1 WHERE id = ?", id).run(dataSource);
    }

    /** The voice of somebody at an open vote, as it was seen: by show of hands. */
    public void hear(UUID id, UUID invitation, VoteCommand.Choose command) {
        VoteView vote = forChange(id, "open");
        if (!vote.kind().equals("open")) {
            throw MeetingProblems.otherKind(vote.kind());
        }
        requireOption(vote, command.choice());
        if (Sql.of("INSERT INTO voice (vote_id, invitation_id, unit_id, choice) SELECT ?::uuid, i.id, i.unit_id, ?::int FROM invitation i "
                + "WHERE i.id = ? AND i.meeting_id = ? "
                + "AND i.votes AND NOT i.withdrawn AND i.checked_in_at IS NOT NULL ON CONFLICT (vote_id, invitation_id) DO UPDATE SET choice = excluded.choice",
                id, command.choice(), invitation, vote.meeting()).run(dataSource) == 0) {
            throw MeetingProblems.noElector();
        }
    }

    /**
     * The key that signed is destroyed: nothing can be added to the urn any more. It is laid out anew in the order of the serials. A secret vote whose urn was
     * never opened falls through: nothing was cast.
     */
    public void close(UUID id) {
        VoteView vote = forChange(id, "open", "casting");
        Sql.of("UPDATE meeting_vote SET state = 'closed', closed_at = ?, key_wrapped = NULL, key_sealed = NULL, version = version + 1 WHERE id = ?",
                clock.instant(), id).run(dataSource);
        if (vote.kind().equals("secret")) {
            // All in one statement: afterwards no row, nor where it lies, says when it came.
            Sql.of("WITH taken AS (DELETE FROM ballot WHERE vote_id = ? RETURNING *) INSERT INTO ballot SELECT * FROM taken ORDER BY serial", id).run(dataSource);
        }
        meetings.touch(vote.meeting());
    }

    /** Who reads them must be able to tell them apart, so neither case nor blanks do. */
    private static void refuseTwice(List<String> options) {
        Set<String> seen = new HashSet<>();
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            if (!seen.add(options.get(i).strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT))) {
                faults.add(Fault.at("/options/" + i, "option-twice"));
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    private VoteView forChange(UUID id, String... states) {
        VoteView known = queries.one(caller.scope(), id);
        meetings.forChange(known.meeting(), "open");
        Sql.of("SELECT 1 FROM meeting_vote WHERE id = ? FOR UPDATE", id).first(dataSource, row -> true);
        VoteView vote = queries.one(caller.scope(), id);
        if (!List.of(states).contains(vote.state())) {
            throw MeetingProblems.voteNotFrom(vote.state());
        }
        return vote;
    }

    static void requireOption(VoteView vote, int choice) {
        if (choice > vote.options().size()) {
            throw MeetingProblems.noOption(choice);
        }
    }

    static String place(UUID vote) {
        return "meeting_vote.key_sealed:" + vote;
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }
}
