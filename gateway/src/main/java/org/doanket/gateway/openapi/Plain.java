package org.doanket.gateway.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as plain maps and lists, which is what the YAML writer knows; made anew each time, so that it sees no aliases. */
final class Plain {

    private Plain() {
    }

    static Object of(Object node) {
        if (node instanceof JsonObject object) {
            Map<String, Object> map = new LinkedHashMap<>();
            object.forEach(entry -> map.put(entry.getKey(), of(entry.getValue())));
            return map;
        }
        if (node instanceof JsonArray array) {
            List<Object> list = new ArrayList<>();
            array.forEach(element -> list.add(of(element)));
            return list;
        }
        return node;
    }
}
