package org.doanket.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.event.ReceivedFact;

/** An erasure as membership-service decides it, and the receipt of the service under test. */
public final class Erasures {

    public static final String PSEUDONYM = "X4F02A97C11D3";

    private Erasures() {
    }

    /** Decided, heard twice and answered once. @return the receipt's rows: how many of which kind were changed */
    public static JsonNode receipt(Iterable<FactListener> listeners, DataSource worker, UUID person) throws SQLException {
        UUID erasure = UUID.randomUUID();
        hear(listeners, worker, erasure, person);
        hear(listeners, worker, erasure, person);
        List<ConsumerRecord<String, String>> receipts = await().atMost(Duration.ofSeconds(30)).until(() -> Contracts.told("erasure").stream()
                .filter(fact -> fact.key().equals(erasure.toString())).toList(), told -> !told.isEmpty());
        assertThat(receipts).hasSize(1);
        Contracts.check(receipts.get(0));
        try {
            return new ObjectMapper().readTree(receipts.get(0).value()).path("rows");
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    private static void hear(Iterable<FactListener> listeners, DataSource worker, UUID erasure, UUID person) throws SQLException {
        ReceivedFact decided = EventContracts.received("membership/erasure-decided", 1);
        ((ObjectNode) decided.data()).put("id", erasure.toString()).put("memberId", person.toString()).put("pseudonym", PSEUDONYM);
        try (Connection connection = worker.getConnection()) {
            for (FactListener each : listeners) {
                if (each.name().equals("erasures")) {
                    each.on(decided, connection);
                }
            }
        }
    }
}
