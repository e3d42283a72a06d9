package org.doanket.campaign.plan;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.doanket.platform.event.BatchFactListener;
import org.doanket.platform.event.Gate;
import org.doanket.platform.event.ReceivedFact;

/**
 * A unit's month in the books. Its figures are cumulative, and {@link FactCounter} compares versions row by row, so a fact may
 * come in any order, and one that was deleted from the topic before we listened is no gap to wait for.
 */
@ApplicationScoped
class UnitMonthListener implements BatchFactListener {

    private static final String TOPIC = "finance.unit-month";

    private final FactCounter counter;

    UnitMonthListener(FactCounter counter) {
        this.counter = counter;
    }

    @Override
    public String name() {
        return "targets-unit-month";
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Gate gate() {
        return Gate.ONCE;
    }

    @Override
    public void onAll(List<ReceivedFact> facts, Connection connection) throws SQLException {
        counter.count(TOPIC, facts, connection);
    }
}
