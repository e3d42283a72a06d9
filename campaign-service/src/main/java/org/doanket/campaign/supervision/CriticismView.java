package org.doanket.campaign.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A draft that a union was asked about, and what it said. @param state open, opined, or concluded. @param overdue no opinion given, and the day is over */
@Schema(name = "SocialCriticism")
public record CriticismView(UUID id, UUID unit, String unitCode, String unitName, int year, String title, String askingBody, LocalDate receivedOn,
        LocalDate due, String dueBy, String state, boolean overdue, String form, String opinion, LocalDate opinionOn, String outcome, String explanation,
        LocalDate outcomeOn, long version) {

    static CriticismView of(ResultSet row) throws SQLException {
        return new CriticismView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("unit_code"), row.getString("unit_name"),
                row.getInt("year"), row.getString("title"), row.getString("asking_body"), row.getObject("received_on", LocalDate.class),
                row.getObject("due", LocalDate.class), row.getString("due_by"), row.getString("state"), row.getBoolean("overdue"),
                row.getString("form"), row.getString("opinion"),
                row.getObject("opinion_on", LocalDate.class), row.getString("outcome"), row.getString("explanation"),
                row.getObject("outcome_on", LocalDate.class), row.getLong("version"));
    }
}
