package org.doanket.platform.event;

import java.util.Objects;
import java.util.UUID;

/**
 * What happened to an aggregate, to be told to other services: appended to the outbox in the transaction in which it happened.
 *
 * @param aggregateType names the topic: {@code unit} goes to {@code doanket.<service>.unit}
 * @param version       dense number of the facts of this aggregate: 1, 2, 3 …, taken after the aggregate's row is locked
 * @param name          past tense, {@code unit-founded}
 * @param payload       record of JDK types, enums and {@code Money}; on compacted topics the aggregate's whole present state
 */
public record Fact(String aggregateType, UUID aggregateId, long version, String name, Object payload) {
    public Fact {
        Objects.requireNonNull(aggregateType, "aggregateType");
        Objects.requireNonNull(aggregateId, "aggregateId");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(payload, "payload");
        if (version < 1) throw new IllegalArgumentException("Facts count from 1, not " + version);
    }
}
