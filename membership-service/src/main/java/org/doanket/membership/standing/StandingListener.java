package org.doanket.membership.standing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.event.Gate;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.sql.Sql;

/** Hears from finance up to which month a member has paid. */
@ApplicationScoped
class StandingListener implements FactListener {

    /** Of finance's fact what is wanted here. */
    record Told(UUID id, YearMonth paidUpTo) {
    }

    @Override
    public String name() {
        return "standings";
    }

    @Override
    public String topic() {
        return "finance.standing";
    }

    @Override
    public Gate gate() {
        return Gate.STATE;
    }

    @Override
    public boolean knows(String factName) {
        return factName.equals("member-standing-changed");
    }

    @Override
    public List<String> replica() {
        return List.of("member_standing");
    }

    @Override
    public void on(ReceivedFact fact, Connection connection) throws SQLException {
        Told told = fact.as(Told.class);
        Sql.of("INSERT INTO member_standing (member_id, paid_up_to, told_at) VALUES (?, ?, ?) ON CONFLICT (member_id) DO UPDATE "
                + "SET paid_up_to = excluded.paid_up_to, told_at = excluded.told_at", told.id(),
                told.paidUpTo() == null ? null : told.paidUpTo().atDay(1), fact.time()).run(connection);
    }
}
