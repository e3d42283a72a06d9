package org.doanket.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** That a unit ends, or has. @param on the first day on which it is there no more. @param successors who goes on with what it did, if anybody */
@Schema(name = "UnitEnd")
public record UnitEnd(LocalDate on, List<UUID> successors) {

    /** @param row with {@code valid_to} and {@code successors} of the unit. @return null where no end is known */
    public static UnitEnd of(ResultSet row) throws SQLException {
        LocalDate on = row.getObject("valid_to", LocalDate.class);
        return on == null ? null : new UnitEnd(on, List.of((UUID[]) row.getArray("successors").getArray()));
    }
}
