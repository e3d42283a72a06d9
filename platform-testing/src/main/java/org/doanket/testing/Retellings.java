package org.doanket.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.ConfigProvider;

/** An operator has the service under test tell again of what lies below a unit: of each what was told last, as its next version. */
public final class Retellings {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Retellings() {
    }

    public static void check(String topic, UUID unit) {
        check(topic, unit, () -> { });
    }

    /** @param queue works off what a service does not tell at once */
    public static void check(String topic, UUID unit, Runnable queue) {
        String operations = "/" + ConfigProvider.getConfig().getValue("doanket.service", String.class) + "/v1/operations";
        awaitSent(operations);
        Map<String, ConsumerRecord<String, String>> before = newest(topic);
        String job = operator().body(Map.of("reason", "a test", "unit", unit)).post(operations + "/topics/" + topic + "/retelling").then().statusCode(202).extract()
                .header("Location");
        await().atMost(PATIENCE).until(() -> operator().get(job).path("state"), state -> !state.equals("waiting") && !state.equals("running"));
        assertThat(operator().get(job).<String>path("state")).as(operator().get(job).asString()).isEqualTo("succeeded");
        int told = operator().get(job).path("done");
        assertThat(told).as("of how many %s", topic).isPositive();
        queue.run();
        awaitSent(operations);
        Map<String, ConsumerRecord<String, String>> after = newest(topic);
        after.entrySet().removeIf(fact -> before.containsKey(fact.getKey()) && version(fact.getValue()) == version(before.get(fact.getKey())));
        assertThat(after).hasSize(told);
        after.forEach((id, fact) -> {
            assertThat(before).as("what was told of before").containsKey(id);
            assertThat(version(fact)).isEqualTo(version(before.get(id)) + 1);
            assertThat(data(fact)).isEqualTo(data(before.get(id)));
            Contracts.check(fact);
        });
    }

    private static void awaitSent(String operations) {
        await().atMost(PATIENCE).until(() -> operator().get(operations + "/outbox").<Integer>path("pending") == 0);
    }

    private static Map<String, ConsumerRecord<String, String>> newest(String topic) {
        Map<String, ConsumerRecord<String, String>> newest = new HashMap<>();
        Contracts.told(topic).forEach(fact -> newest.merge(TopicReader.header(fact, "ce_subject"), fact,
                (one, other) -> version(other) > version(one) ? other : one));
        return newest;
    }

    private static long version(ConsumerRecord<String, String> fact) {
        return Long.parseLong(TopicReader.header(fact, "ce_aggregateversion"));
    }

    /** What is not said and what is said to be nothing are the same, and so is a time in whatever zone it is told. */
    private static JsonNode data(ConsumerRecord<String, String> fact) {
        try {
            ObjectNode data = (ObjectNode) JSON.readTree(fact.value());
            data.properties().removeIf(field -> field.getValue().isNull());
            data.properties().stream().filter(field -> field.getValue().asText().matches("\\d{4}-\\d\\d-\\d\\dT.*"))
                    .forEach(field -> field.setValue(data.textNode(OffsetDateTime.parse(field.getValue().asText()).toInstant().toString())));
            return data;
        } catch (JsonProcessingException noJson) {
            throw new AssertionError(noJson);
        }
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + Tokens.of("federation-officer").token()).contentType("application/json");
    }
}
