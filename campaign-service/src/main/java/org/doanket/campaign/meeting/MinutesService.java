package org.doanket.campaign.meeting;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.doanket.platform.http.Language;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;

/** Minutes: drafted from the record while the meeting goes on, sealed when it ends. */
@ApplicationScoped
@Transactional
public class MinutesService {

    private final AgroalDataSource dataSource;
    private final MeetingQueries queries;
    private final VoteQueries votes;
    private final MeetingKeyService keys;
    private final Caller caller;
    private final Clock clock;

    MinutesService(AgroalDataSource dataSource, MeetingQueries queries, VoteQueries votes, MeetingKeyService keys, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.votes = votes;
        this.keys = keys;
        this.caller = caller;
        this.clock = clock;
    }

    /** As sealed, or as they would be by what is on record now. */
    public byte[] pdf(UUID id) {
        MeetingView meeting = queries.one(caller.scope(), id);
        return meeting.state().equals("closed") ? sealed(id, row -> row.getBytes("pdf")) : draft(meeting, Language.current());
    }

    public MeetingView.Seal seal(UUID id) {
        MeetingView meeting = queries.one(caller.scope(), id);
        if (!meeting.state().equals("closed")) {
            throw MeetingProblems.notFrom(meeting.state());
        }
        return sealed(id, row -> new MeetingView.Seal(id, row.getString("sha256"), row.getString("seal"), row.getObject("sealed_at", OffsetDateTime.class)));
    }

    /** Made once, and once more after a person in them was forgotten. In the language of the jurisdiction, whoever closes the meeting. */
    private <T> T sealed(UUID id, Sql.RowReader<T> reader) {
        return Sql.of("SELECT * FROM meeting_minutes WHERE meeting_id = ?", id).first(dataSource, reader).orElseGet(() -> {
            MeetingView meeting = queries.one(caller.scope(), id);
            byte[] pdf = draft(meeting, Locale.forLanguageTag("cn".equals(meeting.jurisdiction()) ? "zh" : "vi"));
            String sha256 = sha256(pdf);
            Instant now = clock.instant();
            Sql.of("INSERT INTO meeting_minutes (meeting_id, unit_id, pdf, sha256, seal, sealed_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", id,
                    meeting.unit(), pdf, sha256, keys.seal(id, sha256, now), now).run(dataSource);
            return Sql.of("SELECT * FROM meeting_minutes WHERE meeting_id = ?", id).first(dataSource, reader).orElseThrow();
        });
    }

    private byte[] draft(MeetingView meeting, Locale language) {
        return new MinutesPaper(meeting, queries.everybody(meeting.id()), votes.ofMeeting(meeting.id()), language,
                meeting.closedAt() == null ? clock.instant() : meeting.closedAt().toInstant()).pdf();
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
