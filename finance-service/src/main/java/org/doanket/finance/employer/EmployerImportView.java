package org.doanket.finance.employer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** A sheet of employers. Of a preview, {@code added} and {@code changed} are what it would bring. */
public record EmployerImportView(UUID id, UUID unit, String mode, String state, long rows, long faulty, long added, long changed,
        long unchanged, OffsetDateTime createdAt) {

    static EmployerImportView of(ResultSet row) throws SQLException {
        return new EmployerImportView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("mode"),
                row.getString("state"), row.getLong("row_count"), row.getLong("faulty"), row.getLong("added"), row.getLong("changed"),
                row.getLong("unchanged"), row.getObject("created_at", OffsetDateTime.class));
    }

    /** A row that was not, or would not be, taken over. */
    public record FaultyRow(long number, List<String> cells, List<Fault> faults) {
    }

    public record Fault(String code, String message) {
    }
}
