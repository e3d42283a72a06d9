package org.doanket.campaign.meeting;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.sql.Sql;

/**
 * Takes in what readers at doors have read. They verify a pass by our public key without any connection and send what they have later,
 * perhaps several of them the same, perhaps twice: the earliest time of each pass counts, whatever the order in which they come.
 * What comes when the meeting is closed counts no more and is kept.
 */
@ApplicationScoped
@Transactional
public class CheckInService {

    /** How long before its begin doors are open, and how far a reader's clock may be ahead of ours. */
    private static final Duration EARLY = Duration.ofHours(4);
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final String TOO_LATE = "too-late";

    private final AgroalDataSource dataSource;
    private final MeetingService meetings;
    private final MeetingKeyService keys;
    private final Clock clock;

    CheckInService(AgroalDataSource dataSource, MeetingService meetings, MeetingKeyService keys, Clock clock) {
        this.dataSource = dataSource;
        this.meetings = meetings;
        this.keys = keys;
        this.clock = clock;
    }

    public List<MeetingView.CheckedIn> take(UUID id, MeetingCommand.CheckIn command) {
        MeetingView meeting = meetings.forChange(id, "called", "open", "closed");
        Map<UUID, MeetingView.Invitation> known = new HashMap<>();
        Sql.of(MeetingQueries.INVITATIONS, id).list(dataSource, MeetingView.Invitation::of).forEach(each -> known.put(each.id(), each));
        Map<UUID, OffsetDateTime> earliest = new HashMap<>();
        List<MeetingView.CheckedIn> results = command.entries().stream().map(seen -> judge(meeting, seen, known, earliest)).toList();
        List<Map.Entry<UUID, OffsetDateTime>> counted = List.copyOf(earliest.entrySet());
        if (!counted.isEmpty() && !meeting.state().equals("closed")) {
            int changed = Sql.of("UPDATE invitation i SET checked_in_at = s.at, checked_in_by = 'pass' FROM unnest(?::uuid[], ?::timestamptz[]) s (id, at) "
                    + "WHERE i.id = s.id AND (i.checked_in_at IS NULL OR i.checked_in_at > s.at)", Sql.column(counted, Map.Entry::getKey),
                    Sql.column(counted, Map.Entry::getValue)).run(dataSource);
            if (changed > 0) {
                meetings.touch(id);
            }
        }
        keepLate(meeting, results);
        return results;
    }

    /** What came after the meeting was closed changes nothing that its minutes say, and stands beside them. */
    private void keepLate(MeetingView meeting, List<MeetingView.CheckedIn> results) {
        List<MeetingView.CheckedIn> late = results.stream().filter(each -> each.result().equals(TOO_LATE)).toList();
        if (!late.isEmpty()) {
            Sql.of("INSERT INTO late_pass (meeting_id, invitation_id, unit_id, read_at, came_at) SELECT DISTINCT ?::uuid, l.id, ?::uuid, l.at, ?::timestamptz "
                    + "FROM unnest(?::uuid[], ?::timestamptz[]) AS l (id, at) ON CONFLICT (invitation_id, read_at) DO NOTHING", meeting.id(), meeting.unit(),
                    clock.instant(), Sql.column(late, MeetingView.CheckedIn::invitation), Sql.column(late, MeetingView.CheckedIn::at)).run(dataSource);
        }
    }

    /** However long it was planned for: while it is open it goes on. */
    private static boolean isAfterIt(MeetingView meeting, OffsetDateTime at) {
        return !meeting.state().equals("open") && at.isAfter(meeting.endsAt()) && (meeting.closedAt() == null || at.isAfter(meeting.closedAt()));
    }

    private MeetingView.CheckedIn judge(MeetingView meeting, MeetingCommand.Seen seen, Map<UUID, MeetingView.Invitation> known,
            Map<UUID, OffsetDateTime> earliest) {
        MeetingKeyService.Shown shown = keys.read(seen.pass()).orElse(null);
        if (shown == null) {
            return new MeetingView.CheckedIn(null, "forged", null);
        }
        MeetingView.Invitation invitation = known.get(shown.invitation());
        if (!shown.meeting().equals(meeting.id()) || invitation == null) {
            return new MeetingView.CheckedIn(shown.invitation(), "other-meeting", null);
        }
        if (invitation.withdrawn()) {
            return new MeetingView.CheckedIn(invitation.id(), "withdrawn", null);
        }
        OffsetDateTime at = seen.at();
        if (at.isBefore(meeting.startsAt().minus(EARLY)) || isAfterIt(meeting, at) || at.toInstant().isAfter(clock.instant().plus(AHEAD))) {
            return new MeetingView.CheckedIn(invitation.id(), "not-then", null);
        }
        OffsetDateTime before = earliest.getOrDefault(invitation.id(), invitation.checkedInAt());
        if (before == null && meeting.state().equals("closed")) {
            return new MeetingView.CheckedIn(invitation.id(), TOO_LATE, at);
        }
        boolean isEarlier = before == null || at.isBefore(before);
        if (isEarlier && !meeting.state().equals("closed")) {
            earliest.put(invitation.id(), at);
        }
        return new MeetingView.CheckedIn(invitation.id(), before == null ? "counted" : "counted-before", isEarlier ? at : before);
    }
}
