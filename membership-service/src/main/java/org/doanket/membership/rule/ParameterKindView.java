package org.doanket.membership.rule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A figure that can be set. @param most how great it may be; null for a share, which is not more than all */
@Schema(name = "ParameterKind")
public record ParameterKindView(String name, List<String> unitsOfMeasure, Long most) {

    static ParameterKindView of(ResultSet row) throws SQLException {
        return new ParameterKindView(row.getString("name"), List.of((String[]) row.getArray("units_of_measure").getArray()), row.getObject("most", Long.class));
    }
}
