package org.doanket.membership.unit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.doanket.membership.WiderScope;
import org.doanket.platform.event.Fact;
import org.doanket.platform.event.Outbox;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitState;

/** The dated tables and the facts that follow from an event, set by set: a province that moves takes thousands along. */
@ApplicationScoped
class UnitBatch {

    /** A row's path under the new place; the moved unit's own old path is its beginning. */
    private static final String NEW_PATH = "?::text || substr(path, length(?::text) + 1)";

    private final AgroalDataSource dataSource;
    private final Outbox outbox;
    private final Caller caller;
    private final ObjectMapper json;

    UnitBatch(AgroalDataSource dataSource, Outbox outbox, Caller caller, ObjectMapper json) {
        this.dataSource = dataSource;
        this.outbox = outbox;
        this.caller = caller;
        this.json = json;
    }

    /** The later of the two days since when these units stand where they stand. */
    LocalDate lastPlacement(UUID one, UUID other) {
        return Sql.of("SELECT max(valid_from) FROM unit_placement WHERE unit_id IN (?, ?) AND valid_to IS NULL", one, other)
                .first(dataSource, row -> row.getObject(1, LocalDate.class)).orElseThrow();
    }

    /** Since when the unit stands without a break: one that was ended and restored did not stand in between. */
    LocalDate standsSince(UUID unit) {
        return Sql.of("SELECT max(p.valid_from) FROM unit_placement p WHERE p.unit_id = ? AND NOT EXISTS (SELECT FROM unit_placement q "
                + "WHERE q.unit_id = p.unit_id AND q.valid_to = p.valid_from AND q.valid_from < p.valid_from)", unit)
                .first(dataSource, row -> row.getObject(1, LocalDate.class)).orElseThrow();
    }

    /** Since when the unit is called what it is called. */
    LocalDate lastDescription(UUID unit) {
        return Sql.of("SELECT max(valid_from) FROM unit_description WHERE unit_id = ?", unit)
                .first(dataSource, row -> row.getObject(1, LocalDate.class)).orElseThrow();
    }

    /** The event as history, and what it changes in the dated tables. */
    void record(UnitEvent event) {
        if (event instanceof UnitEvent.Founded founded) {
            place(founded);
            describe(event, founded.description());
        } else if (event instanceof UnitEvent.Changed changed) {
            Sql.of("UPDATE unit_description SET valid_to = ? WHERE unit_id = ? AND valid_to IS NULL AND valid_from < ?",
                    event.on(), event.unit(), event.on()).run(dataSource);
            describe(event, changed.after());
        } else if (event instanceof UnitEvent.Moved moved) {
            carry(moved);
        } else {
            for (String table : List.of("unit_placement", "unit_description")) {
                Sql.of("UPDATE " + table + " SET valid_to = ? WHERE unit_id = ? AND valid_to IS NULL", event.on(), event.unit())
                        .run(dataSource);
            }
            succeed((UnitEvent.Ended) event);
        }
        Sql.of("INSERT INTO unit_event (unit_id, version, fact, effective, act_number, act_date, detail, recorded_by) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?)", event.unit(), event.version(), event.fact(), event.on(), event.act().number(),
                event.act().date(), written(event), caller.subject()).run(dataSource);
    }

    /** Of these, the members whom that scope reaches. */
    Set<UUID> present(Set<UUID> members, UnitScope scope) {
        return Set.copyOf(Sql.of("SELECT id FROM member WHERE id = ANY (?::uuid[]) AND ended_on IS NULL AND path >= ? AND path < ?",
                Sql.column(List.copyOf(members), member -> member), scope.from(), scope.to()).list(dataSource, row -> row.getObject(1, UUID.class)));
    }

    void keepFounders(UUID unit, Set<UUID> members) {
        Sql.of("INSERT INTO unit_founder (unit_id, member_id) SELECT ?, unnest(?::uuid[])", unit, Sql.column(List.copyOf(members), member -> member))
                .run(dataSource);
    }

    List<JsonNode> foundedBy(UUID member) {
        return Sql.of("SELECT u.id, u.code, u.name, u.valid_from FROM unit_founder f JOIN unit u ON u.id = f.unit_id WHERE f.member_id = ? ORDER BY u.valid_from, u.id",
                member).list(dataSource, row -> json.valueToTree(Map.of("unitId", row.getObject("id", UUID.class), "code", row.getString("code"),
                        "name", row.getString("name"), "on", row.getObject("valid_from", LocalDate.class))));
    }

    /** The whole new state of the unit, and of those that moved with it. */
    void tell(UnitEvent event) {
        outbox.append(facts(event.fact(), "u.id = ?", event.unit()));
        if (event instanceof UnitEvent.Moved moved) {
            outbox.append(facts(event.fact(), "u.path > ? AND u.path < ?", moved.path(), end(moved.path())));
        }
    }

    /** From its first day on below its parent, wherever that stood: also where the caller does not reach, before the parent moved. */
    private void place(UnitEvent.Founded founded) {
        if (founded.parentId() == null) {
            Sql.of("INSERT INTO unit_placement (unit_id, valid_from, path) VALUES (?, ?, ?)", founded.unit(), founded.on(), founded.path()).run(dataSource);
        } else {
            String[] own = WiderScope.widen(dataSource);
            Sql.of("INSERT INTO unit_placement (unit_id, valid_from, valid_to, parent_id, path) SELECT ?, greatest(a.valid_from, d.day), a.valid_to, a.unit_id, "
                    + "a.path || ? FROM unit_placement a, (SELECT ?::date) d (day) WHERE a.unit_id = ? "
                    + "AND (a.valid_to IS NULL OR a.valid_to > greatest(a.valid_from, d.day))", founded.unit(),
                    founded.path().substring(founded.path().lastIndexOf('/', founded.path().length() - 2) + 1), founded.on(), founded.parentId()).run(dataSource);
            WiderScope.narrow(dataSource, own);
        }
    }

