package org.doanket.finance.closing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.doanket.platform.event.BatchFactListener;
import org.doanket.platform.event.Gate;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.tree.UnitState;

/** A unit that ends has its books closed; one that is alive again, by the counter-act of a reorganisation, gets them back. */
@ApplicationScoped
class UnitEndListener implements BatchFactListener {

    private final ClosingWork work;

    UnitEndListener(ClosingWork work) {
        this.work = work;
    }

    @Override
    public String name() {
        return "closings";
    }

    @Override
    public String topic() {
        return "membership.unit";
    }

    @Override
    public Gate gate() {
        return Gate.STATE;
    }

    @Override
    public boolean knows(String factName) {
        return factName.startsWith("unit-");
    }

    /** Of each unit the last state: who ended and was restored before we heard of it never ended here. */
    @Override
    public void onAll(List<ReceivedFact> facts, Connection connection) throws SQLException {
        for (ReceivedFact fact : BatchFactListener.newest(facts)) {
            UnitState unit = fact.as(UnitState.class);
            if (unit.validTo() == null) {
                work.restored(connection, unit.id());
            } else {
                work.ended(connection, unit);
            }
        }
    }
}
