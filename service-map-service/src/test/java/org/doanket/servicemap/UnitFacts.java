package org.doanket.servicemap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.doanket.platform.tree.UnitState;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells facts of units as membership-service does. */
@ApplicationScoped
public class UnitFacts {

    private final String bootstrap;
    private final String topic;
    private final ObjectMapper json;

    UnitFacts(@ConfigProperty(name = "doanket.kafka") String bootstrap,
            @ConfigProperty(name = "doanket.events.topic-prefix") String prefix, ObjectMapper json) {
        this.bootstrap = bootstrap;
        this.topic = prefix + ".membership.unit";
        this.json = json;
    }

    public void tell(String fact, long version, UnitState unit) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrap, "acks", "all");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            if (!admin.listTopics().names().get().contains(topic)) {
                admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            var record = new ProducerRecord<>(topic, unit.id().toString(), json.writeValueAsString(unit));
            Map.of("ce_specversion", "1.0", "ce_id", UUID.randomUUID().toString(), "ce_source", "/doanket/membership",
                    "ce_type", "org.doanket.membership." + fact + ".v1", "ce_subject", unit.id().toString(),
                    "ce_time", "2026-11-22T00:00:00Z", "ce_aggregateversion", Long.toString(version))
                    .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            producer.send(record).get();
        } catch (JsonProcessingException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
