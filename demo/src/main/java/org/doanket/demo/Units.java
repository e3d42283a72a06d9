package org.doanket.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Founds units, those of one level side by side, and remembers their ids by code. */
final class Units {

    private static final String OFFICER = "federation-officer";
    private static final int SIDE_BY_SIDE = 6;

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

    void found(List<Founding> level) {
        ExecutorService workers = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            List<Future<?>> running = new ArrayList<>();
            level.forEach(unit -> running.add(workers.submit(() -> found(unit))));
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException refused) {
            throw new IllegalStateException(refused.getCause().getMessage(), refused.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", stop);
        } finally {
            workers.shutdownNow();
        }
    }

    private void found(Founding unit) {
        ObjectNode body = api.object().put("code", unit.code()).put("name", unit.name()).put("kind", unit.kind())
                .put("jurisdiction", unit.jurisdiction()).put("validFrom", unit.validFrom())
                .put("actNumber", "DEMO-" + unit.code()).put("actDate", unit.validFrom());
        if (unit.parent() != null) {
            body.put("parentId", id(unit.parent()));
        }
        unit.territory().forEach(body.putArray("territory")::add);
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

    private String find(String code) {
        JsonNode found = api.get(OFFICER, "root", "/membership/v1/units?code=" + Api.encode(code)).body().path("items");
        if (found.isEmpty()) {
            throw new IllegalStateException("no unit " + code);
        }
        return found.get(0).path("id").asText();
    }
}
