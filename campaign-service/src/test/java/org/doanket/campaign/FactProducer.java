package org.doanket.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells facts as other services would: CloudEvents in binary mode on their topics. */
@Singleton
public class FactProducer {

    /** A fact of another service. */
    public record Told(String service, String aggregateType, String name, UUID aggregate, long version, Map<String, ?> data) {
    }

    private final String prefix;
    private final String bootstrap;
    private final ObjectMapper json;
    private final KafkaProducer<String, String> producer;

    FactProducer(@ConfigProperty(name = "doanket.events.topic-prefix") String prefix,
            @ConfigProperty(name = "doanket.kafka") String bootstrap, ObjectMapper json) {
        this.prefix = prefix;
        this.bootstrap = bootstrap;
        this.json = json;
        // One at a time: a first batch that a topic just made refuses would leave those behind it out of order until they are given up.
        this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap, "acks", "all", "max.in.flight.requests.per.connection", 1),
                new StringSerializer(), new StringSerializer());
    }

    public void tell(List<Told> facts) {
        facts.stream().map(fact -> topic(fact)).distinct().forEach(this::make);
        facts.forEach(fact -> producer.send(record(fact)));
        producer.flush();
    }

    private String topic(Told fact) {
        return prefix + "." + fact.service() + "." + fact.aggregateType();
    }

    private void make(String topic) {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrap))) {
            admin.createTopics(Set.of(new NewTopic(topic, 3, (short) 1))).all().get();
        } catch (ExecutionException exists) {
            if (!(exists.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(exists);
            }
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    private ProducerRecord<String, String> record(Told fact) {
        try {
            ProducerRecord<String, String> record = new ProducerRecord<>(topic(fact), fact.aggregate().toString(), json.writeValueAsString(fact.data()));
            Map.of("ce_specversion", "1.0", "ce_source", "/doanket/" + fact.service(), "ce_subject", fact.aggregate().toString(),
                    "ce_id", UUID.nameUUIDFromBytes((fact.aggregate() + "/" + fact.version()).getBytes(StandardCharsets.UTF_8)).toString(),
                    "ce_type", "org.doanket." + fact.service() + "." + fact.name() + ".v1", "ce_time", Instant.parse("2026-06-01T00:00:00Z").toString(),
                    "ce_aggregateversion", Long.toString(fact.version()), "content-type", "application/json")
                    .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            return record;
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    @PreDestroy
    void close() {
        producer.close();
    }
}
