package org.doanket.membership.administrative;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** @param mergedFrom names of the units that it was made of */
public record AdministrativeUnitView(String jurisdiction, String code, String level, String name, String parentCode, Integer population,
        BigDecimal areaKm2, List<String> mergedFrom, LocalDate validFrom, LocalDate validTo) {

    /** What a table that was loaded brought. */
    @Schema(name = "LoadedTable")
    public record Loaded(int added, int changed, int unchanged) {
    }

    static AdministrativeUnitView of(ResultSet row) throws SQLException {
        return new AdministrativeUnitView(row.getString("jurisdiction"), row.getString("code"), row.getString("level"),
                row.getString("name"), row.getString("parent_code"), row.getObject("population", Integer.class),
                row.getBigDecimal("area_km2"), List.of((String[]) row.getArray("merged_from").getArray()),
                row.getObject("valid_from", LocalDate.class), row.getObject("valid_to", LocalDate.class));
    }
}
