package org.doanket.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.doanket.platform.event.ReceivedFact;

/**
 * The contracts between services, in contracts/events: for each fact a JSON Schema (draft 2020-12, in one file) and a sample. The producer's
 * test checks what it sends, the consumer's test feeds on the sample, and so neither can drift from the other unseen. A fact is named
 * {@code membership/unit-founded}.
 */
public final class EventContracts {
    public static final String ID = "https://doanket.org/contracts/events/";
    private static final String SCHEMA = ".v1.schema.json", SAMPLE = ".v1.sample.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private EventContracts() {}

    /** The producer's side: valid, and with no field that the contract does not name, for what is not named there has no business on a topic. */
    public static void check(String fact, String json) {
        try {
            assertThat(faults(fact, JSON.readTree(json))).as("%s against its contract", fact).isEmpty();
        } catch (IOException e) {
            throw new AssertionError(fact + " is no JSON", e);
        }
    }

    /** The consumer's side: what it will be sent. */
    public static String sample(String fact) {
        return read(file(fact + SAMPLE));
    }

    /** The sample as a listener gets it; the aggregate is the sample's {@code id}, or some other. */
    public static ReceivedFact received(String fact, long version) {
        try {
            JsonNode data = JSON.readTree(sample(fact));
            UUID aggregate = data.hasNonNull("id") ? UUID.fromString(data.get("id").asText()) : UUID.randomUUID();
            return new ReceivedFact(UUID.randomUUID(), fact.substring(fact.indexOf('/') + 1), aggregate, version, Instant.parse("2026-01-05T08:00:00Z"), data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of all facts that have a contract, sorted. */
    public static List<String> all() {
        Path events = root().resolve("events");
        try (Stream<Path> files = Files.walk(events)) {
            return files.map(file -> events.relativize(file).toString()).filter(name -> name.endsWith(SCHEMA))
                .map(name -> name.substring(0, name.length() - SCHEMA.length())).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode schema(String fact) {
        try {
            return JSON.readTree(read(file(fact + SCHEMA)));
        } catch (IOException e) {
            throw new AssertionError("The contract of " + fact + " is no JSON", e);
        }
    }

    /** The folder contracts/, wherever in the project a test runs. */
    public static Path root() {
        for (Path here = Path.of("").toAbsolutePath(); here != null; here = here.getParent()) {
            if (Files.isDirectory(here.resolve("contracts/events"))) return here.resolve("contracts");
        }
        throw new IllegalStateException("contracts/events is not above " + Path.of("").toAbsolutePath());
    }

    private static List<String> faults(String fact, JsonNode data) {
        JsonNode closed = schema(fact);
        close(closed);
        var config = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        var language = JsonMetaSchema.builder(JsonMetaSchema.getV202012()).keyword(new NonValidationKeyword("x-topic")).build();
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012, factory -> factory.metaSchema(language))
            .getSchema(closed, config);
        return schema.validate(data).stream().map(Object::toString).sorted().toList();
    }

    /** On the wire a v1 may grow, so the files leave objects open; for the producer's own test they are shut. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("properties").isObject() && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(EventContracts::close);
    }

    private static Path file(String name) {
        return root().resolve("events").resolve(name);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("There is no " + file, e);
        }
    }
}
