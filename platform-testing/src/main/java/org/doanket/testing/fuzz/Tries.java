package org.doanket.testing.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.doanket.testing.Tokens;

/** Calls of an operation: good ones, and such with something wrong in one place. */
final class Tries {

    private static final int LEAST = 4;
    private static final int MOST = 24;
    private static final List<String> HEADERS = List.of("If-Match", "If-None-Match", "Idempotency-Key", "Accept-Language", "Accept", "traceparent",
            "Content-Type", "Authorization", "Content-Encoding", "Range", "Last-Event-ID", "X-Forwarded-For");
    private static final List<String> HEADER_VALUES = List.of("", "*", "\"v1\"", "W/\"v1\"", "\"v-1\"", "\"v99999999999999999999\"", "\"", "é", "a".repeat(300),
            "text/csv", "application/xml", "application/json; charset=utf-16", "application/json; charset=nonsense", "a/b/c", "*/*;q=abc", "vi;q=nonsense",
            "vi-" + "x-".repeat(200) + "x", "gzip", "bytes=5-1", "Bearer", "Bearer a.b.c", "Basic eDp5", "00-00000000000000000000000000000000-0000000000000000-00");

    private final Values values;
    private final Known known;
    private final SplittableRandom random;
    private final Nasty nasty;
    private final Bodies bodies;
    private final UUID member;
    private final Map<String, String> tokens = new LinkedHashMap<>();

    Tries(Values values, Known known, SplittableRandom random, Bodies bodies, UUID member) {
        this.values = values;
        this.known = known;
        this.random = random;
        this.nasty = new Nasty(random);
        this.bodies = bodies;
        this.member = member;
    }

    /** The more an operation takes, the more can be wrong. */
    int count(Operation operation) {
        int places = operation.node().path("parameters").size() + bodies.places(operation);
        return Math.min(MOST, LEAST + places);
    }

    Call good(Operation operation) {
        Draft draft = new Draft(operation);
        return draft.call("good", false);
    }

    Call bad(Operation operation) {
        Draft draft = new Draft(operation);
        List<JsonNode> query = operation.parameters("query");
        List<JsonNode> path = operation.parameters("path");
        // Bodies have the most to get wrong.
        int kind = random.nextInt(10);
        if (kind < 6 && !operation.content().isEmpty()) {
            Bodies.Bad bad = bodies.bad(operation);
            draft.body = bad.body();
            draft.headers.put("Content-Type", bad.type());
            return draft.call(bad.what(), bad.mustRefuse());
        }
        if (kind < 8 && !query.isEmpty()) {
            JsonNode parameter = Fuzz.pick(random, query);
            String name = parameter.path("name").asText();
            draft.query.put(name, name.equals("cursor") ? nasty.cursor() : nasty.encoded(values.resolved(parameter.path("schema"))));
            if (random.nextInt(8) == 0) {
                // Twice: first without a value.
                draft.query.put(name + "&" + name, nasty.encoded(values.resolved(parameter.path("schema"))));
            }
            return draft.call("bad ?" + name, false);
        }
        if (kind < 9 && !path.isEmpty()) {
            JsonNode parameter = Fuzz.pick(random, path);
            draft.isReal = false;
            draft.path.put(parameter.path("name").asText(), nasty.encoded(values.resolved(parameter.path("schema"))));
            return draft.call("bad " + parameter.path("name").asText() + " in the path", false);
        }
        String header = Fuzz.pick(random, HEADERS);
        draft.headers.put(header, Fuzz.pick(random, HEADER_VALUES));
        return draft.call("bad " + header, false);
    }

    private String token(Operation operation) {
        if (operation.isOpen()) {
            return null;
        }
        List<String> roles = operation.roles();
        String role = roles.isEmpty() ? "federation-officer" : Fuzz.pick(random, roles);
        boolean atRoot = random.nextInt(3) > 0 && !role.equals("member");
        return tokens.computeIfAbsent(role + atRoot, any -> {
            Tokens token = Tokens.of(role);
            if (!atRoot) {
                token.unit(known.unit());
            }
            return (member == null || !role.equals("member") ? token : token.member(member)).token();
        });
    }

    /** What is known to be good, until something is put in its place. */
    private final class Draft {

