package org.doanket.servicemap.point;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.doanket.platform.event.BatchFactListener;
import org.doanket.platform.event.Gate;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.tree.UnitState;

/** Points follow their unit: its path when it moves, its successor when it ends. */
@ApplicationScoped
class UnitListener implements BatchFactListener {

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

    /** Of each unit the last state. First the points of ended units go to others, then all follow the paths, for the heir may have moved too. */
    @Override
    public void onAll(List<ReceivedFact> facts, Connection connection) throws SQLException {
        List<UnitState> units = BatchFactListener.newest(facts).stream().map(fact -> fact.as(UnitState.class)).toList();
        for (UnitState unit : units) {
            if (unit.validTo() != null) {
                handover.handOver(connection, unit.id(), unit.jurisdiction(), unit.validTo(), unit.successors(), unit.parentId());
            }
        }
        handover.follow(connection, units.stream().collect(Collectors.toMap(UnitState::id, UnitState::path)));
    }
}
