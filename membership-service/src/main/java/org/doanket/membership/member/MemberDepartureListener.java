package org.doanket.membership.member;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.sql.Connection;
import java.util.Set;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.event.Gate;
import org.doanket.platform.event.ReceivedFact;

/** Hears what this service itself tells: memberships end one by one, by thousands in a job, by an import undone, and always by a fact. */
@ApplicationScoped
class MemberDepartureListener implements FactListener {

    private static final Set<String> KNOWN = Set.of("member-ended", "member-transferred", "member-changed");

    private final Event<MemberLeftEvent> left;

    MemberDepartureListener(Event<MemberLeftEvent> left) {
        this.left = left;
    }

    @Override
    public String name() {
        return "departures";
    }

    @Override
    public String topic() {
        return "membership.member";
    }

    @Override
    public Gate gate() {
        return Gate.STATE;
    }

    @Override
    public boolean knows(String factName) {
        return KNOWN.contains(factName);
    }

    @Override
    public void on(ReceivedFact fact, Connection connection) {
        left.fire(new MemberLeftEvent(fact.aggregateId(), connection));
    }
}
