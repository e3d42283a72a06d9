package org.doanket.membership.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Supplier;
import org.doanket.platform.sql.Sql;

/** A unit is open for applications, for some days and for so many. */
record Invitation(UUID id, UUID unitId, LocalDate opensOn, LocalDate closesOn, int most, int used, boolean isRevoked) {

    static final Supplier<Sql> SELECT = () -> Sql.of("SELECT i.* FROM application_invitation i");

    static Invitation of(ResultSet row) throws SQLException {
        return new Invitation(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getObject("opens_on", LocalDate.class),
                row.getObject("closes_on", LocalDate.class), row.getInt("most"), row.getInt("used"), row.getObject("revoked_at") != null);
    }

    boolean isOpen(LocalDate today) {
        return !isRevoked && !today.isBefore(opensOn) && !today.isAfter(closesOn) && used < most;
    }

    void mustBeOpen(LocalDate today) {
        if (isRevoked) {
            throw ApplicationProblems.revoked();
        }
        if (today.isBefore(opensOn) || today.isAfter(closesOn)) {
            throw ApplicationProblems.notOpen(opensOn, closesOn);
        }
        if (used >= most) {
            throw ApplicationProblems.full();
        }
    }
}
