package org.doanket.membership.member;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import org.doanket.platform.event.BatchFactListener;
import org.doanket.platform.event.Gate;
import org.doanket.platform.event.ReceivedFact;

/**
 * Hears what this service itself tells: memberships end one by one, by thousands in a job, by an import undone, and always by a fact. A sheet may
 * change a million members, of whom a few hold an office, so those whose facts came together are looked at together, each once.
 */
@ApplicationScoped
class MemberDepartureListener implements BatchFactListener {

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
    public void onAll(List<ReceivedFact> facts, Connection connection) {
        left.fire(new MemberLeftEvent(facts.stream().map(ReceivedFact::aggregateId).distinct().toList(), connection));
    }
}
