package org.doanket.membership.roster;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Messages;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An import of a roster.
 *
 * @param state   checking, unreadable, ready, committing, committed, undoing or undone; once a job has given up, that from which one can go on
 * @param job     the last job; its progress is at {@code /v1/jobs/{id}}
 * @param columns what each heading of the sheet was taken for
 * @param fresh   how many of the rows are new members; the others differ from the register, name another unit
 *                than the one the member stands in, agree with it, or are faulty
 */
public record RosterView(UUID id, UUID unitId, String source, String name, String state, UUID job, List<Column> columns, int rows, int fresh,
        int changed, int moved, int unchanged, int faulty, OffsetDateTime createdAt, String createdBy, OffsetDateTime committedAt, String committedBy, OffsetDateTime undoneAt,
        String undoneBy) {

    /** @param field null where the column is passed over */
    @Schema(name = "RosterColumn")
    public record Column(String heading, String field) {
    }

    /**
     * A row as it would be, or was, taken in.
     *
     * @param number    that of the sheet
     * @param movedFrom the unit that the member leaves
     * @param externalSource null where it is that of the import
     * @param status    as the row says it; another than the member has is given as of {@code statusSince}
     * @param profile   what the row says of the rest of the member's file, by field; of the sensitive ones {@code withheld} has the names
     */
    @Schema(name = "RosterRow")
    public record Row(long number, String state, UUID unitId, UUID movedFrom, UUID memberId, String code, String fullName, LocalDate birthDate, String sex,
            LocalDate joinedOn, String category, String duesKind, String externalSource, String externalId, String status, LocalDate statusSince,
            String statusReason, Map<String, String> profile, List<String> withheld, List<Fault> faults) {
    }

    /** What is wrong with a row. @param rule where it is written, of what breaks a rule of joining; else null */
    @Schema(name = "RosterFault")
    public record Fault(String field, String code, String message, String rule) {
    }

    static RosterView of(ResultSet row) throws SQLException {
        List<Column> columns = new ArrayList<>();
        if (row.getArray("headings") != null) {
            String[] headings = (String[]) row.getArray("headings").getArray();
            String[] fields = (String[]) row.getArray("fields").getArray();
            for (int i = 0; i < headings.length; i++) {
                columns.add(new Column(headings[i], fields[i]));
            }
        }
        int fresh = row.getInt("fresh");
        int changed = row.getInt("changed");
        int moved = row.getInt("moved");
        int unchanged = row.getInt("unchanged");
        int faulty = row.getInt("faulty");
        return new RosterView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("source"),
                row.getString("name"), row.getString("standing"), row.getObject("job_id", UUID.class), columns,
                fresh + changed + moved + unchanged + faulty, fresh, changed, moved, unchanged, faulty, row.getObject("created_at", OffsetDateTime.class),
                row.getString("created_by"), row.getObject("committed_at", OffsetDateTime.class), row.getString("committed_by"),
                row.getObject("undone_at", OffsetDateTime.class), row.getString("undone_by"));
    }

    static Row row(ResultSet row, boolean withProfile) throws SQLException {
        String state = row.getString("state");
        return new Row(row.getLong("number"), state, row.getObject("unit_id", UUID.class),
                state.equals("moved") ? row.getObject("stood_in", UUID.class) : null, row.getObject(state.equals("new") ? "member_id" : "match_id", UUID.class), row.getString("code"), row.getString("full_name"),
                row.getObject("birth_date", LocalDate.class), row.getString("sex"), row.getObject("joined_on", LocalDate.class),
                row.getString("category"), row.getString("dues_kind"), row.getString("external_source"), row.getString("external_id"),
                row.getString("status"), row.getObject("status_since", LocalDate.class), row.getString("status_reason"),
                withProfile ? profile(names(row.getArray("said")), names(row.getArray("said_of"))) : null,
                withProfile ? names(row.getArray("profile_sealed_fields")) : null,
                faults(row, Language.current()));
    }

    private static Map<String, String> profile(List<String> fields, List<String> values) {
        Map<String, String> profile = new TreeMap<>();
        for (int i = 0; i < fields.size(); i++) {
            profile.put(fields.get(i), values.get(i));
        }
        return profile;
    }

    private static List<String> names(Array names) throws SQLException {
        return names == null ? List.of() : List.of((String[]) names.getArray());
    }

    static List<Fault> faults(ResultSet row, Locale locale) throws SQLException {
        List<Fault> faults = new ArrayList<>();
        for (String column : List.of("cell_faults", "faults")) {
            for (String stored : (String[]) row.getArray(column).getArray()) {
                String[] parts = stored.split(":", 3);
                // Of a rule of joining the figure and where it is written, of others one value or none.
                String[] values = (parts.length == 3 ? parts[2] : "").split("\\|", 2);
                String rule = values.length == 2 ? values[1] : null;
                faults.add(new Fault(parts[0], parts[1], Messages.text(locale, "fault." + parts[1],
                        Map.of("0", values[0], "least", values[0], "rule", rule == null ? "" : rule)), rule));
            }
        }
        return faults;
    }

    @Override
    public String toString() {
        return "RosterView[id=" + id + ", state=" + state + "]";
    }
}
