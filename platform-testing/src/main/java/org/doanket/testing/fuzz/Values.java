package org.doanket.testing.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/** Values that a schema of the OpenAPI document allows, as a client would send them who means well. */
final class Values {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final LocalDate DAYS_FROM = LocalDate.of(2025, 1, 1);
    private static final int DAYS = 730;
    private static final int DEEPEST = 6;
    private static final List<String> WORDS = List.of("vn", "VND", "other", "a", "A1", "2026", "2026-06", "0912345678", "042090000901",
            "Công đoàn Thử nghiệm", "someone@example.org", "08:00", "100", "1", "month", "wgs84");

    private final JsonNode document;
    private final Known known;
    private final SplittableRandom random;

    Values(JsonNode document, Known known, SplittableRandom random) {
        this.document = document;
        this.known = known;
        this.random = random;
    }

    JsonNode resolved(JsonNode schema) {
        String ref = schema.path("$ref").asText("");
        return ref.isEmpty() ? schema : document.at(ref.substring(1));
    }

    /** The schema of what a GET answers there. */
    JsonNode answered(String path) {
        return resolved(document.path("paths").path(path).path("get").path("responses").path("200").path("content").path("application/json").path("schema"));
    }

    JsonNode good(JsonNode given, String name) {
        return good(given, name, 0);
    }

    private JsonNode good(JsonNode given, String name, int depth) {
        JsonNode schema = resolved(given);
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        return switch (schema.path("type").asText("object")) {
            case "integer" -> integer(schema);
            case "number" -> JSON.numberNode(bounded(schema) + 0.5);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "array" -> array(schema, name, depth);
            case "string" -> text(schema, name);
            default -> object(schema, depth);
        };
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(each -> required.add(each.asText()));
        // Half of the bodies say the least, the others nearly all.
        int chance = random.nextBoolean() ? 15 : 85;
        // What is made of two, as sums and shares are, is nothing with one of them.
        boolean isPair = depth > 0 && schema.path("properties").size() == 2;
        schema.path("properties").fields().forEachRemaining(property -> {
            if (isPair || required.contains(property.getKey()) || depth < DEEPEST && random.nextInt(100) < chance) {
                object.set(property.getKey(), good(property.getValue(), property.getKey(), depth + 1));
            }
        });
        if (schema.path("additionalProperties").isObject() && depth < DEEPEST) {
            object.set(known.value("code").map(JsonNode::asText).orElse("a"), good(schema.get("additionalProperties"), "value", depth + 1));
        }
        return object;
    }

    private JsonNode array(JsonNode schema, String name, int depth) {
        ArrayNode array = JSON.arrayNode();
        int size = Math.max(schema.path("minItems").asInt(0), depth < DEEPEST ? 1 : 0);
        for (int i = 0; i < size; i++) {
            array.add(good(schema.path("items"), name.replaceAll("s$", ""), depth + 1));
        }
        return array;
    }

    private JsonNode integer(JsonNode schema) {
        return JSON.numberNode((long) bounded(schema));
    }

    private double bounded(JsonNode schema) {
        double least = schema.path("minimum").asDouble(0);
        double most = Math.min(schema.path("maximum").asDouble(least + 100), least + 100_000);
        return random.nextBoolean() ? least : Math.floor(least + random.nextDouble() * (most - least));
    }

    private JsonNode text(JsonNode schema, String name) {
        String format = schema.path("format").asText();
        JsonNode seen = random.nextInt(10) == 0 && !known.isPinned(name) ? null : known.value(name).or(() -> named(name)).orElse(null);
        if (seen != null && fits(schema, seen.asText())) {
            return JSON.textNode(seen.asText());
        }
        return JSON.textNode(switch (format) {
            case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
            // Rules begin on days to come.
            case "date" -> (name.equals("validFrom") && random.nextBoolean() ? day().plusYears(20) : day()).toString();
            case "date-time" -> day() + "T08:00:00+07:00";
            default -> name.toLowerCase(java.util.Locale.ROOT).contains("month") && fits(schema, "2026-06") ? "2026-06" : word(schema);
        });
    }

    /** What is always so; and codes of reference lists serve for many a field. */
    private Optional<JsonNode> named(String name) {
        return switch (name) {
            case "jurisdiction" -> Optional.of(JSON.textNode("vn"));
            case "currency" -> Optional.of(JSON.textNode("VND"));
            default -> random.nextBoolean() ? known.value("code") : Optional.empty();
        };
    }

    private LocalDate day() {
        return DAYS_FROM.plusDays(random.nextInt(DAYS));
    }

    private String word(JsonNode schema) {
        String pattern = schema.path("pattern").asText("");
        List<String> words = pattern.matches("[\\w-]+(\\|[\\w-]+)*") ? Arrays.asList(pattern.split("\\|")) : WORDS.stream().filter(word -> fits(schema, word)).toList();
        return words.isEmpty() ? "a" : Fuzz.pick(random, words);
    }

    private static boolean fits(JsonNode schema, String text) {
        String pattern = schema.path("pattern").asText("");
        return text.length() <= schema.path("maxLength").asInt(Integer.MAX_VALUE) && text.length() >= schema.path("minLength").asInt(0)
                && (pattern.isEmpty() || (pattern.equals("\\S") ? !text.isBlank() : text.matches(pattern)))
                && switch (schema.path("format").asText()) {
                    case "date" -> text.matches("\\d{4}-\\d\\d-\\d\\d");
                    case "date-time" -> text.matches("\\d{4}-\\d\\d-\\d\\dT.+");
                    case "uuid" -> text.matches("[0-9a-f-]{36}");
                    default -> true;
                };
    }
}
