package org.doanket.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The properties of a feature in service-map-service's import. */
final class PointFields {

    private PointFields() {
    }

    static void fill(ObjectNode properties, String unit, String name, String kind, String hours, String area) {
        properties.put("unit", unit).put("name", name).put("kind", kind).put("hours", hours).put("administrativeUnit", area)
                .put("address", name).put("access", "open").put("host", "own").put("state", "open").put("openedOn", "2024-06-01");
    }
}
