package org.doanket.testing.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One operation of an OpenAPI document. */
record Operation(String method, String path, JsonNode node) {

    static List<Operation> all(JsonNode document) {
        List<Operation> all = new ArrayList<>();
        document.path("paths").fields().forEachRemaining(path -> path.getValue().fields().forEachRemaining(
                method -> all.add(new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
        return all;
    }

    List<JsonNode> parameters(String in) {
        List<JsonNode> found = new ArrayList<>();
        node.path("parameters").forEach(each -> {
            if (each.path("in").asText().equals(in)) {
                found.add(each);
            }
        });
        return found;
    }

    /** It changes what there is, and wants to know which version is meant. */
    boolean isConditional() {
        return Set.of("PUT", "PATCH", "DELETE").contains(method) && parameters("header").stream().anyMatch(each -> each.path("name").asText().equals("If-Match"));
    }

    JsonNode content() {
        return node.path("requestBody").path("content");
    }

    /** The roles that may; empty where nobody needs one. */
    List<String> roles() {
        List<String> roles = new ArrayList<>();
        node.path("security").forEach(scheme -> scheme.forEach(each -> each.forEach(role -> roles.add(role.asText()))));
        return roles;
    }

    boolean isOpen() {
        return node.path("security").isEmpty();
    }

    @Override
    public String toString() {
        return method + ' ' + path;
    }
}
