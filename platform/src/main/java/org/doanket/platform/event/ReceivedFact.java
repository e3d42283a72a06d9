package org.doanket.platform.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.UUID;

/** A fact of another service as it came from its topic. */
public record ReceivedFact(UUID id, String name, UUID aggregateId, long version, Instant time, JsonNode data, ObjectMapper mapper) {
    private static final ObjectMapper PLAIN = JsonMapper.builder().findAndAddModules()
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    public ReceivedFact(UUID id, String name, UUID aggregateId, long version, Instant time, JsonNode data) {
        this(id, name, aggregateId, version, time, data, PLAIN);
    }

    /** The consumer's own record of the fields that it needs; others are ignored (and counted), for a v1 may grow. */
    public <T> T as(Class<T> type) {
        try {
            return mapper.treeToValue(data, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a " + type.getSimpleName() + ": " + name + " of " + aggregateId, e);
        }
    }

    /** Identifies without telling: the data may name persons. */
    @Override
    public String toString() {
        return name + " " + version + " of " + aggregateId;
    }
}
