package org.doanket.platform.event;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the facts of this service go and with which limits.
 *
 * @param clients what an installation adds to every Kafka client (kafka.security.protocol and the like)
 * @param lease   how long a silent leader stays leader: then the database itself closes its session and frees the lock
 */
public record EventSettings(String service, String prefix, String bootstrap, int partitions, int replication, Duration lease, int largestFactBytes,
                            Map<String, Object> clients) {
    /** Brokers refuse 1 MiB by default; a fact is a summary, not a document. */
    public static final int LARGEST_FACT_BYTES = 1_000_000;

    public static EventSettings of(String service, String prefix, String bootstrap) {
        return new EventSettings(service, prefix, bootstrap, 6, 1, Duration.ofSeconds(20), LARGEST_FACT_BYTES, Map.of());
    }

    /** Topic of an aggregate of this service. */
    String topicOf(String aggregateType) {
        return prefix + "." + service + "." + aggregateType;
    }

    String topicNamed(String withoutPrefix) {
        return prefix + "." + withoutPrefix;
    }

    /** Waits are bounded well below the lease, so that a leader whose broker is away notices it as leader. */
    Map<String, Object> producer() {
        Map<String, Object> all = client();
        all.putAll(Map.of(
            "transactional.id", prefix + "." + service + ".relay",
            "acks", "all",
            "compression.type", "lz4",
            "linger.ms", 5,
            "max.request.size", largestFactBytes + 100_000,
            "request.timeout.ms", 4_000,
            "delivery.timeout.ms", 9_000,
            "max.block.ms", 8_000,
            "transaction.timeout.ms", 30_000));
        return all;
    }

    Map<String, Object> consumer(String listener) {
        Map<String, Object> all = client();
        // Whoever died is given up after some seconds: an office that ended must end here too, not three quarters of a minute later.
        all.putAll(Map.of(
            "session.timeout.ms", 12_000,
            "heartbeat.interval.ms", 3_000,
            "group.id", prefix + "." + service + "." + listener,
            "isolation.level", "read_committed",
            "enable.auto.commit", false,
            "auto.offset.reset", "earliest",
            "allow.auto.create.topics", false,
            "max.poll.records", 500,
            "fetch.max.bytes", 8 << 20,
            "partition.assignment.strategy", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor"));
        return all;
    }

    Map<String, Object> client() {
        Map<String, Object> all = new HashMap<>(clients);
        all.put("bootstrap.servers", bootstrap);
        all.put("reconnect.backoff.max.ms", 5_000);
        all.put("metadata.max.age.ms", 10_000);
        return all;
    }
}
