package org.doanket.campaign.meeting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A series of meetings. @param held of how many of its meetings that are over by now, and {@code called} how many there are */
@Schema(name = "MeetingSeries")
public record SeriesView(UUID id, UUID unit, String unitCode, String unitName, String name, String kind, List<Integer> monthDays, Integer weekday,
        List<Integer> ordinals, LocalTime atTime, int minutes, String place, LocalDate starts, LocalDate ends, List<String> partners, List<String> agenda,
        LocalDate stoppedOn, int called, int held, long version) {

    static SeriesView of(ResultSet row) throws SQLException {
        return new SeriesView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("unit_code"), row.getString("unit_name"),
                row.getString("name"), row.getString("kind"), List.of((Integer[]) row.getArray("month_days").getArray()),
                row.getObject("weekday", Integer.class), List.of((Integer[]) row.getArray("ordinals").getArray()), row.getObject("at_time", LocalTime.class),
                row.getInt("minutes"), row.getString("place"), row.getObject("starts", LocalDate.class), row.getObject("ends", LocalDate.class),
                List.of((String[]) row.getArray("partners").getArray()), List.of((String[]) row.getArray("agenda").getArray()),
                row.getObject("stopped_on", LocalDate.class), row.getInt("called"), row.getInt("held"), row.getLong("version"));
    }

    Recurrence recurrence() {
        return new Recurrence(monthDays, weekday == null ? null : DayOfWeek.of(weekday), ordinals);
    }

    /** @param called how many are new */
    @Schema(name = "MeetingSeriesCalled")
    public record Called(int called) {
    }
}
