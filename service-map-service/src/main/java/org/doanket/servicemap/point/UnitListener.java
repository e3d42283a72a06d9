package org.doanket.servicemap.point;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.event.Gate;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.tree.UnitState;

/** Points follow their unit: its path when it moves, its successor when it ends. */
@ApplicationScoped
class UnitListener implements FactListener {

    private final PointHandover handover;

    UnitListener(PointHandover handover) {
        this.handover = handover;
    }

    @Override
    public String name() {
        return "points-of-units";
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

    @Override
    public void on(ReceivedFact fact, Connection connection) throws SQLException {
        UnitState unit = fact.as(UnitState.class);
        handover.follow(connection, unit.id(), unit.path());
        if (unit.validTo() != null) {
            handover.handOver(connection, unit.id(), unit.jurisdiction(), unit.validTo(), unit.successors(), unit.parentId());
        }
    }
}
