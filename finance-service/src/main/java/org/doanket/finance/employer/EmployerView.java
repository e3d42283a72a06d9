package org.doanket.finance.employer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/** An employer as he is now. {@code unit} collects his fund; {@code union} is the union there, absent where there is none. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EmployerView(UUID id, @JsonIgnore long no, String jurisdiction, String taxCode, String name, String group, String region,
UUID unit, UUID union, String status, @JsonIgnore long version) {

    static EmployerView of(ResultSet row) throws SQLException {
        String group = row.getString("employer_group");
        return new EmployerView(row.getObject("id", UUID.class), row.getLong("no"), row.getString("jurisdiction"),
                row.getString("tax_code"),
                row.getString("name"), group.isEmpty() ? null : group, row.getString("region"), row.getObject("unit_id", UUID.class),
                row.getObject("union_id", UUID.class), row.getString("status"), row.getLong("version"));
    }

    /** What held from a day on. Of one day the row recorded last counts. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record State(@JsonIgnore long no, LocalDate validFrom, String name, String group, String region, UUID unit, UUID union,
    String status, String actNumber, OffsetDateTime recordedAt) {

        static State of(ResultSet row) throws SQLException {
            String group = row.getString("employer_group");
            return new State(row.getLong("no"), row.getObject("valid_from", LocalDate.class), row.getString("name"),
                    group.isEmpty() ? null : group, row.getString("region"), row.getObject("unit_id", UUID.class),
                    row.getObject("union_id", UUID.class), row.getString("status"), row.getString("act_number"),
                    row.getObject("recorded_at", OffsetDateTime.class));
        }
    }
}
