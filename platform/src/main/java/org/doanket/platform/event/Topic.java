package org.doanket.platform.event;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/** A topic that this service owns and alone writes: one per aggregate type, declared as a bean. */
public record Topic(String aggregateType, boolean isCompacted) {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final long BROKER_SECONDS = 10;

    /** Every fact carries the aggregate's whole present state, so the newest is enough for ever and a replica can be rebuilt from it. */
    public static Topic compacted(String aggregateType) {
        return new Topic(aggregateType, true);
    }

    /** Facts that say what changed; kept for 30 days. */
    public static Topic log(String aggregateType) {
        return new Topic(aggregateType, false);
    }

    /** Makes those that are missing; one that exists is left as its operators have set it. */
    static void create(EventSettings settings, Collection<Topic> topics) throws InterruptedException, ExecutionException, TimeoutException {
        if (topics.isEmpty()) return;
        try (Admin admin = Admin.create(settings.client())) {
            var creations = admin.createTopics(topics.stream().map(topic -> topic.described(settings)).toList()).values().values();
            for (var creation : creations) {
                try {
                    creation.get(BROKER_SECONDS, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) throw e;
                }
            }
        }
    }

    /** A topic that was deleted and made anew has another. */
    static String idOf(Admin admin, String name) {
        try {
            return admin.describeTopics(List.of(name)).topicNameValues().get(name).get(BROKER_SECONDS, TimeUnit.SECONDS).topicId().toString();
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("No description of " + name, e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private NewTopic described(EventSettings settings) {
        Map<String, String> config = new HashMap<>();
        config.put("cleanup.policy", isCompacted ? "compact" : "delete");
        if (!isCompacted) config.put("retention.ms", Long.toString(KEPT.toMillis()));
        // with three copies one broker may be away; with fewer, every copy that there is must have it
        config.put("min.insync.replicas", settings.replication() >= 3 ? "2" : "1");
        return new NewTopic(settings.topicOf(aggregateType), settings.partitions(), (short) settings.replication()).configs(config);
    }
}
