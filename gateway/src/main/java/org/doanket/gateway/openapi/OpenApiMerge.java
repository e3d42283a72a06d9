package org.doanket.gateway.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * The documents of the services as one. Two services may call different things by the same name, so every component,
 * operation and tag takes the name of its service in front; paths are distinct already.
 */
final class OpenApiMerge {

    private static final String COMPONENTS = "#/components/";

    private OpenApiMerge() {
    }

    /** @param documents by service, in the order in which they shall appear */
    static JsonObject merge(JsonObject own, Map<String, JsonObject> documents) {
        JsonObject merged = own.copy();
        documents.forEach((service, document) -> add(merged, service, document));
        return merged;
    }

    private static void add(JsonObject merged, String service, JsonObject document) {
        JsonObject renamed = (JsonObject) rename(document, service, "");
        JsonObject paths = renamed.getJsonObject("paths", new JsonObject());
        for (String path : paths.fieldNames()) {
            // Only what the gateway hands on: a service's own /q pages stay behind it.
            if (path.equals("/" + service) || path.startsWith("/" + service + "/")) {
                merged.getJsonObject("paths").put(path, operations(paths.getJsonObject(path), service));
            }
        }
        renamed.getJsonObject("components", new JsonObject()).forEach(kind -> {
            if (!kind.getKey().equals("securitySchemes") && kind.getValue() instanceof JsonObject named) {
                JsonObject target = merged.getJsonObject("components");
                if (!target.containsKey(kind.getKey())) {
                    target.put(kind.getKey(), new JsonObject());
                }
                named.forEach(one -> target.getJsonObject(kind.getKey()).put(prefixed(service, one.getKey()), one.getValue()));
            }
        });
        for (Object tag : renamed.getJsonArray("tags", new JsonArray())) {
            JsonObject named = ((JsonObject) tag).copy();
            merged.getJsonArray("tags").add(named.put("name", service + ": " + named.getString("name")));
        }
    }

    /** References, also those of discriminators, follow the new names. */
    private static Object rename(Object node, String service, String key) {
        if (node instanceof JsonObject object) {
            JsonObject copy = new JsonObject();
            object.forEach(entry -> copy.put(entry.getKey(),
                    rename(entry.getValue(), service, key.equals("mapping") ? "$ref" : entry.getKey())));
            return copy;
        }
        if (node instanceof JsonArray array) {
            JsonArray copy = new JsonArray();
            array.forEach(element -> copy.add(rename(element, service, "")));
            return copy;
        }
        if (key.equals("$ref") && node instanceof String reference && reference.startsWith(COMPONENTS)) {
            int name = reference.lastIndexOf('/') + 1;
            return reference.substring(0, name) + prefixed(service, reference.substring(name));
        }
        return node;
    }

    private static JsonObject operations(JsonObject path, String service) {
        for (String method : path.fieldNames()) {
            if (!(path.getValue(method) instanceof JsonObject operation) || !operation.containsKey("responses")) {
                continue;
            }
            if (operation.containsKey("operationId")) {
                operation.put("operationId", service + "-" + operation.getString("operationId"));
            }
            JsonArray tags = new JsonArray();
            operation.getJsonArray("tags", new JsonArray().add("other")).forEach(tag -> tags.add(service + ": " + tag));
            operation.put("tags", tags);
            JsonArray security = operation.getJsonArray("security");
            if (security != null && security.stream().anyMatch(one -> !((JsonObject) one).isEmpty())) {
                operation.put("security", new JsonArray().add(new JsonObject().put("bearer", new JsonArray())));
            }
        }
        return path;
    }

    private static String prefixed(String service, String name) {
        return Character.toUpperCase(service.charAt(0)) + service.substring(1) + name;
    }
}