    private void describe(UnitEvent event, UnitEvent.Description description) {
        Sql.of("INSERT INTO unit_description (unit_id, valid_from, name, territory) VALUES (?, ?, ?, ?) "
                + "ON CONFLICT (unit_id, valid_from) DO UPDATE SET name = excluded.name, territory = excluded.territory",
                event.unit(), event.on(), description.name(), description.territory().toArray(String[]::new)).run(dataSource);
    }

    private void succeed(UnitEvent.Ended ended) {
        Sql.of("INSERT INTO unit_succession (predecessor_id, successor_id, valid_from, act_number, act_date) "
                + "SELECT DISTINCT ?::uuid, s::uuid, ?::date, ?, ?::date FROM unnest(?::text[]) AS s", ended.unit(), ended.on(), ended.act().number(),
                ended.act().date(), ended.successors().stream().map(UUID::toString).toArray(String[]::new)).run(dataSource);
    }

    /** Everything that stood below the moved unit from the day on stands below its new parent; what was before stays. */
    private void carry(UnitEvent.Moved moved) {
        String from = moved.pathBefore();
        String to = end(from);
        Sql.of("UPDATE unit_placement SET path = " + NEW_PATH + ", parent_id = CASE WHEN unit_id = ? THEN ? ELSE parent_id END "
                + "WHERE path >= ? AND path < ? AND valid_from >= ?", moved.path(), from, moved.unit(), moved.parentId(), from, to,
                moved.on()).run(dataSource);
        Sql.of("WITH split AS (SELECT * FROM unit_placement WHERE path >= ? AND path < ? AND valid_from < ? "
                + "AND (valid_to IS NULL OR valid_to > ?)), ", from, to, moved.on(), moved.on())
                .add("closed AS (UPDATE unit_placement p SET valid_to = ? FROM split s WHERE p.unit_id = s.unit_id "
                        + "AND p.valid_from = s.valid_from)", moved.on())
                .add("INSERT INTO unit_placement (unit_id, valid_from, valid_to, parent_id, path) "
                        + "SELECT unit_id, ?, valid_to, CASE WHEN unit_id = ? THEN ?::uuid ELSE parent_id END, " + NEW_PATH + " FROM split",
                        moved.on(), moved.unit(), moved.parentId(), moved.path(), from)
                .run(dataSource);
        Sql.of("UPDATE unit SET path = " + NEW_PATH + ", version = version + 1 WHERE path >= ? AND path < ? AND id <> ?",
                moved.path(), from, from, to, moved.unit()).run(dataSource);
        // Before those who go by it hear of the move. The others know a row by its unit alone, so nothing is told of this.
        Sql.of("SELECT carry_paths(?, ?)", from, moved.path()).run(dataSource);
        Sql.of("INSERT INTO unit_event (unit_id, version, fact, effective, act_number, act_date, detail, recorded_by) "
                + "SELECT id, version, ?, ?, ?, ?, jsonb_build_object('with', ?::uuid), ? FROM unit WHERE path > ? AND path < ?",
                moved.fact(), moved.on(), moved.act().number(), moved.act().date(), moved.unit(), caller.subject(), moved.path(),
                end(moved.path())).run(dataSource);
    }

    private List<Fact> facts(String name, String condition, Object... values) {
        Map<UUID, List<UnitState.Placement>> placements = new HashMap<>();
        Sql.of("SELECT p.* FROM unit_placement p JOIN unit u ON u.id = p.unit_id WHERE").add(condition, values)
                .add("ORDER BY p.valid_from").list(dataSource, row -> placements
                        .computeIfAbsent(row.getObject("unit_id", UUID.class), unit -> new ArrayList<>()).add(placement(row)));
        return Sql.of("SELECT * FROM unit_ref u WHERE").add(condition, values).add("ORDER BY u.path").list(dataSource, row -> {
            UUID id = row.getObject("id", UUID.class);
            return new Fact("unit", id, row.getLong("version"), name, state(row, placements.get(id)));
        });
    }

    private static UnitState.Placement placement(ResultSet row) throws SQLException {
        return new UnitState.Placement(row.getObject("parent_id", UUID.class), row.getString("path"),
                row.getObject("valid_from", LocalDate.class), row.getObject("valid_to", LocalDate.class));
    }

    private static UnitState state(ResultSet row, List<UnitState.Placement> placements) throws SQLException {
        return new UnitState(row.getObject("id", UUID.class), row.getString("code"), row.getString("name"), row.getString("kind"),
                row.getString("level"), row.getString("jurisdiction"), row.getObject("parent_id", UUID.class), row.getString("path"),
                row.getObject("valid_from", LocalDate.class), row.getObject("valid_to", LocalDate.class),
                List.of((UUID[]) row.getArray("successors").getArray()), List.of((String[]) row.getArray("territory").getArray()),
                placements);
    }

    private static String end(String path) {
        return new UnitScope(null, path).to();
    }

    private String written(UnitEvent event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
