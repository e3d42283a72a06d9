package org.doanket.platform.http;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.text.Kept;

/** A query parameter that cannot be read is the client's fault by name (400), not an address that there is not (404). */
@Provider
class QueryConverters implements ParamConverterProvider {

    private static final Map<Class<?>, Function<String, ?>> READERS = Map.ofEntries(Map.entry(UUID.class, UUID::fromString), Map.entry(LocalDate.class, Kept::day),
            Map.entry(YearMonth.class, text -> YearMonth.from(Kept.day(text + "-01"))), Map.entry(Integer.class, Integer::valueOf), Map.entry(int.class, Integer::valueOf),
            Map.entry(Long.class, Long::valueOf), Map.entry(long.class, Long::valueOf), Map.entry(Double.class, QueryConverters::number),
            Map.entry(double.class, QueryConverters::number), Map.entry(Boolean.class, QueryConverters::yesOrNo), Map.entry(boolean.class, QueryConverters::yesOrNo));

    /** Neither {@code NaN} nor without end: no bound would hold it. */
    private static Double number(String text) {
        double number = Double.parseDouble(text);
        if (!Double.isFinite(number)) {
            throw new NumberFormatException(text);
        }
        return number;
    }

    /** A primitive that is not there comes as {@code 0}, this one too. */
    private static Boolean yesOrNo(String text) {
        if (!text.equals("true") && !text.equals("false") && !text.equals("0")) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("true");
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> ParamConverter<T> getConverter(Class<T> type, Type genericType, Annotation[] annotations) {
        Function<String, T> reader = (Function<String, T>) READERS.get(type);
        String name = annotations == null ? null : Arrays.stream(annotations).filter(QueryParam.class::isInstance)
                .map(annotation -> ((QueryParam) annotation).value()).findFirst().orElse(null);
        return reader == null || name == null ? null : new ParamConverter<>() {
            @Override
            public T fromString(String text) {
                try {
                    return reader.apply(text);
                } catch (RuntimeException unreadable) {
                    throw new BadRequestException(Problem.malformed(Fault.at("?" + name, "bad-value")));
                }
            }

            @Override
            public String toString(T value) {
                return value.toString();
            }
        };
    }
}
