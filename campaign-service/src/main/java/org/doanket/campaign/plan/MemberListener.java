package org.doanket.campaign.plan;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.event.Gate;
import org.doanket.platform.event.ReceivedFact;

/** Members, for targets that count them: of each only unit and day, never a name. */
@ApplicationScoped
class MemberListener implements FactListener {

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
    public void on(ReceivedFact fact, Connection connection) throws SQLException {
        counter.count(TOPIC, fact, connection);
    }
}
