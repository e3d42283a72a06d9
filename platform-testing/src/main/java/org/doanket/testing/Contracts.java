package org.doanket.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.ConfigProvider;

/** What the services promised, in {@code contracts/}: schemas and samples of facts, and one OpenAPI document per service. */
public final class Contracts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Contracts() {
    }

    /** What stands on a topic of the service under test. @param aggregateType such as {@code unit} */
    public static List<ConsumerRecord<String, String>> told(String aggregateType) {
        var config = ConfigProvider.getConfig();
        return TopicReader.read(config.getValue("doanket.kafka", String.class), config.getValue("doanket.events.topic-prefix", String.class)
                + "." + config.getValue("doanket.service", String.class) + "." + aggregateType);
    }

    /** The fact is one that its service promised, and its data fit the schema. */
    public static void check(ConsumerRecord<String, String> fact) {
        String[] type = TopicReader.header(fact, "ce_type").split("\\.");
        checkData(type[2], type[3], fact.value());
    }

    public static void checkData(String service, String fact, String data) {
        try {
            Path schema = directory().resolve("events/" + service + "/" + fact + ".v1.schema.json");
            assertThat(schema).as("schema of %s", fact).exists();
            JsonSchema rules = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(SchemaLocation.of(schema.toUri().toString()));
            assertThat(rules.validate(JSON.readTree(data), context -> context.getExecutionConfig().setFormatAssertionsEnabled(true)))
                    .as("%s against its schema: %s", fact, data).isEmpty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Each sample of a service's facts fits the schema beside it, and each schema that names a fact has a sample. */
    public static void checkSamples(String service) {
        try (var files = Files.list(directory().resolve("events/" + service))) {
            List<Path> schemas = files.filter(file -> file.toString().endsWith(".v1.schema.json")).toList();
            assertThat(schemas).isNotEmpty();
            for (Path schema : schemas) {
                String fact = schema.getFileName().toString().replace(".v1.schema.json", "");
                checkData(service, fact, Files.readString(schema.resolveSibling(fact + ".v1.sample.json")));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What the code of the running service says of its API, in JSON. */
    private static String said() {
        return given().accept("application/json").get("/q/openapi-of-the-code").then().statusCode(200).extract().asString();
    }

    /** The same, to look things up in. */
    public static JsonNode ofTheCode() {
        try {
            return JSON.readTree(said());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The OpenAPI document on record, which the service hands out, is what its code says; {@code -Dcontracts.write=true} puts a new one there. */
    public static void checkOpenApi(String service) {
        String now = said();
        Path record = directory().resolve("openapi/" + service + ".json");
        try {
            if (Boolean.getBoolean("contracts.write")) {
                Files.writeString(record, now);
            }
            assertThat(unanswered(JSON.readTree(now))).as("operations that do not say what they answer").isEmpty();
            assertThat(now).as("OpenAPI of %s; if the change is meant, run the test with -Dcontracts.write=true", service)
                    .isEqualTo(Files.readString(record));
            if (!Boolean.getBoolean("contracts.write")) { // the service has taken the one before along
                assertThat(given().get("/q/openapi").then().statusCode(200).contentType("application/json").extract().asString())
                        .as("what %s hands out", service).isEqualTo(now);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A success is as much a part of the contract as the refusals are, and what they bring has a form: a schema, or a format that is none of ours. */
    private static List<String> unanswered(JsonNode document) {
        List<String> unanswered = new ArrayList<>();
        document.path("paths").fields().forEachRemaining(path -> path.getValue().fields().forEachRemaining(operation -> {
            List<JsonNode> successes = new ArrayList<>();
            operation.getValue().path("responses").fields().forEachRemaining(answer -> {
                if (answer.getKey().startsWith("2") && (answer.getKey().equals("204") || isFormed(answer.getValue().path("content")))) {
                    successes.add(answer.getValue());
                }
            });
            if (successes.isEmpty() || !tellsProblems(operation.getValue().path("responses"))) {
                unanswered.add(operation.getKey() + ' ' + path.getKey());
            }
        }));
        return unanswered;
    }

    private static boolean tellsProblems(JsonNode responses) {
        List<String> formless = new ArrayList<>();
        responses.fields().forEachRemaining(answer -> {
            if (answer.getKey().matches("[45]..") && answer.getValue().path("content").isEmpty() && !answer.getValue().has("$ref")) {
                formless.add(answer.getKey());
            }
        });
        return formless.isEmpty() && responses.has("default");
    }

    private static boolean isFormed(JsonNode content) {
        List<String> types = new ArrayList<>();
        content.fieldNames().forEachRemaining(types::add);
        return !types.isEmpty() && types.stream().allMatch(type -> !type.contains("json") || content.path(type).has("schema"));
    }

    /** The OpenAPI document on record. */
    static JsonNode openApi(String service) {
        try {
            return JSON.readTree(directory().resolve("openapi/" + service + ".json").toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path directory() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("contracts"))) {
                return at.resolve("contracts");
            }
        }
        throw new IllegalStateException("no directory contracts/ above " + Path.of("").toAbsolutePath());
    }
}
