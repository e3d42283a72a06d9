package org.doanket.membership.statistics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import org.doanket.membership.PersonForgotten;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.sql.Sql;

/** The one place of the statistics that names people: who led a union then. Figures stay when a member is forgotten, the name goes. */
@ApplicationScoped
class NamedChairs {

    void tell(@Observes PersonalData asked) {
        asked.select("frozenLists", "SELECT s.cut_off AS \"cutOff\", u.name AS \"chairOf\", c.name FROM statistic_chair c JOIN statistic_snapshot s "
                + "ON s.id = c.snapshot_id JOIN statistic_unit u ON u.snapshot_id = c.snapshot_id AND u.unit_id = c.unit_id WHERE c.member_id = ? "
                + "ORDER BY s.cut_off", asked.person());
    }

    void forget(@Observes PersonForgotten gone) throws SQLException {
        Sql.of("UPDATE statistic_chair SET name = ? WHERE member_id = ?", gone.pseudonym(), gone.member()).run(gone.connection());
    }
}
