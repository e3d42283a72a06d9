package org.doanket.campaign.plan;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.sql.Sql;

/**
 * Keeps what facts say that targets may count. Each thing that counts (a member, a unit's month) has one row with the newest
 * word on it by the version of the fact, so that repeated, late and disordered facts all end in the same rows.
 */
@ApplicationScoped
class FactCounter {

    private static final String SAVE = """
            INSERT INTO counted_fact (binding, source, currency, unit_id, day, value, version, fact_id, fact, at)
            SELECT * FROM unnest(?::text[], ?::uuid[], ?::text[], ?::uuid[], ?::date[], ?::numeric[], ?::bigint[], ?::uuid[], ?::text[], ?::timestamptz[])
            ON CONFLICT (binding, source, currency) DO UPDATE SET unit_id = excluded.unit_id, day = excluded.day, value = excluded.value,
              version = excluded.version, fact_id = excluded.fact_id, fact = excluded.fact, at = excluded.at
            WHERE counted_fact.version < excluded.version""";

    /** What one fact says of one thing that counts. */
    private record Count(String binding, String currency, UUID unit, LocalDate day, BigDecimal value, ReceivedFact fact) {

        static Count of(Binding binding, ReceivedFact fact) {
            return new Count(binding.code(), binding.currency(fact.data()), binding.unit(fact.data()), binding.day(fact),
                    binding.value(fact), fact);
        }

        List<Object> key() {
            return List.of(binding, fact.aggregateId(), currency);
        }
    }

    private record Binding(String code, List<String> facts, List<String> unitAt, List<String> dayAt, List<String> valueAt,
            List<String> currencyAt, String voidAt, List<String> voids, String onlyAt, List<String> only, boolean voidWithout, List<String> voidFacts,
            BigDecimal valueDefault) {

        static Binding read(ResultSet row) throws SQLException {
            return new Binding(row.getString("code"), texts(row, "facts"), texts(row, "unit_at"), texts(row, "day_at"), texts(row, "value_at"),
                    texts(row, "currency_at"), row.getString("void_at"), texts(row, "void_values"), row.getString("only_at"), texts(row, "only_values"),
                    row.getBoolean("void_without"), texts(row, "void_facts"), row.getBigDecimal("value_default"));
        }

        private static List<String> texts(ResultSet row, String column) throws SQLException {
            return row.getArray(column) == null ? null : List.of((String[]) row.getArray(column).getArray());
        }

        boolean takes(ReceivedFact fact) {
            if (facts != null && !facts.contains(fact.name())) {
                return false;
            }
            return onlyAt == null || (isSaid(fact.data()) ? only.isEmpty() || only.contains(fact.data().at(onlyAt).asText()) : voidWithout);
        }

        private boolean isSaid(JsonNode data) {
            JsonNode said = data.at(onlyAt);
            return said.isValueNode() && !said.isNull();
        }

        private boolean isVoid(ReceivedFact fact) {
            return voidFacts.contains(fact.name()) || voidAt != null && voids.contains(fact.data().at(voidAt).asText())
                    || voidWithout && !isSaid(fact.data());
        }

        UUID unit(JsonNode data) {
            return UUID.fromString(need(data, unitAt).asText());
        }

        /** What is void may name no day any more: then it is that on which this was said. */
        LocalDate day(ReceivedFact fact) {
            JsonNode data = fact.data();
            if (isVoid(fact) && there(data, dayAt).isEmpty()) {
                return LocalDate.ofInstant(fact.time(), ZoneOffset.UTC);
            }
            String text = need(data, dayAt).asText();
            try {
                return text.length() == 7 ? YearMonth.parse(text).atDay(1) : LocalDate.parse(text);
            } catch (DateTimeParseException ours) {
                throw new IllegalArgumentException("no day at " + dayAt, ours);
            }
        }

        /** What is void counts as nothing; the row stays, so that an older word cannot come back. */
        BigDecimal value(ReceivedFact fact) {
            JsonNode data = fact.data();
            if (isVoid(fact)) {
                return BigDecimal.ZERO;
            }
            if (valueAt == null) {
                return BigDecimal.ONE;
            }
            return valueDefault != null && there(data, valueAt).isEmpty() ? valueDefault : new BigDecimal(need(data, valueAt).asText());
        }

        String currency(JsonNode data) {
            return currencyAt == null ? "" : need(data, currencyAt).asText();
        }

        private static Optional<JsonNode> there(JsonNode data, List<String> pointers) {
            return pointers.stream().map(data::at).filter(value -> value.isValueNode() && !value.isNull()).findFirst();
        }

        private static JsonNode need(JsonNode data, List<String> pointers) {
            return there(data, pointers).orElseThrow(() -> new IllegalArgumentException("nothing at " + pointers));
        }
    }

    /** The newest of these facts on each thing that counts, in one statement. */
    void count(String topic, List<ReceivedFact> facts, Connection connection) throws SQLException {
        List<Binding> bindings = Sql.of("SELECT * FROM binding WHERE topic = ?", topic).list(connection, Binding::read);
        Map<List<Object>, Count> newest = new HashMap<>();
        for (Binding binding : bindings) {
            for (ReceivedFact fact : facts) {
                if (binding.takes(fact)) {
                    Count count = Count.of(binding, fact);
                    newest.merge(count.key(), count, (one, other) -> other.fact().version() > one.fact().version() ? other : one);
                }
            }
        }
        if (!newest.isEmpty()) {
            save(List.copyOf(newest.values()), connection);
        }
    }

    private static void save(List<Count> counts, Connection connection) throws SQLException {
        Sql.of(SAVE, Sql.column(counts, Count::binding), Sql.column(counts, count -> count.fact().aggregateId()), Sql.column(counts, Count::currency),
                Sql.column(counts, Count::unit), Sql.column(counts, Count::day), Sql.column(counts, Count::value),
                Sql.column(counts, count -> count.fact().version()), Sql.column(counts, count -> count.fact().id()),
                Sql.column(counts, count -> count.fact().name()), Sql.column(counts, count -> count.fact().time())).run(connection);
    }
}
