package org.doanket.membership.firm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A firm that has no union yet. @param unitId the union that looks after it; @param asOf the day of its list */
@Schema(name = "FirmWithoutUnion")
public record FirmView(UUID listId, int number, UUID unitId, LocalDate asOf, String cluster, String name, String code, Integer workers, String address,
        String note) {

    /** @param clusters in how many of them the firms are */
    @Schema(name = "FirmsLoaded")
    public record Loaded(UUID unitId, LocalDate asOf, int firms, long clusters) {
    }

    static FirmView of(ResultSet row) throws SQLException {
        return new FirmView(row.getObject("list_id", UUID.class), row.getInt("number"), row.getObject("unit_id", UUID.class),
                row.getObject("as_of", LocalDate.class), row.getString("cluster"), row.getString("name"), row.getString("code"),
                row.getObject("workers", Integer.class), row.getString("address"), row.getString("note"));
    }
}
