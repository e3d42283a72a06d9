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
import java.util.stream.Stream;

/** What the service has told of itself so far: values by the name of their field, ids by the address of their collection. */
final class Known {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 24;

    private final Map<String, List<JsonNode>> values = new HashMap<>();
    private final Map<String, List<Place>> places = new HashMap<>();
    private final Set<String> succeeded = new HashSet<>();
    private final SplittableRandom random;
    private final Map<String, JsonNode> pinned = new HashMap<>();
    private UUID unit;

    /** Something that is there, with what stands in the places of its collection's address: {@code …/meetings/{id}/papers}. */
    private record Place(String id, Map<String, String> above) {
    }

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

    void learn(Operation operation, Call call, Answer answer) {
        succeeded.add(operation.toString());
        if (answer.contentType() == null || !answer.contentType().contains("json") || answer.body().length > 200_000) {
            return;
        }
        try {
            JsonNode told = JSON.readTree(answer.body());
            if (told != null) {
                learn(operation.path(), call.places(), told);
            }
        } catch (JsonProcessingException aStream) {
            // Server-sent events and the like: nothing to learn.
        } catch (java.io.IOException notFromMemory) {
            throw new java.io.UncheckedIOException(notFromMemory);
        }
    }

    private void learn(String path, Map<String, String> above, JsonNode told) {
        if (told.isArray()) {
            told.forEach(each -> learn(path, above, each));
        } else if (told.isObject()) {
            if (told.has("job")) {
                put(path.replaceAll("(/v1)/.*", "$1/jobs"), told.get("job"));
            }
            if (told.has("id")) {
                put(path, told.get("id"));
                place(path, told.get("id").asText(), above);
            } else {
                // What has no id is called by its code, or else by its name.
                Stream.of("code", "name").filter(told::hasNonNull).findFirst().ifPresent(name -> place(path, told.get(name).asText(), above));
            }
            told.fields().forEachRemaining(field -> {
                if (field.getValue().isContainerNode()) {
                    learn(field.getKey().equals("items") ? path : path + '/' + field.getKey(), above, field.getValue());
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

    /** That there is something of this id in a collection, of which the service may not have told. */
    void place(String collection, String id, Map<String, String> above) {
        List<Place> of = places.computeIfAbsent(collection, any -> new ArrayList<>());
        Place place = new Place(id, above);
        if (above.isEmpty()) {
            put(collection, id);
        }
        if (of.contains(place)) {
            return;
        }
        if (of.size() < MOST) {
            of.add(place);
        } else {
            of.set(random.nextInt(MOST), place);
        }
    }

    boolean isIn(String collection) {
        return places.containsKey(collection) || values.containsKey(collection);
    }

    /** What stands in all places of an address, the last of which is the id of something in a collection that lies in the others. */
    Optional<Map<String, String>> within(String collection, String last) {
        List<Place> of = places.get(collection);
        return of == null ? Optional.empty() : Optional.of(Fuzz.pick(random, of)).map(place -> {
            Map<String, String> all = new HashMap<>(place.above());
            all.put(last, place.id());
            return all;
        });
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
