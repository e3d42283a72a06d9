package org.doanket.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Founds units, a whole tree by one act, and remembers their ids by code. */
final class Units {

    private static final String OFFICER = "federation-officer";

    private final Api api;
    private final Map<String, String> ids = new ConcurrentHashMap<>();

    /** @param parent code of the unit above, or null for a root */
    record Founding(String code, String name, String kind, String jurisdiction, String parent, String validFrom, List<String> territory) {
    }

    Units(Api api) {
        this.api = api;
    }

    String id(String code) {
        return ids.computeIfAbsent(code, this::find);
    }

    /** A unit without a parent: only the installation's own officer founds it, by itself. */
    void foundRoot(Founding unit) {
        ObjectNode body = api.object().put("code", unit.code()).put("name", unit.name()).put("kind", unit.kind())
                .put("jurisdiction", unit.jurisdiction()).put("validFrom", unit.validFrom())
                .put("actNumber", "DEMO-" + unit.code()).put("actDate", unit.validFrom());
        try {
            ids.put(unit.code(), api.post(OFFICER, "root", "/membership/v1/units", body).id());
        } catch (Api.Refused refused) {
            // Founded by an earlier loading that was cut short.
            if (!refused.code().equals("unit-code-taken")) {
                throw refused;
            }
            ids.put(unit.code(), find(unit.code()));
        }
    }

    /** All units below a root by one act, which happens whole or not at all: if one of them is there, all are. */
    void found(String root, List<Founding> units) {
        if (isThere(units.get(0).code())) {
            return;
        }
        ObjectNode draft = api.object().put("unitId", id(root)).put("actNumber", "DEMO-" + root)
                .put("effective", units.stream().map(Founding::validFrom).max(Comparator.naturalOrder()).orElseThrow());
        ArrayNode steps = draft.putArray("steps");
        for (Founding unit : units) {
            ObjectNode step = steps.addObject().put("action", "found").put("code", unit.code()).put("name", unit.name())
                    .put("kind", unit.kind()).put("parent", unit.parent()).put("validFrom", unit.validFrom());
            unit.territory().forEach(step.putArray("territory")::add);
        }
        String act = "/membership/v1/reorganisations/" + api.post(OFFICER, "root", "/membership/v1/reorganisations", draft).id();
        if (api.get(OFFICER, "root", act).body().path("state").asText().equals("draft")) {
            api.postAnew(OFFICER, "root", act + "/dry-run", api.object());
        }
        JsonNode seen = api.get(OFFICER, "root", act + "/dry-run").body();
        Api.Answer execution = api.postAnew(OFFICER, "root", act + "/execution",
                api.object().put("fingerprint", seen.path("fingerprint").asText()));
        api.await(OFFICER, "root", execution.location());
    }

    private boolean isThere(String code) {
        return !api.get(OFFICER, "root", "/membership/v1/units?code=" + Api.encode(code)).body().path("items").isEmpty();
    }

    private String find(String code) {
        JsonNode found = api.get(OFFICER, "root", "/membership/v1/units?code=" + Api.encode(code)).body().path("items");
        if (found.isEmpty()) {
            throw new IllegalStateException("no unit " + code);
        }
        return found.get(0).path("id").asText();
    }
}
