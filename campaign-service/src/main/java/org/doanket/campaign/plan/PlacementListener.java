package org.doanket.campaign.plan;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.doanket.platform.event.BatchFactListener;
import org.doanket.platform.event.Gate;
import org.doanket.platform.event.ReceivedFact;

/** Placements, for targets that count who was hired through the union: of each unit and day. */
@ApplicationScoped
class PlacementListener implements BatchFactListener {

    private static final String TOPIC = "membership.placement";

    private final FactCounter counter;

    PlacementListener(FactCounter counter) {
        this.counter = counter;
    }

    @Override
    public String name() {
        return "targets-placement";
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Gate gate() {
        return Gate.STATE;
    }

    @Override
    public void onAll(List<ReceivedFact> facts, Connection connection) throws SQLException {
        counter.count(TOPIC, facts, connection);
    }
}
