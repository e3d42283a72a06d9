package org.doanket.testing.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Bodies of requests, good ones and such with one fault each. */
final class Bodies {

    /** Stands in a body where something that is no JSON value may have to stand. */
    private static final String HERE = "\"@here@\"";

    private final Values values;
    private final SplittableRandom random;
    private final Nasty nasty;
    private final Files files;
    private final Map<String, byte[]> goodFiles;
    private final Map<String, JsonNode> goodBodies;

    Bodies(Values values, SplittableRandom random, Nasty nasty, Map<String, byte[]> goodFiles, Map<String, JsonNode> goodBodies) {
        this.values = values;
        this.random = random;
        this.nasty = nasty;
        this.files = new Files(random, nasty);
        this.goodFiles = goodFiles;
        this.goodBodies = goodBodies;
    }

    record Good(String type, byte[] body) {
    }

    record Bad(String type, byte[] body, String what, boolean mustRefuse) {
    }

    /** How many fields there are. */
    int places(Operation operation) {
        String json = jsonType(operation);
        return json == null ? operation.content().isEmpty() ? 0 : 8 : places(schema(operation, json), 0);
    }

    private int places(JsonNode given, int depth) {
        JsonNode schema = values.resolved(given);
        int places = 1;
        for (JsonNode property : schema.path("properties")) {
            places += depth < 3 ? places(property, depth + 1) : 1;
        }
        return places + (schema.has("items") && depth < 3 ? places(schema.get("items"), depth + 1) : 0);
    }

    Good good(Operation operation) {
        String json = jsonType(operation);
        byte[] file = goodFiles.get(operation.toString());
        if (file != null) {
            String begin = new String(file, 0, 5, StandardCharsets.UTF_8);
            return new Good(begin.equals("<?xml") ? "application/xml" : begin.startsWith("%PDF") ? "application/pdf" : "text/csv", file);
        }
        return json == null ? new Good(Fuzz.pick(random, Fuzz.names(operation.content())), files.bad("text/csv", null))
                : new Good(json, bytes(body(operation, json).toString()));
    }

    Bad bad(Operation operation) {
        String json = jsonType(operation);
        List<String> types = Fuzz.names(operation.content());
        if (json == null || types.size() > 1 && random.nextBoolean()) {
            String type = Fuzz.pick(random, types);
            if (json == null || !type.contains("json")) {
                return new Bad(type, files.bad(type, goodFiles.get(operation.toString())), "bad file", false);
            }
        }
        JsonNode body = body(operation, json);
        byte[] whole = bytes(body.toString());
        return switch (random.nextInt(16)) {
            case 0 -> new Bad(json, new byte[0], "no body", false);
            case 1 -> new Bad(json, Arrays.copyOf(whole, Math.max(1, whole.length - 1 - random.nextInt(Math.max(1, whole.length / 2)))), "half a body", true);
            case 2 -> new Bad(json, bytes(body.isArray() ? "{}" : "[" + body + "]"), "a list for one thing, or one for a list", true);
            case 3 -> new Bad(json, bytes(nasty.json(body)), "any JSON for a body", false);
            case 4 -> new Bad(json, bytes(nasty.nested()), "deep nesting", false);
            case 5 -> new Bad(Fuzz.pick(random, List.of("text/plain", "application/xml", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded")), whole,
                    "a wrong kind of content", true);
            case 6 -> new Bad(json, body.toString().getBytes(StandardCharsets.UTF_16), "UTF-16", false);
            case 7 -> unknownField(json, body, schema(operation, json));
            case 8 -> twice(json, body);
            default -> fault(json, body, schema(operation, json));
        };
    }

    private Bad unknownField(String type, JsonNode body, JsonNode schema) {
        // Some take files of others as they are, and say so.
        boolean lenient = values.resolved(schema.path("items")).path("additionalProperties").asBoolean() || schema.path("additionalProperties").asBoolean();
        List<ObjectNode> objects = new ArrayList<>();
        objects(body, objects);
        if (objects.isEmpty()) {
            return new Bad(type, bytes("{\"noSuchField\":1}"), "an unknown field", false);
        }
        objects.get(0).set("noSuchField", Fuzz.pick(random, objects).deepCopy());
        return new Bad(type, bytes(body.toString()), "an unknown field", !lenient);
    }

    /** The last field of the body a second time, with something else. */
    private Bad twice(String type, JsonNode body) {
        String text = body.toString();
        List<String> names = body.isObject() ? Fuzz.names(body) : List.of();
        if (names.isEmpty()) {
            return new Bad(type, bytes("{\"a\":1,\"a\":2}"), "a key twice", false);
        }
        return new Bad(type, bytes(text.substring(0, text.length() - 1) + ',' + Nasty.quoted(Fuzz.pick(random, names)) + ":null}"), "a key twice", false);
    }

    /** One value somewhere in the body is replaced, or left out. */
    private Bad fault(String type, JsonNode body, JsonNode schema) {
        List<Runnable> faults = new ArrayList<>();
        List<JsonNode> schemas = new ArrayList<>();
        places(body, schema, faults, schemas);
        if (faults.isEmpty()) {
            return new Bad(type, bytes(nasty.json(schema)), "any JSON for a body", false);
        }
        int at = random.nextInt(faults.size());
        faults.get(at).run();
        return new Bad(type, bytes(body.toString().replace(HERE, nasty.json(schemas.get(at)))), "a bad value", false);
    }

    private void places(JsonNode node, JsonNode given, List<Runnable> faults, List<JsonNode> schemas) {
        JsonNode schema = values.resolved(given);
        if (node instanceof ObjectNode object) {
            for (String name : Fuzz.names(object)) {
                JsonNode of = values.resolved(schema.path("properties").path(name));
                faults.add(() -> object.put(name, "@here@"));
                schemas.add(of);
                if (random.nextInt(10) == 0) {
                    faults.add(() -> object.remove(name));
                    schemas.add(of);
                }
                places(object.get(name), of, faults, schemas);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                faults.add(() -> array.set(at, "@here@"));
                schemas.add(values.resolved(schema.path("items")));
                places(array.get(i), schema.path("items"), faults, schemas);
            }
        }
    }

    private static void objects(JsonNode node, List<ObjectNode> found) {
        if (node instanceof ObjectNode object) {
            found.add(object);
        }
        node.forEach(each -> objects(each, found));
    }

    private JsonNode body(Operation operation, String type) {
        JsonNode given = goodBodies.get(operation.toString());
        if (given != null && random.nextInt(4) > 0) {
            return given.deepCopy();
        }
        JsonNode body = values.good(schema(operation, type), "body");
        if (operation.method().equals("PATCH") && body instanceof ObjectNode patch && !patch.isEmpty()) {
            // Not all that is shown can be changed: one field at a time.
            patch.retain(Fuzz.pick(random, Fuzz.names(patch)));
        }
        return body;
    }

    /** Of a patch that says nothing of its fields: the fields of what it changes. */
    private JsonNode schema(Operation operation, String type) {
        JsonNode schema = values.resolved(operation.content().path(type).path("schema"));
        return schema.has("type") && !schema.has("properties") && schema.path("type").asText().equals("object") ? values.answered(operation.path()) : schema;
    }

    private static String jsonType(Operation operation) {
        return Fuzz.names(operation.content()).stream().filter(type -> type.endsWith("json") && !type.contains("geo")).findFirst().orElse(null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
