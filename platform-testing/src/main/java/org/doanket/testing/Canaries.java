package org.doanket.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Personal data that a test has put in on purpose (numbers, phones, names, as made up as they are unmistakable), and then looks for where it must not
 * be: on topics, but for the fields that the contract allows, and in logs and traces.
 */
public final class Canaries {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> values;
    private final Map<String, Set<String>> allowed = new HashMap<>();
    private int looked;

    private Canaries(Collection<String> values) {
        this.values = List.copyOf(values);
        assertThat(this.values).as("canaries").isNotEmpty().allMatch(value -> value.length() >= 6, "long enough not to turn up by chance");
    }

    public static Canaries of(Collection<String> values) {
        return new Canaries(values);
    }

    /** On this topic ({@code membership.member}) this field of the payload may name persons. */
    public Canaries allow(String topic, String field) {
        allowed.computeIfAbsent(topic, t -> new HashSet<>()).add(field);
        return this;
    }

    public Canaries assertAbsentFromTopics(String bootstrap, String prefix) throws Exception {
        List<String> found = new ArrayList<>();
        for (String topic : topics(bootstrap, prefix)) {
            Set<String> fields = allowed.getOrDefault(topic.substring(prefix.length() + 1), Set.of());
            for (ConsumerRecord<String, String> record : TopicReader.read(bootstrap, topic)) {
                looked++;
                StringBuilder text = new StringBuilder(without(record.value(), fields)).append(' ').append(record.key());
                record.headers().forEach(header -> text.append(' ').append(new String(header.value(), java.nio.charset.StandardCharsets.UTF_8)));
                if (hasOne(text.toString())) found.add(topic + " " + TopicReader.header(record, "ce_type") + " at " + record.offset());
            }
        }
        assertThat(looked).as("records looked at").isPositive();
        assertThat(found).as("canaries on topics").isEmpty();
        return this;
    }

    public Canaries assertAbsentFromFiles(Collection<Path> files) throws IOException {
        assertThat(files).as("files to look at").isNotEmpty();
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            try (var lines = Files.lines(file, java.nio.charset.StandardCharsets.ISO_8859_1)) {
                int[] number = {0};
                lines.forEach(line -> {
                    number[0]++;
                    if (hasOne(new String(line.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), java.nio.charset.StandardCharsets.UTF_8)))
                        found.add(file + ":" + number[0]);
                });
            }
        }
        assertThat(found).as("canaries in files").isEmpty();
        return this;
    }

    private boolean hasOne(String text) {
        return values.stream().anyMatch(text::contains);
    }

    private static String without(String payload, Set<String> fields) throws IOException {
        JsonNode node = JSON.readTree(payload);
        if (node instanceof ObjectNode object) object.remove(fields);
        return node.toString();
    }

    private static List<String> topics(String bootstrap, String prefix) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            return admin.listTopics().names().get().stream().filter(name -> name.startsWith(prefix + ".")).sorted().toList();
        }
    }
}
