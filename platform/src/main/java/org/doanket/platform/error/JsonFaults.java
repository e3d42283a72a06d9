package org.doanket.platform.error;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.core.JsonToken;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads on after a fault in a request body, so that all faults are named at once and not only the first. Collects only
 * between {@link #begin} and {@link #end} on the thread that reads the request; elsewhere Jackson behaves as ever.
 */
@Singleton
class JsonFaults extends DeserializationProblemHandler implements ObjectMapperCustomizer {

    private static final int MOST = 100;
    private static final ThreadLocal<List<Fault>> COLLECTED = new ThreadLocal<>();

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.addHandler(this);
    }

    static void begin() {
        COLLECTED.set(new ArrayList<>());
    }

    static List<Fault> end() {
        List<Fault> faults = COLLECTED.get();
        COLLECTED.remove();
        return faults == null ? List.of() : faults;
    }

    static List<Fault> unreadable(JsonProcessingException failure) {
        if (failure instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            StringBuilder pointer = new StringBuilder();
            mapping.getPath().forEach(step ->
                    pointer.append('/').append(step.getFieldName() != null ? step.getFieldName() : step.getIndex()));
            return List.of(Fault.at(pointer.toString(), "bad-value"));
        }
        if (failure instanceof MismatchedInputException) {
            return List.of(Fault.at("", "bad-value"));
        }
        var place = failure.getLocation();
        return List.of(Fault.at("", "not-json", place == null ? Map.of()
                : Map.of("line", place.getLineNr(), "column", place.getColumnNr())));
    }

    @Override
    public boolean handleUnknownProperty(DeserializationContext context, JsonParser parser, JsonDeserializer<?> deserializer,
            Object beanOrClass, String name) throws IOException {
        if (!record(parser, "unknown-field")) {
            return false;
        }
        parser.skipChildren();
        return true;
    }

    @Override
    public Object handleWeirdStringValue(DeserializationContext context, Class<?> target, String value, String failure) {
        return record(context.getParser(), "bad-value") ? null : NOT_HANDLED;
    }

    @Override
    public Object handleWeirdNumberValue(DeserializationContext context, Class<?> target, Number value, String failure) {
        return record(context.getParser(), "bad-value") ? null : NOT_HANDLED;
    }

    @Override
    public Object handleUnexpectedToken(DeserializationContext context, JavaType target, JsonToken token, JsonParser parser,
            String failure) throws IOException {
        if (!record(parser, "bad-value")) {
            return NOT_HANDLED;
        }
        parser.skipChildren();
        return null;
    }

    @Override
    public Object handleInstantiationProblem(DeserializationContext context, Class<?> target, Object argument,
            Throwable failure) {
        return record(context.getParser(), "bad-value") ? null : NOT_HANDLED;
    }

    @Override
    public Object handleMissingInstantiator(DeserializationContext context, Class<?> target, ValueInstantiator instantiator, JsonParser parser,
            String failure) {
        return record(parser, "bad-value") ? null : NOT_HANDLED;
    }

    @Override
    public Object handleWeirdKey(DeserializationContext context, Class<?> target, String key, String failure) {
        return record(context.getParser(), "bad-value") ? null : NOT_HANDLED;
    }

    private static boolean record(JsonParser parser, String code) {
        List<Fault> faults = COLLECTED.get();
        if (faults == null) {
            return false;
        }
        if (faults.size() < MOST) {
            faults.add(Fault.at(parser.getParsingContext().pathAsPointer().toString(), code));
        }
        return true;
    }
}
