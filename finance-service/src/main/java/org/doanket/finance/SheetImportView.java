package org.doanket.finance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.platform.http.Messages;

/** A sheet that was loaded. Of a preview, {@code added} and {@code changed} are what it would bring. */
public record SheetImportView(UUID id, UUID unit, String mode, String state, long rows, long faulty, long added, long changed,
        long unchanged, OffsetDateTime createdAt) {

    static SheetImportView of(ResultSet row) throws SQLException {
        return new SheetImportView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("mode"),
                row.getString("state"), row.getLong("row_count"), row.getLong("faulty"), row.getLong("added"), row.getLong("changed"),
                row.getLong("unchanged"), row.getObject("created_at", OffsetDateTime.class));
    }

    /** A row that was not, or would not be, taken over. */
    public record FaultyRow(long number, List<String> cells, List<Fault> faults) {

        static FaultyRow of(ResultSet row, Locale language) throws SQLException {
            return new FaultyRow(row.getLong("row_no"), texts(row, "cells"), texts(row, "faults").stream()
                    .map(code -> new Fault(code, Messages.text(language, "fault." + code))).toList());
        }

        /** All that is wrong with it, as the last cell of the sheet that goes back. */
        String told() {
            return faults.stream().map(Fault::message).collect(Collectors.joining(" "));
        }

        private static List<String> texts(ResultSet row, String column) throws SQLException {
            return Arrays.asList((String[]) row.getArray(column).getArray());
        }
    }

    public record Fault(String code, String message) {
    }
}
