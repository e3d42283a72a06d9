package org.doanket.membership.statistics;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import org.doanket.membership.PersonForgotten;
import org.doanket.membership.PersonalData;
import org.doanket.platform.sql.Sql;

/** The one place of the statistics that names people: who led a union then. Figures stay when a member is forgotten, the name goes. */
@ApplicationScoped
class NamedChairs {

    private final AgroalDataSource worker;
    private final ObjectMapper json;

    NamedChairs(@DataSource("worker") AgroalDataSource worker, ObjectMapper json) {
        this.worker = worker;
        this.json = json;
    }

    void tell(@Observes PersonalData asked) {
        asked.add("frozenLists", Sql.of("SELECT s.cut_off, u.name AS unit, c.name FROM statistic_chair c JOIN statistic_snapshot s ON s.id = c.snapshot_id "
                + "JOIN statistic_unit u ON u.snapshot_id = c.snapshot_id AND u.unit_id = c.unit_id WHERE c.member_id = ? ORDER BY s.cut_off", asked.member()).list(worker, row ->
                json.createObjectNode().put("cutOff", row.getString("cut_off")).put("chairOf", row.getString("unit")).put("name", row.getString("name"))));
    }

    void forget(@Observes PersonForgotten gone) throws SQLException {
        Sql.of("UPDATE statistic_chair SET name = ? WHERE member_id = ?", gone.pseudonym(), gone.member()).run(gone.connection());
    }
}
