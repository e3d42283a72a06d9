package org.doanket.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real Kafka broker (KRaft, one node that is also its own controller) in a JVM of its own, on the loopback address. */
public final class EmbeddedKafka implements AutoCloseable {
    private static final String PART = "kafka";
    private static final String BROKER = "org.doanket.standalone.kafka.Broker";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    public record Settings(int port, int controllerPort, int heapMegabytes) {
    }

    private final Child child;
    private final Settings settings;

    private EmbeddedKafka(Child child, Settings settings) {
        this.child = child;
        this.settings = settings;
    }

    /** Begins to start and returns at once; {@link #awaitReady} tells when it serves. */
    public static EmbeddedKafka begin(DataDirectory data, Settings settings) {
        return begin(data, settings, List.of());
    }

    static EmbeddedKafka begin(DataDirectory data, Settings settings, List<String> flags) {
        try {
            Files.createDirectories(data.kafka());
            var properties = data.kafka().resolve("server.properties");
            Files.writeString(properties, properties(data, settings));
            Files.copy(EmbeddedKafka.class.getResourceAsStream("kafka-log4j2.properties"), data.kafka().resolve("log4j2.properties"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            var log = data.kafka().resolve("data");
            if (!Files.exists(log.resolve("meta.properties"))) {
                DataDirectory.delete(log); // a crash in the middle of an earlier try
            }
            var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                    "-Xms32m", "-Xmx" + settings.heapMegabytes() + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                    "-Dlog4j2.configurationFile=" + data.kafka().resolve("log4j2.properties"), "-cp", BuiltFiles.kafkaJars() + "/*"));
            command.addAll(flags);
            command.addAll(List.of(BROKER, properties.toString(), log.toString(), Secrets.random(16)));
            return new EmbeddedKafka(Child.start(data, PART, Child.Farewell.TERM, command, Map.of()), settings);
        } catch (IOException e) {
            throw new StartFailure(PART, e.toString(), null);
        }
    }

    public static EmbeddedKafka start(DataDirectory data, Settings settings) {
        var kafka = begin(data, settings);
        kafka.awaitReady();
        return kafka;
    }

    private static String properties(DataDirectory data, Settings settings) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                # One node: nothing can be kept twice.
                offsets.topic.replication.factor=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                # Every partition costs files and start-up time; five services need few.
                offsets.topic.num.partitions=5
                transaction.state.log.num.partitions=5
                num.network.threads=2
                num.io.threads=2
                log.segment.bytes=67108864
                log.cleaner.dedupe.buffer.size=16777216
                group.initial.rebalance.delay.ms=0
                # Services declare their topics; a misspelt name is an error and not a new topic.
                auto.create.topics.enable=false
                """.formatted(settings.port(), settings.controllerPort(), data.kafka().resolve("data"));
    }

    /** The broker says so itself: its port accepts connections some time before it can answer. */
    public void awaitReady() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!saysStarted()) {
            child.mustLive();
            if (System.nanoTime() > end) {
                child.stop(Duration.ofSeconds(5));
                throw new StartFailure(PART, "not ready in " + PATIENCE.toSeconds() + " s", child.log());
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StartFailure(PART, "interrupted", child.log());
            }
        }
    }

    private boolean saysStarted() {
        try {
            return Files.readString(child.log()).contains("Kafka Server started");
        } catch (IOException notYet) {
            return false;
        }
    }

    public String bootstrap() {
        return "127.0.0.1:" + settings.port();
    }

    Child child() {
        return child;
    }

    @Override
    public void close() {
        child.stop(FastStart.PATIENCE);
    }
}
