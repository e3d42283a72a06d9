package org.doanket.platform.tree;

import io.quarkus.arc.properties.UnlessBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.doanket.platform.event.FactListener;
import org.doanket.platform.event.Gate;
import org.doanket.platform.event.ReceivedFact;
import org.doanket.platform.text.SearchForm;

/** Keeps the replica of the tree: each fact is a unit's whole state. In membership-service, who owns the units, it is absent. */
@ApplicationScoped
@UnlessBuildProperty(name = "doanket.service", stringValue = "membership")
class UnitListener implements FactListener {

    private static final Set<String> KNOWN = Set.of("unit-founded", "unit-changed", "unit-moved", "unit-ended");

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

    @Override
    public void on(ReceivedFact fact, Connection connection) throws SQLException {
        UnitState unit = fact.as(UnitState.class);
        try (PreparedStatement upsert = connection.prepareStatement("INSERT INTO unit_ref (id, code, name, search_name, kind, level, "
                + "jurisdiction, parent_id, path, valid_from, valid_to, successors, territory, version) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET code = excluded.code, "
                + "name = excluded.name, search_name = excluded.search_name, kind = excluded.kind, level = excluded.level, "
                + "jurisdiction = excluded.jurisdiction, parent_id = excluded.parent_id, path = excluded.path, "
                + "valid_from = excluded.valid_from, valid_to = excluded.valid_to, successors = excluded.successors, "
                + "territory = excluded.territory, version = excluded.version")) {
            upsert.setObject(1, unit.id());
            upsert.setString(2, unit.code());
            upsert.setString(3, unit.name());
            upsert.setString(4, SearchForm.of(unit.name()));
            upsert.setString(5, unit.kind());
            upsert.setString(6, unit.level());
            upsert.setString(7, unit.jurisdiction());
            upsert.setObject(8, unit.parentId());
            upsert.setString(9, unit.path());
            upsert.setObject(10, unit.validFrom());
            upsert.setObject(11, unit.validTo());
            upsert.setArray(12, connection.createArrayOf("uuid", orEmpty(unit.successors()).toArray()));
            upsert.setArray(13, connection.createArrayOf("text", orEmpty(unit.territory()).toArray()));
            upsert.setLong(14, fact.version());
            upsert.executeUpdate();
        }
        replacePlacements(unit.id(), orEmpty(unit.placements()), connection);
    }

    private static void replacePlacements(UUID unit, List<UnitState.Placement> placements, Connection connection) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM unit_placement WHERE unit_id = ?")) {
            delete.setObject(1, unit);
            delete.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO unit_placement (unit_id, path, parent_id, valid_from, valid_to) VALUES (?, ?, ?, ?, ?)")) {
            for (UnitState.Placement placement : placements) {
                insert.setObject(1, unit);
                insert.setString(2, placement.path());
                insert.setObject(3, placement.parentId());
                insert.setObject(4, placement.validFrom());
                insert.setObject(5, placement.validTo());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }
}
