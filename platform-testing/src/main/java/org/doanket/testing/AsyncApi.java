package org.doanket.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes contracts/asyncapi.yaml, the one list of all facts, from the schemas beside it. */
public final class AsyncApi {
    private static final String HEAD = """
        # Written from contracts/events by ContractsTest (-Ddoanket.contracts.write=true); a test compares.
        asyncapi: 3.0.0
        info:
          title: Doanket facts
          version: 1.0.0
          description: >-
            What crosses between services: CloudEvents 1.0 in Kafka's binary mode. The key is the aggregate's id, ce_aggregateversion its dense
            version. A v1 grows by optional fields only; consumers skip what they do not know.
        defaultContentType: application/json
        """;
    private static final String HEADERS = """
          schemas:
            cloudEvent:
              type: object
              required: [ce_specversion, ce_id, ce_source, ce_type, ce_subject, ce_time, ce_dataschema, ce_aggregateversion]
              properties:
                ce_specversion: {const: '1.0'}
                ce_id: {type: string, format: uuid}
                ce_source: {type: string}
                ce_type: {type: string}
                ce_subject: {type: string, format: uuid}
                ce_time: {type: string, format: date-time}
                ce_dataschema: {type: string, format: uri}
                ce_aggregateversion: {type: string, pattern: '^[1-9][0-9]*$'}
                traceparent: {type: string}
        """;

    private AsyncApi() {}

    public static String write(List<String> facts) {
        Map<String, List<String>> topics = new TreeMap<>();
        for (String fact : facts) topics.computeIfAbsent(EventContracts.schema(fact).path("x-topic").asText(), t -> new java.util.ArrayList<>()).add(fact);
        StringBuilder yaml = new StringBuilder(HEAD).append("channels:\n");
        topics.forEach((topic, named) -> {
            yaml.append("  ").append(topic).append(":\n    address: doanket.").append(topic).append("\n    messages:\n");
            for (String fact : named) yaml.append("      ").append(name(fact)).append(": {$ref: '#/components/messages/").append(id(fact)).append("'}\n");
        });
        yaml.append("operations:\n");
        for (String topic : topics.keySet()) {
            yaml.append("  send.").append(topic).append(":\n    action: send\n    channel: {$ref: '#/channels/").append(topic).append("'}\n");
        }
        yaml.append("components:\n").append(HEADERS).append("  messages:\n");
        for (String fact : facts) message(yaml, fact, EventContracts.schema(fact));
        return yaml.toString();
    }

    private static void message(StringBuilder yaml, String fact, JsonNode schema) {
        yaml.append("    ").append(id(fact)).append(":\n")
            .append("      name: org.doanket.").append(fact.replace('/', '.')).append(".v1\n")
            .append("      title: ").append(quoted(schema.path("title").asText())).append('\n')
            .append("      headers: {$ref: '#/components/schemas/cloudEvent'}\n")
            .append("      payload:\n        schemaFormat: application/schema+json;version=draft-2020-12\n")
            .append("        schema: {$ref: 'events/").append(fact).append(".v1.schema.json'}\n");
    }

    private static String id(String fact) {
        return fact.replace('/', '.');
    }

    private static String name(String fact) {
        return fact.substring(fact.indexOf('/') + 1);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
