package org.doanket.campaign.meeting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Reads of votes: their results once they are closed, and what is in the urn. */
@ApplicationScoped
@Transactional
public class VoteQueries {

    private static final String SELECT = "SELECT v.*, (SELECT count(*) FROM invitation i WHERE i.meeting_id = v.meeting_id AND i.votes AND NOT i.withdrawn "
            + "AND i.checked_in_at IS NOT NULL AND (v.closed_at IS NULL OR i.checked_in_at <= v.closed_at)) AS electors, "
            + "(SELECT count(*) FROM ballot_paper p WHERE p.vote_id = v.id) AS given, CASE v.kind WHEN 'open' THEN (SELECT array_agg(c.choice) FROM voice c "
            + "WHERE c.vote_id = v.id) ELSE (SELECT array_agg(b.choice ORDER BY b.choice) FROM ballot b WHERE b.vote_id = v.id) END AS choices "
            + "FROM meeting_vote v JOIN unit_ref u ON u.id = v.unit_id WHERE true";

    private final AgroalDataSource dataSource;
    private final AgroalDataSource worker;
    private final ObjectMapper json;

    VoteQueries(AgroalDataSource dataSource, @DataSource("worker") AgroalDataSource worker, ObjectMapper json) {
        this.dataSource = dataSource;
        this.worker = worker;
        this.json = json;
    }

    public VoteView one(UnitScope scope, UUID id) {
        return Sql.of(SELECT + " AND v.id = ? AND u.path >= ? AND u.path < ?", id, scope.from(), scope.to()).first(dataSource, this::view)
                .orElseThrow(() -> Problem.notFound("vote"));
    }

    public Page<VoteView> list(UnitScope scope, UUID meeting, PageRequest page) {
        Sql.of("SELECT 1 FROM meeting m JOIN unit_ref u ON u.id = m.unit_id WHERE m.id = ? AND u.path >= ? AND u.path < ?", meeting, scope.from(), scope.to())
                .first(dataSource, row -> true).orElseThrow(() -> Problem.notFound("meeting"));
        return page(Sql.of(SELECT + " AND v.meeting_id = ? AND u.path >= ? AND u.path < ?", meeting, scope.from(), scope.to()), dataSource, page);
    }

    List<VoteView> ofMeeting(UUID meeting) {
        return Sql.of(SELECT + " AND v.meeting_id = ? AND v.state = 'closed' ORDER BY v.id", meeting).list(dataSource, this::view);
    }

    /** On the worker's login: a member sees the votes of meetings that he is invited to, wherever they are. */
    Page<VoteView> forInvited(UUID meeting, PageRequest page) {
        return page(Sql.of(SELECT + " AND v.meeting_id = ?", meeting), worker, page);
    }

    /** One of them, likewise. */
    VoteView oneForInvited(UUID meeting, UUID id) {
        return Sql.of(SELECT + " AND v.meeting_id = ? AND v.id = ?", meeting, id).first(worker, this::view).orElseThrow(() -> Problem.notFound("vote"));
    }

    private Page<VoteView> page(Sql select, AgroalDataSource source, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(select.given(after == null ? null : after.uuid(0), "AND v.id > ?").add("ORDER BY v.id LIMIT ?", page.limit + 1).list(source,
                this::view),
                page.limit, vote -> Cursor.of(vote.id()));
    }

    /** Who chose what, of an open vote that is closed. */
    public Page<VoteView.Voice> voices(UnitScope scope, UUID id, PageRequest page) {
        VoteView vote = one(scope, id);
        if (!vote.kind().equals("open")) {
            throw MeetingProblems.otherKind(vote.kind());
        }
        if (!vote.state().equals("closed")) {
            throw MeetingProblems.voteNotFrom(vote.state());
        }
        Cursor after = page.after(1);
        return Page.cut(Sql.of("SELECT c.invitation_id, i.name, c.choice FROM voice c JOIN invitation i ON i.id = c.invitation_id WHERE c.vote_id = ?", id)
                .given(after == null ? null : after.uuid(0), "AND i.id > ?").add("ORDER BY i.id LIMIT ?", page.limit + 1)
                .list(dataSource, row -> new VoteView.Voice(row.getObject(1, UUID.class), row.getString(2), row.getInt(3))), page.limit,
                voice -> Cursor.of(voice.invitation()));
    }

    /** The urn of a secret vote, once it is closed: each voter finds his serial in it, and anybody counts. */
    public Page<VoteView.Ballot> urn(UnitScope scope, UUID id, PageRequest page) {
        return urn(one(scope, id), dataSource, page);
    }

    Page<VoteView.Ballot> urnForInvited(UUID meeting, UUID id, PageRequest page) {
        return urn(oneForInvited(meeting, id), worker, page);
    }

    private static Page<VoteView.Ballot> urn(VoteView vote, AgroalDataSource source, PageRequest page) {
        if (!vote.kind().equals("secret") || !vote.state().equals("closed")) {
            throw MeetingProblems.voteNotFrom(vote.state());
        }
        Cursor after = page.after(1);
        return Page.cut(Sql.of("SELECT serial, choice, signature FROM ballot WHERE vote_id = ?", vote.id()).given(after == null ? null : after.text(0),
                "AND serial > ?")
                .add("ORDER BY serial LIMIT ?", page.limit + 1).list(source, row -> new VoteView.Ballot(row.getString(1), row.getInt(2), row.getString(3))),
                page.limit,
                ballot -> Cursor.of(ballot.serial()));
    }

    private VoteView view(ResultSet row) throws SQLException {
        String[] texts = (String[]) row.getArray("options").getArray();
        Integer[] choices = row.getArray("choices") == null ? new Integer[0] : (Integer[]) row.getArray("choices").getArray();
        boolean isClosed = row.getString("state").equals("closed");
        boolean isSecret = row.getString("kind").equals("secret");
        int[] counts = new int[texts.length];
        for (int choice : choices) {
            counts[choice - 1]++;
        }
        int num = row.getInt("majority_num");
        int den = row.getInt("majority_den");
        List<VoteView.Option> options = new ArrayList<>();
        Integer carried = null;
        for (int i = 0; i < texts.length; i++) {
            options.add(new VoteView.Option(i + 1, texts[i], isClosed ? counts[i] : null));
            if (isClosed && (long) counts[i] * den > (long) choices.length * num && (carried == null || counts[i] > counts[carried - 1])) {
                carried = i + 1;
            }
        }
        return new VoteView(row.getObject("id", UUID.class), row.getObject("meeting_id", UUID.class), row.getObject("unit_id", UUID.class),
                row.getObject("item", Integer.class), row.getString("question"), row.getString("kind"), options, num, den, row.getString("majority_by"),
                row.getString("state"), row.getInt("electors"), isSecret ? row.getInt("given") : null, choices.length, carried,
                isSecret ? tree(row.getString("public_key")) : null, row.getObject("opened_at", OffsetDateTime.class),
                row.getObject("closed_at", OffsetDateTime.class), row.getLong("version"));
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
