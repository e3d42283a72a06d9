package org.doanket.platform.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.sql.Sql;

/**
 * Asked of every feature of a service when somebody wants all that is kept of him: each that keeps something observes this and says what, in the clear
 * and without what is others'. Nothing is read before it is written out, row by row, on the worker's login: what is his may lie where his token does
 * not reach, so that a statement goes by {@link #person()} and by nothing else.
 */
public final class PersonalData {

    /** Hands on one record after the other. */
    interface Records {
        void each(Connection worker, ObjectMapper json, Taker taker) throws SQLException, IOException;
    }

    interface Taker {
        void take(JsonNode fields) throws IOException;
    }

    private final UUID person;
    private final Map<String, Records> sections = new LinkedHashMap<>();

    PersonalData(UUID person) {
        this.person = person;
    }

    public UUID person() {
        return person;
    }

    /** @param section in the plural, camelCase, as all that follow; {@code records} that are at hand */
    public void add(String section, List<?> records) {
        put(section, (worker, json, taker) -> {
            for (Object each : records) {
                taker.take(json.valueToTree(each));
            }
        });
    }

    /** What has to be opened, or made of several columns. */
    public void read(String section, Sql rows, Sql.RowReader<?> reader) {
        put(section, (worker, json, taker) -> rows.stream(worker, row -> taker.take(json.valueToTree(reader.read(row)))));
    }

    /** @param select its columns are the fields, so named as they are to be called: {@code p.paid_on AS "paidOn"} */
    public void select(String section, String select, Object... values) {
        Sql rows = Sql.of("SELECT to_jsonb(x)::text FROM (" + select + ") x", values);
        put(section, (worker, json, taker) -> rows.stream(worker, row -> taker.take(json.readTree(row.getString(1)))));
    }

    private void put(String section, Records records) {
        if (sections.putIfAbsent(section, records) != null) {
            throw new IllegalStateException("two features call theirs " + section);
        }
    }

    Map<String, Records> sections() {
        return sections;
    }
}
