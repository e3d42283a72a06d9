package org.doanket.membership.administrative;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a code means, in one of its periods.
 *
 * @param mergedFrom   names of the units that it was made of
 * @param validFrom    its first day; null for since ever, as far as anybody has said
 * @param validTo      the first day on which it is no more
 * @param predecessors codes of those that it came of in this period, {@code successors} of those that it became, whole or in part
 */
public record AdministrativeUnitView(String jurisdiction, String code, String level, String name, String parentCode, Integer population,
        BigDecimal areaKm2, List<String> mergedFrom, LocalDate validFrom, LocalDate validTo, List<String> predecessors, List<String> successors) {

    /** What a table that was loaded brought. */
    @Schema(name = "LoadedTable")
    public record Loaded(int added, int changed, int unchanged) {
    }

    /**
     * A part of a territory on a day.
     *
     * @param stands     whether there was such a unit that day; if not, the rest is of the last one of that code
     * @param successors codes of those that it became, whole or in part
     */
    @Schema(name = "TerritoryPart")
    public record Area(String code, String level, String name, String parentCode, LocalDate validFrom, LocalDate validTo, boolean stands,
            List<String> successors) {

        static Area of(ResultSet row) throws SQLException {
            return new Area(row.getString("code"), row.getString("level"), row.getString("name"), row.getString("parent_code"),
                    row.getObject("valid_from", LocalDate.class), row.getObject("valid_to", LocalDate.class), row.getBoolean("stands"),
                    codes(row, "successors"));
        }
    }

    static AdministrativeUnitView of(ResultSet row) throws SQLException {
        return new AdministrativeUnitView(row.getString("jurisdiction"), row.getString("code"), row.getString("level"),
                row.getString("name"), row.getString("parent_code"), row.getObject("population", Integer.class),
                row.getBigDecimal("area_km2"), List.of((String[]) row.getArray("merged_from").getArray()),
                row.getObject("valid_from", LocalDate.class), row.getObject("valid_to", LocalDate.class),
                codes(row, "predecessors"), codes(row, "successors"));
    }

    private static List<String> codes(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
