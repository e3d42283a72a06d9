package org.doanket.campaign.plan;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.doanket.platform.event.BatchFactListener;
import org.doanket.platform.event.Gate;
import org.doanket.platform.event.ReceivedFact;

/** One topic that targets may count. @param name stable for ever: under it its position is kept */
record CountedTopic(String name, String topic, Gate gate, FactCounter counter) implements BatchFactListener {

    @Override
    public void onAll(List<ReceivedFact> facts, Connection connection) throws SQLException {
        counter.count(topic, facts, connection);
    }
}
