package org.doanket.platform.security;

import io.quarkus.arc.properties.UnlessBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.event.Fact;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.event.Gate;
import org.doanket.platform.event.Outbox;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.event.Topic;
import org.doanket.platform.sql.Sql;

/**
 * This service's part in an erasure that membership-service has decided: every feature forgets the person, and the receipt goes out with it
 * in one transaction. A service that keeps nothing of persons gives its receipt all the same. In membership-service itself it is absent.
 */
@ApplicationScoped
@UnlessBuildProperty(name = "doanket.service", stringValue = "membership")
class ErasureListener implements FactListener {

    /** @param id of the erasure: the receipt names it */
    record Decided(UUID id, UUID memberId, String pseudonym) {
    }

    /** @param rows how many of which kind were changed */
    record Receipt(UUID id, UUID memberId, Map<String, Integer> rows) {
    }

    private final Event<PersonErased> erased;
    private final Outbox outbox;

    @Inject
    ErasureListener(Event<PersonErased> erased, Outbox outbox) {
        this.erased = erased;
        this.outbox = outbox;
    }

    @Produces
    @Singleton
    @UnlessBuildProperty(name = "doanket.service", stringValue = "membership")
    static Topic receipts() {
        return Topic.compacted("erasure");
    }

    @Override
    public String name() {
        return "erasures";
    }

    @Override
    public String topic() {
        return "membership.erasure";
    }

    @Override
    public Gate gate() {
        return Gate.STATE;
    }

    @Override
    public boolean knows(String factName) {
        return factName.equals("erasure-decided");
    }

    @Override
    public void on(ReceivedFact fact, Connection connection) throws SQLException {
        Decided decided = fact.as(Decided.class);
        boolean isNew = Sql.of("INSERT INTO erased_person (person_id, pseudonym, erasure_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                decided.memberId(), decided.pseudonym(), decided.id()).run(connection) > 0;
        if (isNew) {
            PersonErased person = new PersonErased(decided.memberId(), decided.pseudonym(), connection);
            erased.fire(person);
            outbox.append(connection, new Fact("erasure", decided.id(), 1, "erasure-done", new Receipt(decided.id(), decided.memberId(), person.rows())));
        }
    }
}
