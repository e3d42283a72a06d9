package org.doanket.testing.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/** What the service has told of itself so far: values by the name of their field, ids by the address of their collection. */
final class Known {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 24;

    private final Map<String, List<JsonNode>> values = new HashMap<>();
    private final Set<String> succeeded = new HashSet<>();
    private final SplittableRandom random;
    private final Map<String, JsonNode> pinned = new HashMap<>();
    private UUID unit;

    Known(SplittableRandom random) {
        this.random = random;
    }

    void unit(UUID id) {
        unit = id;
        for (String name : List.of("unit", "unitId", "parentId")) {
            pinned.put(name, JSON.getNodeFactory().textNode(id.toString()));
        }
        put("/units", JSON.getNodeFactory().textNode(id.toString()));
    }

    boolean isPinned(String name) {
        return pinned.containsKey(name);
    }

    UUID unit() {
        return unit;
    }

    void put(String name, String value) {
        put(name, JSON.getNodeFactory().textNode(value));
    }

    Set<String> succeeded() {
        return succeeded;
    }

    void learn(Operation operation, Answer answer) {
        succeeded.add(operation.toString());
        if (answer.contentType() == null || !answer.contentType().contains("json") || answer.body().length > 200_000) {
            return;
        }
        try {
            JsonNode told = JSON.readTree(answer.body());
            if (told != null) {
                learn(operation.path(), told);
            }
        } catch (JsonProcessingException aStream) {
            // Server-sent events and the like: nothing to learn.
        } catch (java.io.IOException notFromMemory) {
            throw new java.io.UncheckedIOException(notFromMemory);
        }
    }

    private void learn(String path, JsonNode told) {
        if (told.isArray()) {
            told.forEach(each -> learn(path, each));
        } else if (told.isObject()) {
            if (told.has("job")) {
                put(path.replaceAll("(/v1)/.*", "$1/jobs"), told.get("job"));
            }
            if (told.has("id")) {
                put(path, told.get("id"));
            }
            told.fields().forEachRemaining(field -> {
                if (field.getValue().isContainerNode()) {
                    learn(field.getKey().equals("items") ? path : path + '/' + field.getKey(), field.getValue());
                } else if (!field.getValue().isNull() && field.getValue().asText().length() < 200) {
                    put(field.getKey(), field.getValue());
                }
            });
        }
    }

    private void put(String name, JsonNode value) {
        List<JsonNode> of = values.computeIfAbsent(name, any -> new ArrayList<>());
        if (of.contains(value)) {
            return;
        }
        if (of.size() < MOST) {
            of.add(value);
        } else {
            of.set(random.nextInt(MOST), value);
        }
    }

    /** A value that a field of this name had, or the id of what it names ({@code openingId} of something in {@code …/job-openings}). */
    Optional<JsonNode> value(String name) {
        if (pinned.containsKey(name)) {
            return Optional.of(pinned.get(name));
        }
        List<JsonNode> of = new ArrayList<>(values.getOrDefault(name, List.of()));
        String noun = name.replaceAll("Ids?$", "").toLowerCase(java.util.Locale.ROOT);
        values.forEach((key, some) -> {
            if (key.startsWith("/") && key.endsWith(noun + "s")) {
                of.addAll(some);
            }
        });
        return of.isEmpty() ? Optional.empty() : Optional.of(Fuzz.pick(random, of));
    }

    /** The id of something in a collection; units are those that the test has named. */
    Optional<String> id(String collection) {
        List<JsonNode> of = values.get(collection.endsWith("/units") ? "/units" : collection);
        if (of == null) {
            // Things may be made elsewhere than they are found: {@code /pay-records/imports}, or {@code /team-members} in {@code /teams/{id}/members}.
            String above = collection.substring(0, collection.lastIndexOf('/'));
            of = values.entrySet().stream().filter(each -> each.getKey().equals(above) || each.getKey().contains("}/")
                    && collection.endsWith('-' + each.getKey().substring(each.getKey().lastIndexOf('/') + 1)))
                    .flatMap(each -> each.getValue().stream()).toList();
        }
        return of.isEmpty() ? Optional.empty() : Optional.of(Fuzz.pick(random, of).asText());
    }
}