        private final Operation operation;
        private final Map<String, String> path = new LinkedHashMap<>();
        private final Map<String, String> query = new LinkedHashMap<>();
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final Map<String, String> places = new LinkedHashMap<>();
        private boolean isReal = true;
        private byte[] body;

        Draft(Operation operation) {
            this.operation = operation;
            places.putAll(within());
            for (JsonNode parameter : operation.parameters("path")) {
                String name = parameter.path("name").asText();
                places.computeIfAbsent(name, any -> found(name, parameter.path("schema")).orElseGet(() -> {
                    isReal = false;
                    return values.good(parameter.path("schema"), name).asText();
                }));
                path.put(name, Nasty.encoded(places.get(name)));
            }
            for (JsonNode parameter : operation.parameters("query")) {
                String name = parameter.path("name").asText();
                boolean wanted = parameter.path("required").asBoolean() || !operation.method().equals("GET") || random.nextInt(4) == 0
                        || name.equals("unit") && random.nextInt(5) > 0;
                if (wanted && !name.equals("cursor")) {
                    JsonNode value = values.good(parameter.path("schema"), name);
                    query.put(name, Nasty.encoded(value.isArray() ? value.path(0).asText() : value.asText()));
                }
            }
            String token = token(operation);
            if (token != null) {
                headers.put("Authorization", "Bearer " + token);
            }
            if (operation.parameters("header").stream().anyMatch(each -> each.path("name").asText().equals("If-Match"))) {
                headers.put("If-Match", "*");
            }
            if (operation.method().equals("POST")) {
                headers.put("Idempotency-Key", Long.toHexString(random.nextLong()));
            }
            if (!operation.content().isEmpty()) {
                Bodies.Good good = bodies.good(operation);
                body = good.body();
                headers.put("Content-Type", good.type());
            }
        }

        /** Things that lie in others are asked for where they lie. */
        private Map<String, String> within() {
            List<JsonNode> all = operation.parameters("path");
            if (all.size() < 2) {
                return Map.of();
            }
            List<String> names = all.stream().map(each -> each.path("name").asText()).toList();
            String last = names.stream().max(Comparator.comparing(name -> operation.path().indexOf("/{" + name + '}'))).orElseThrow();
            return known.within(collection(last), last).filter(places -> places.keySet().containsAll(names)).orElse(Map.of());
        }

        private String collection(String name) {
            return operation.path().substring(0, operation.path().indexOf("/{" + name + '}'));
        }

        /** Of something that is there; of a word or a number, one of those that there are. */
        private Optional<String> found(String name, JsonNode given) {
            JsonNode schema = values.resolved(given);
            // Of another collection only where a thing has no name of its own: it may be made elsewhere than it is found.
            Optional<String> id = name.equals("id") || known.isIn(collection(name)) ? known.id(collection(name)) : Optional.empty();
            if (name.equals("id") || schema.path("format").asText().equals("uuid")) {
                return id.isPresent() || name.equals("id") ? id : known.value(name).map(JsonNode::asText);
            }
            Optional<String> number = known.value(name).map(JsonNode::asText).filter(text -> text.matches("\\d{1,9}"));
            // A place called x is a co-ordinate, and whatever else is called so is none.
            if (number.isPresent() && name.length() > 1 && schema.path("type").asText().equals("integer") && random.nextBoolean()) {
                return number;
            }
            boolean isWord = schema.has("enum") || schema.path("type").asText().matches("integer|number")
                    || schema.path("pattern").asText().matches("[\\w-]+(\\|[\\w-]+)+");
            if (isWord) {
                return Optional.of(values.good(schema, name).asText());
            }
            Optional<String> seen = known.value(name).map(JsonNode::asText);
            return random.nextBoolean() ? id.or(() -> seen) : seen.or(() -> id);
        }

        Call call(String what, boolean mustRefuse) {
            String target = operation.path();
            for (Map.Entry<String, String> place : path.entrySet()) {
                target = target.replace('{' + place.getKey() + '}', place.getValue());
            }
            List<String> pairs = new ArrayList<>();
            query.forEach((name, value) -> pairs.add(name + '=' + value));
            return new Call(operation.method(), target + (pairs.isEmpty() ? "" : '?' + String.join("&", pairs)), List.copyOf(headers.entrySet()), body,
                    what, mustRefuse, places, isReal);
        }
    }
}
