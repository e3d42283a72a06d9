package org.doanket.campaign.post;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A post. @param published approved, and its time has come. @param reach null in lists */
@Schema(name = "Post")
public record PostView(UUID id, UUID unit, String unitCode, String unitName, String title, String body, String link, OffsetDateTime publishAt,
        OffsetDateTime eventStarts, OffsetDateTime eventEnds, String eventPlace, String state, boolean published, String note, List<UUID> channels,
        List<Reach> reach, OffsetDateTime decidedAt, long version) {

    static PostView of(ResultSet row) throws SQLException {
        return new PostView(uuid(row, "id"), uuid(row, "unit_id"), row.getString("unit_code"), row.getString("unit_name"), row.getString("title"),
                row.getString("body"), row.getString("link"), time(row, "publish_at"), time(row, "event_starts"), time(row, "event_ends"),
                row.getString("event_place"), row.getString("state"), row.getBoolean("published"), row.getString("note"),
                List.of((UUID[]) row.getArray("channels").getArray()), null, time(row, "decided_at"), row.getLong("version"));
    }

    PostView with(List<Reach> figures) {
        return new PostView(id, unit, unitCode, unitName, title, body, link, publishAt, eventStarts, eventEnds, eventPlace, state, published, note, channels,
                figures, decidedAt, version);
    }

    private static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private static OffsetDateTime time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class);
    }

    @Schema(name = "PostChannel")
    public record Channel(UUID id, UUID unit, String unitCode, String kind, String name, String address, boolean closed, long version) {

        static Channel of(ResultSet row) throws SQLException {
            return new Channel(uuid(row, "id"), uuid(row, "unit_id"), row.getString("unit_code"), row.getString("kind"), row.getString("name"),
                    row.getString("address"), row.getBoolean("closed"), row.getLong("version"));
        }
    }

    /** Its newest figures on a channel. */
    @Schema(name = "PostReach")
    public record Reach(UUID channel, String kind, String name, LocalDate day, long reach, Long views, Long reactions, Long comments, Long shares,
            String source) {
    }

    /** @param rows that were taken in */
    @Schema(name = "PostReachImported")
    public record Imported(int rows) {
    }

    /** What went over one kind of channel in a year. Of each post on each channel the newest figures count. */
    @Schema(name = "PostTally")
    public record OfKind(String kind, int channels, int posts, long reach, long views, long reactions, long comments, long shares) {
    }

    /** As others see it. */
    record Published(UUID id, String unitName, String title, String body, String link, OffsetDateTime publishAt, OffsetDateTime eventStarts,
            OffsetDateTime eventEnds, String eventPlace, OffsetDateTime changedAt, long version) {

        static Published of(ResultSet row) throws SQLException {
            return new Published(uuid(row, "id"), row.getString("unit_name"), row.getString("title"), row.getString("body"), row.getString("link"),
                    time(row, "publish_at"), time(row, "event_starts"), time(row, "event_ends"), row.getString("event_place"), time(row, "changed_at"),
                    row.getLong("version"));
        }
    }
}
