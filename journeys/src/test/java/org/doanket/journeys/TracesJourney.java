package org.doanket.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What all the other journeys have left behind them: no id, telephone or name of their members is on a topic or in a log but where the facts name it. */
@Tag("after-restart")
@EnabledIfSystemProperty(named = "doanket.suite", matches = ".+")
class TracesJourney {

    /** As {@link Rosters} makes them. Not in the middle of hexadecimal digits, where ids have such by chance. */
    private static final Pattern NUMBERS = Pattern.compile("(?<![0-9a-f-])(099990\\d{6}|0999\\d{6})(?![0-9a-f-])");
    private static final Pattern NAMES = Pattern.compile("(Nguyễn|Nguy\\\\u1ec5n) V(ă|\\\\u0103)n [A-H]nh \\d+");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path suite = Path.of(System.getProperty("doanket.suite"));

    @Test
    void topicsNameMembersOnlyWhereTheContractDoes() throws IOException {
        List<String> found = new ArrayList<>();
        int members = 0;
        Map<String, Object> settings = Map.of("bootstrap.servers", broker(), "enable.auto.commit", "false", "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream().flatMap(List::stream).filter(each -> each.topic().startsWith("doanket."))
                    .map(each -> new TopicPartition(each.topic(), each.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, String> fact : consumer.poll(Duration.ofMillis(250))) {
                    members += fact.value() != null && fact.topic().equals("doanket.membership.member") && NAMES.matcher(fact.value()).find() ? 1 : 0;
                    if (names(fact)) {
                        found.add(fact.topic() + " at " + fact.offset() + " of " + fact.partition());
                    }
                }
            }
        }
        assertThat(members).as("facts of members that were looked at").isGreaterThan(2_000);
        assertThat(found).isEmpty();
    }

    @Test
    void logsNameNobody() throws IOException {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(suite.resolve("logs"))) {
            for (Path log : logs) {
                try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
                    lines.filter(line -> NUMBERS.matcher(line).find() || NAMES.matcher(line).find()).map(line -> log.getFileName() + ": " + line).forEach(found::add);
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static boolean names(ConsumerRecord<String, String> fact) throws IOException {
        JsonNode data = fact.value() == null ? JSON.nullNode() : JSON.readTree(fact.value());
        if (data instanceof ObjectNode object && fact.topic().equals("doanket.membership.member")) {
            object.remove("displayName");
        }
        StringBuilder text = new StringBuilder(data.toString()).append(' ').append(fact.key());
        fact.headers().forEach(header -> text.append(' ').append(new String(header.value(), StandardCharsets.UTF_8)));
        return NUMBERS.matcher(text).find() || NAMES.matcher(text).find();
    }

    private String broker() throws IOException {
        Properties broker = new Properties();
        try (var in = Files.newInputStream(suite.resolve("kafka/server.properties"))) {
            broker.load(in);
        }
        return broker.getProperty("listeners").replaceFirst(".*PLAINTEXT://([^,]+).*", "$1");
    }
}
