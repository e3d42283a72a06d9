package org.doanket.platform.tree;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.properties.UnlessBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.doanket.platform.event.BatchFactListener;
import org.doanket.platform.event.Gate;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;

/** Keeps the replica of the tree: each fact is a unit's whole state. In membership-service, who owns the units, it is absent. */
@ApplicationScoped
@UnlessBuildProperty(name = "doanket.service", stringValue = "membership")
class UnitListener implements BatchFactListener {

    private static final String SAVE_UNITS = """
            INSERT INTO unit_ref (id, code, name, search_name, kind, level, jurisdiction, parent_id, path, valid_from, valid_to, successors,
              territory, version)
            SELECT id, code, name, "searchName", kind, level, jurisdiction, "parentId", path, "validFrom", "validTo", coalesce(successors, '{}'),
              coalesce(territory, '{}'), version
            FROM jsonb_to_recordset(?::jsonb) AS u (id uuid, code text, name text, "searchName" text, kind text, level text, jurisdiction text,
              "parentId" uuid, path text, "validFrom" date, "validTo" date, successors uuid[], territory text[], version bigint)
            ON CONFLICT (id) DO UPDATE SET code = excluded.code, name = excluded.name, search_name = excluded.search_name,
              kind = excluded.kind, level = excluded.level, jurisdiction = excluded.jurisdiction, parent_id = excluded.parent_id,
              path = excluded.path, valid_from = excluded.valid_from, valid_to = excluded.valid_to, successors = excluded.successors,
              territory = excluded.territory, version = excluded.version""";

    private static final String SAVE_PLACEMENTS = """
            INSERT INTO unit_placement (unit_id, path, parent_id, valid_from, valid_to)
            SELECT u.id, p.path, p."parentId", p."validFrom", p."validTo"
            FROM jsonb_to_recordset(?::jsonb) AS u (id uuid, placements jsonb),
              jsonb_to_recordset(coalesce(u.placements, '[]')) AS p (path text, "parentId" uuid, "validFrom" date, "validTo" date)""";

    /** Whoever is above a unit now sees its jobs; of those that run each reads its own place. */
    private static final String MOVE_JOBS = """
            UPDATE job j SET path = u.path FROM jsonb_to_recordset(?::jsonb) AS u (id uuid, path text)
             WHERE j.unit_id = u.id AND j.path <> u.path""";

    private static final Set<String> KNOWN = Set.of("unit-founded", "unit-changed", "unit-moved", "unit-ended", "unit-restored");

    @Override
    public String name() {
        return "tree";
    }

    @Override
    public String topic() {
        return "membership.unit";
    }

    @Override
    public Gate gate() {
        return Gate.STATE;
    }

    @Override
    public boolean knows(String factName) {
        return KNOWN.contains(factName);
    }

    @Override
    public List<String> replica() {
        return List.of("unit_ref", "unit_placement");
    }

    /** Of each unit the last state of the batch, in two statements. */
    @Override
    public void onAll(List<ReceivedFact> facts, Connection connection) throws SQLException {
        ArrayNode units = JsonNodeFactory.instance.arrayNode();
        for (ReceivedFact fact : BatchFactListener.newest(facts)) {
            UnitState unit = fact.as(UnitState.class); // refuses what is no unit before the database has to
            units.add(((ObjectNode) fact.data().deepCopy()).put("searchName", SearchForm.of(unit.name())).put("version", fact.version()));
        }
        String given = units.toString();
        Sql.of("WITH gone AS (DELETE FROM unit_placement WHERE unit_id IN (SELECT id FROM jsonb_to_recordset(?::jsonb) AS u (id uuid))) " + SAVE_UNITS,
                given, given).run(connection);
        Sql.of(SAVE_PLACEMENTS, given).run(connection);
        Sql.of(MOVE_JOBS, given).run(connection);
    }
}
