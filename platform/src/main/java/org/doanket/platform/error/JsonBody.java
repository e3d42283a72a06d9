package org.doanket.platform.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Turns JSON into a record and names the faults of form and of content together. */
@ApplicationScoped
public class JsonBody {

    private final ObjectMapper mapper;
    private final Validator validator;

    @Inject
    JsonBody(ObjectMapper mapper, Validator validator) {
        this.mapper = mapper;
        this.validator = validator;
    }

    /** Something that reads JSON with Jackson on this thread. */
    @FunctionalInterface
    interface Reading {
        Object read() throws IOException;
    }

    /** @throws Problem 400 with every fault, those of Bean Validation as well */
    public <T> T read(JsonNode json, Class<T> type) {
        try {
            T value = type.cast(collecting(() -> mapper.treeToValue(json, type)));
            List<Fault> faults = Violations.faults(validator.validate(value));
            if (!faults.isEmpty()) {
                throw Problem.malformed(faults);
            }
            return value;
        } catch (JsonProcessingException unreadable) {
            throw Problem.malformed(JsonFaults.unreadable(unreadable));
        } catch (IOException notFromMemory) {
            throw new IllegalStateException(notFromMemory);
        }
    }

    /** A body with faults of form is refused together with its faults of content; without, it is checked later as ever. */
    Object collecting(Reading reading) throws IOException {
        JsonFaults.begin();
        Object value = null;
        List<Fault> faults;
        try {
            value = reading.read();
        } finally {
            faults = JsonFaults.end();
        }
        if (faults.isEmpty()) {
            return value;
        }
        List<Fault> all = new ArrayList<>(faults);
        if (value != null) {
            // A field that could not be read is null by now: do not call it missing as well.
            Violations.faults(validator.validate(value)).stream()
                    .filter(fault -> faults.stream().noneMatch(known -> known.pointer().equals(fault.pointer())))
                    .forEach(all::add);
        }
        throw Problem.malformed(all);
    }
}
