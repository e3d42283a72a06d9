package org.doanket.campaign.meeting;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A meeting; agenda and counts only where it is asked for alone. @param inviteBy the last day for invitations, as {@code inviteRule} has it */
@Schema(name = "Meeting")
public record MeetingView(UUID id, UUID unit, String unitCode, String unitName, String jurisdiction, UUID series, String name, String kind, String place,
        OffsetDateTime startsAt, OffsetDateTime endsAt, int quorumNum, int quorumDen, String quorumBy, LocalDate inviteBy, String inviteRule, String state,
        OffsetDateTime openedAt, OffsetDateTime closedAt, UUID chair, UUID secretary, String conclusions, String cancelled, List<Item> agenda,
        Attendance attendance, long version) {

    static MeetingView of(ResultSet row) throws SQLException {
        return new MeetingView(uuid(row, "id"), uuid(row, "unit_id"), row.getString("unit_code"), row.getString("unit_name"), row.getString("jurisdiction"),
                uuid(row, "series_id"), row.getString("name"), row.getString("kind"), row.getString("place"), time(row, "starts_at"), time(row, "ends_at"),
                row.getInt("quorum_num"), row.getInt("quorum_den"), row.getString("quorum_by"),
                row.getObject("invite_by", LocalDate.class), row.getString("invite_rule"), row.getString("state"), time(row, "opened_at"),
                time(row, "closed_at"), uuid(row, "chair"), uuid(row, "secretary"), row.getString("conclusions"), row.getString("cancelled"), null, null,
                row.getLong("version"));
    }

    MeetingView with(List<Item> its, Attendance counts) {
        return new MeetingView(id, unit, unitCode, unitName, jurisdiction, series, name, kind, place, startsAt, endsAt, quorumNum, quorumDen, quorumBy,
                inviteBy, inviteRule, state, openedAt, closedAt, chair, secretary, conclusions, cancelled, its, counts, version);
    }

    MeetingCommand.Edit editable() {
        return new MeetingCommand.Edit(name, place, startsAt, endsAt, agenda.stream().map(item -> new MeetingCommand.Item(item.title(), item.presenter(),
                item.minutes())).toList());
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    static OffsetDateTime time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class);
    }

    @Schema(name = "MeetingAgendaItemView")
    public record Item(int number, String title, String presenter, Integer minutes, String notes) {
    }

    /**
     * Who was invited and who came.
     *
     * @param needed of those who vote, for a quorum
     * @param guests of those invited, who come for another organisation and do not vote
     * @param late   of those invited, who were invited later than the rule has it
     */
    @Schema(name = "MeetingAttendance")
    public record Attendance(int invited, int accepted, int declined, int present, int voters, int presentVoters, int needed, boolean hasQuorum,
            int guests, int presentGuests, int late) {

        static Attendance of(int invited, int accepted, int declined, int present, int voters, int presentVoters, int num, int den, int guests,
                int presentGuests, int late) {
            int needed = (voters * num + den - 1) / den;
            return new Attendance(invited, accepted, declined, present, voters, presentVoters, needed, presentVoters >= needed, guests, presentGuests, late);
        }
    }

    /**
     * @param invitedAt   null where it is not known any more. @param late later than the rule has it
     * @param passReadAt  when a reader without a connection had read his pass that brought it after the meeting was closed; in its minutes he was not there
     */
    @Schema(name = "Invitation")
    public record Invitation(UUID id, UUID member, String name, String capacity, String organisation, String office, boolean votes, String reply, String reason,
            boolean withdrawn, OffsetDateTime checkedInAt, String checkedInBy, OffsetDateTime invitedAt, boolean late,
            OffsetDateTime passReadAt, long version) {

        static Invitation of(ResultSet row) throws SQLException {
            return new Invitation(uuid(row, "id"), uuid(row, "member_id"), row.getString("name"), row.getString("capacity"), row.getString("organisation"),
                    row.getString("office"), row.getBoolean("votes"), row.getString("reply"), row.getString("reason"), row.getBoolean("withdrawn"),
                    time(row, "checked_in_at"), row.getString("checked_in_by"), time(row, "invited_at"), row.getBoolean("late"), time(row, "pass_read_at"),
                    row.getLong("version"));
        }
    }

    /** @param late whether that is later than the rule has it: they stand, and the minutes say so. @param inviteBy the last day that is in time */
    @Schema(name = "InvitationsMade")
    public record Invited(int invited, boolean late, LocalDate inviteBy, String inviteRule) {
    }

    /** What to show at the door. @param pass signed; verified by the keys at meeting-keys, without any connection */
    @Schema(name = "MeetingPass")
    public record Pass(UUID meeting, UUID invitation, String pass) {
    }

    /**
     * @param result {@code counted}, {@code counted-before}, {@code forged}, {@code other-meeting}, {@code withdrawn}, {@code not-then} or
     *               {@code too-late}: that is kept, and counts no more
     */
    @Schema(name = "CheckInResult")
    public record CheckedIn(UUID invitation, String result, OffsetDateTime at) {
    }

    @Schema(name = "MeetingPaper")
    public record Paper(UUID id, String name, Integer item, int version, String mediaType, int size, String sha256, OffsetDateTime addedAt) {

        static Paper of(ResultSet row) throws SQLException {
            return new Paper(uuid(row, "id"), row.getString("name"), row.getObject("item", Integer.class), row.getInt("version"), row.getString("media_type"),
                    row.getInt("size"), row.getString("sha256"), time(row, "added_at"));
        }
    }

    /** The minutes' seal: a compact JWS over their SHA-256. */
    @Schema(name = "MinutesSeal")
    public record Seal(UUID meeting, String sha256, String seal, OffsetDateTime sealedAt) {
    }

    @Schema(name = "MeetingKeySet")
    public record Keys(List<JsonNode> keys) {
    }
}
