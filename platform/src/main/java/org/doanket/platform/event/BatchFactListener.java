package org.doanket.platform.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A listener that takes many facts in one statement, where a statement for each would be too slow: a federation that moves in tells of a hundred
 * thousand members at once.
 *
 * <p>It is handed the facts that came together and passed their gates, in order. Several may be of one aggregate, and none is left out for being
 * overtaken by a newer one: whether only the last state matters or the way to it too, the listener alone knows. If the batch fails, its facts come
 * again one by one, so that one that cannot take effect parks alone.
 */
public interface BatchFactListener extends FactListener {

    /** The effect of all of them, under the rules of {@link #on}. */
    void onAll(List<ReceivedFact> facts, Connection connection) throws SQLException;

    @Override
    default void on(ReceivedFact fact, Connection connection) throws SQLException {
        onAll(List.of(fact), connection);
    }

    /** The last fact of each aggregate, for listeners that keep the present state alone. */
    static List<ReceivedFact> newest(List<ReceivedFact> facts) {
        Map<UUID, ReceivedFact> last = new LinkedHashMap<>();
        for (ReceivedFact fact : facts) {
            last.remove(fact.aggregateId()); // so that it takes the place of its last word
            last.put(fact.aggregateId(), fact);
        }
        return List.copyOf(last.values());
    }

    /** All facts, in rounds that have each aggregate once: first the first of each, then the second. For one statement each, which can touch a row only once. */
    static List<List<ReceivedFact>> rounds(List<ReceivedFact> facts) {
        Map<UUID, Integer> seen = new HashMap<>();
        List<List<ReceivedFact>> rounds = new ArrayList<>();
        for (ReceivedFact fact : facts) {
            int round = seen.merge(fact.aggregateId(), 1, Integer::sum) - 1;
            if (round == rounds.size()) rounds.add(new ArrayList<>());
            rounds.get(round).add(fact);
        }
        return rounds;
    }
}
