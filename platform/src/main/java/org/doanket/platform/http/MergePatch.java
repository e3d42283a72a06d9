package org.doanket.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.JsonBody;
import org.doanket.platform.error.Problem;

/** JSON merge patch (RFC 7396): what is named replaces, {@code null} clears, what is not named stays. */
@ApplicationScoped
public class MergePatch {

    public static final String TYPE = "application/merge-patch+json";

    private final ObjectMapper mapper;
    private final JsonBody body;

    @Inject
    MergePatch(ObjectMapper mapper, JsonBody body) {
        this.mapper = mapper;
        this.body = body;
    }

    /**
     * @param present the editable fields as they are now; only these may be named in the patch
     * @return the same fields as they shall be, valid by their constraints
     * @throws org.doanket.platform.error.Problem 400 with every fault
     */
    @SuppressWarnings("unchecked")
    public <T> T apply(T present, JsonNode patch) {
        if (patch == null || !patch.isObject()) {
            throw Problem.malformed(Fault.at("", "bad-value"));
        }
        return (T) body.read(merge(mapper.valueToTree(present), patch), present.getClass());
    }

    static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        ObjectNode result = target instanceof ObjectNode object ? object.deepCopy() : changes.objectNode();
        changes.properties().forEach(change -> {
            // A null clears. It is set rather than taken out: to a record that is the same, and a field that there is not shows.
            JsonNode value = change.getValue();
            result.set(change.getKey(), value.isNull() ? value : merge(result.path(change.getKey()), value));
        });
        return result;
    }
}
