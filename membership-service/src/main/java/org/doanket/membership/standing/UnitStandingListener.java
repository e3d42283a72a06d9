package org.doanket.membership.standing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Set;
import java.util.UUID;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.event.Gate;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.money.Money;
import org.doanket.platform.sql.Sql;

/** Hears from finance what a unit owes for a month, and what of it has come in. Each fact has the whole sums, so the newest is all that counts. */
@ApplicationScoped
class UnitStandingListener implements FactListener {

    /** Of finance's facts what is wanted here. @param collected null where nothing is said of it */
    record Told(UUID unit, YearMonth month, Money assessed, Money collected) {
    }

    @Override
    public String name() {
        return "unit-standings";
    }

    @Override
    public String topic() {
        return "finance.unit-month";
    }

    @Override
    public Gate gate() {
        return Gate.STATE;
    }

    @Override
    public boolean knows(String factName) {
        return Set.of("dues-assessed", "dues-collected").contains(factName);
    }

    @Override
    public void on(ReceivedFact fact, Connection connection) throws SQLException {
        Told told = fact.as(Told.class);
        Long collected = told.collected() == null ? null : told.collected().amount();
        Sql.of("INSERT INTO unit_standing (unit_id, month, currency, assessed, collected, told_at) VALUES (?, ?, ?, ?, coalesce(?::bigint, 0), ?) "
                + "ON CONFLICT (unit_id, month) DO UPDATE SET currency = excluded.currency, assessed = excluded.assessed, "
                + "collected = coalesce(?::bigint, unit_standing.collected), told_at = excluded.told_at", told.unit(), told.month().atDay(1),
                told.assessed().currency(), told.assessed().amount(), collected, fact.time(), collected).run(connection);
    }
}
