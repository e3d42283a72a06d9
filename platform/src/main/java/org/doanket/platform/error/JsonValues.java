package org.doanket.platform.error;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.doanket.platform.text.Kept;

/**
 * Refuses in JSON, where it is read, what could not be kept ({@link Kept}), what could be read in two ways (a key that stands twice),
 * and what nobody means (nothing as one of a list).
 */
@Singleton
class JsonValues implements ObjectMapperCustomizer {

    private static final Map<Class<?>, Predicate<Object>> KEPT = Map.of(
            String.class, text -> Kept.isText((String) text),
            LocalDate.class, day -> Kept.isYear(((LocalDate) day).getYear()),
            YearMonth.class, month -> Kept.isYear(((YearMonth) month).getYear()),
            OffsetDateTime.class, time -> Kept.isYear(((OffsetDateTime) time).getYear()),
            Instant.class, time -> !((Instant) time).isBefore(OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC).toInstant())
                    && ((Instant) time).isBefore(OffsetDateTime.of(10_000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC).toInstant()));

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.getFactory().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
        for (Class<?> many : List.of(List.class, Set.class)) {
            mapper.configOverride(many).setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
        }
        mapper.registerModule(new SimpleModule("doanket-values").addKeyDeserializer(String.class, new Key())
                .setDeserializerModifier(new BeanDeserializerModifier() {
                    @Override
                    public JsonDeserializer<?> modifyDeserializer(DeserializationConfig config, BeanDescription type, JsonDeserializer<?> given) {
                        Predicate<Object> kept = KEPT.get(type.getBeanClass());
                        return kept == null ? given : new Checked(given, kept);
                    }
                }));
    }

    /** Reads as ever what is text, and then looks at what it has read. */
    private static final class Checked extends DelegatingDeserializer {

        private final transient Predicate<Object> kept;

        Checked(JsonDeserializer<?> given, Predicate<Object> kept) {
            super(given);
            this.kept = kept;
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> other) {
            return new Checked(other, kept);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            // A day or a moment is written as text (api.md): a number would be taken for days since 1970, and nobody means these.
            if (handledType() != String.class && parser.currentToken().isNumeric()) {
                return context.handleUnexpectedToken(handledType(), parser);
            }
            Object value = super.deserialize(parser, context);
            return value == null || kept.test(value) ? value
                    : context.handleWeirdStringValue(handledType(), String.valueOf(value), "cannot be kept");
        }
    }

    private static final class Key extends KeyDeserializer {

        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws IOException {
            return Kept.isText(key) ? key : context.handleWeirdKey(String.class, key, "cannot be kept");
        }
    }
}
