package org.doanket.campaign.meeting;

import jakarta.ws.rs.core.EntityTag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A meeting as somebody sees it who is invited. @param writes as its secretary, who writes down what is said on each point */
@Schema(name = "MyMeeting")
public record MyMeetingView(UUID id, String unitName, String name, String kind, String place, OffsetDateTime startsAt, OffsetDateTime endsAt, String state,
        UUID invitation, String capacity, boolean votes, String reply, OffsetDateTime checkedInAt, boolean writes, List<MeetingView.Item> agenda,
        List<MeetingView.Paper> papers) {

    static MyMeetingView of(ResultSet row) throws SQLException {
        return new MyMeetingView(row.getObject("id", UUID.class), row.getString("unit_name"), row.getString("name"), row.getString("kind"),
                row.getString("place"), row.getObject("starts_at", OffsetDateTime.class), row.getObject("ends_at", OffsetDateTime.class), row.getString("state"),
                row.getObject("invitation", UUID.class), row.getString("capacity"), row.getBoolean("votes"), row.getString("reply"),
                row.getObject("checked_in_at", OffsetDateTime.class), row.getBoolean("writes"), null, null);
    }

    MyMeetingView with(List<MeetingView.Item> itsAgenda, List<MeetingView.Paper> itsPapers) {
        return new MyMeetingView(id, unitName, name, kind, place, startsAt, endsAt, state, invitation, capacity, votes, reply, checkedInAt, writes,
                itsAgenda, itsPapers);
    }

    /** It has no number that changes with it. */
    EntityTag tag() {
        return new EntityTag(Integer.toHexString(hashCode()));
    }

    /** @throws Problem 428 without the tag, 412 where something has changed since */
    void requireRead(String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new Problem(428, "precondition-required");
        }
        if (!ifMatch.equals("*") && !ifMatch.equals('"' + tag().getValue() + '"')) {
            throw new Problem(412, "stale", tag().getValue());
        }
    }
}
