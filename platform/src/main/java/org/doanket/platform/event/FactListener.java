package org.doanket.platform.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Takes in the facts of one topic. A bean of this type is all that a service declares; reading, gates, retries and parking are the {@link Inbox}'s. */
public interface FactListener {
    /** Stable for ever: under it positions and gates are kept. */
    String name();

    /** Without prefix: {@code membership.unit}. */
    String topic();

    Gate gate();

    /** Names that are not known are skipped and counted, so that a producer may add facts before its consumers follow. */
    default boolean knows(String factName) {
        return true;
    }

    /** The tables that this listener alone fills, parents first, if they can be rebuilt from the topic; it names them without a schema. */
    default List<String> replica() {
        return List.of();
    }

    /** The effect, on the worker's connection, in the transaction that also moves gate and position. Must neither commit nor call other services. */
    void on(ReceivedFact fact, Connection connection) throws SQLException;
}
