package org.doanket.platform.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The probe's own facts, told by it and heard by it. */
@ApplicationScoped
class NoteFacts implements FactListener {
    record Noted(String text) {}

    static final List<ReceivedFact> HEARD = new CopyOnWriteArrayList<>();
    static final Set<UUID> FAILING = ConcurrentHashMap.newKeySet();

    @Inject
    Outbox outbox;

    @Transactional
    void tell(UUID id, long version, String text) {
        outbox.append(new Fact("noted", id, version, "note-taken", new Noted(text)));
    }

    @Override
    public String name() {
        return "notes";
    }

    @Override
    public String topic() {
        return "probe.noted";
    }

    @Override
    public Gate gate() {
        return Gate.DENSE;
    }

    @Override
    public void on(ReceivedFact fact, Connection connection) throws SQLException {
        if (FAILING.contains(fact.aggregateId())) throw new IllegalStateException(fact.as(Noted.class).text());
        HEARD.add(fact);
    }

    static class Topics {
        @Produces
        @Singleton
        Topic noted() {
            return Topic.log("noted");
        }
    }
}
