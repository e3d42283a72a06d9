package org.doanket.campaign.plan;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.doanket.platform.event.BatchFactListener;
import org.doanket.platform.event.Gate;
import org.doanket.platform.event.ReceivedFact;

/** Members, for targets that count them: of each only unit and day, never a name. */
@ApplicationScoped
class MemberListener implements BatchFactListener {

    private static final String TOPIC = "membership.member";

    private final FactCounter counter;

    MemberListener(FactCounter counter) {
        this.counter = counter;
    }

    @Override
    public String name() {
        return "targets-member";
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
