package org.doanket.campaign.model;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** Which model was copied from which: over all units, since ways of working spread across them. */
@ApplicationScoped
@Transactional
public class FamilyQueries {

    private static final int MOST = 2_000;

    private static final String FAMILY = """
            WITH RECURSIVE up (id, origin_id, height) AS (
              SELECT id, origin_id, 0 FROM good_practice_model WHERE id = ?
              UNION ALL SELECT m.id, m.origin_id, up.height + 1 FROM up JOIN good_practice_model m ON m.id = up.origin_id WHERE up.height < 100),
            down (id, depth) AS (
              (SELECT id, 0 FROM up ORDER BY height DESC LIMIT 1)
              UNION ALL SELECT m.id, down.depth + 1 FROM down JOIN good_practice_model m ON m.origin_id = down.id WHERE down.depth < 100
              AND m.state NOT IN ('draft', 'withdrawn'))
            SELECT m.id, m.origin_id, m.name, m.state, m.year, u.id AS unit, u.name AS unit_name, u.path, c.name AS known_as, c.state AS known_state
            FROM down JOIN good_practice_model m ON m.id = down.id JOIN unit_ref u ON u.id = m.unit_id LEFT JOIN catalogue_model c ON c.id = m.id
            ORDER BY down.depth, m.id LIMIT ?""";

    /** @param knownAs to everybody, once it was recognised */
    private record Relative(UUID id, UUID origin, String name, String state, String knownAs, String knownState, int year, UUID unit, String unitName,
            String path) {
    }

    private final AgroalDataSource worker;

    FamilyQueries(@DataSource("worker") AgroalDataSource worker) {
        this.worker = worker;
    }

    /** The whole family of a model that the caller may see, from the first of it down. */
    public FamilyView of(UnitScope scope, UUID id) {
        return family(id, one -> scope.contains(one.path()));
    }

    /** The same of a model that everybody may see. */
    @Unscoped("a recognised model is public, and others are not named")
    public FamilyView published(UUID id) {
        return family(id, one -> false);
    }

    private FamilyView family(UUID id, Predicate<Relative> isSeen) {
        List<Relative> family = Sql.of(FAMILY, id, MOST).list(worker, row -> new Relative(row.getObject("id", UUID.class),
                row.getObject("origin_id", UUID.class), row.getString("name"), row.getString("state"), row.getString("known_as"),
                row.getString("known_state"), row.getInt("year"), row.getObject("unit", UUID.class), row.getString("unit_name"), row.getString("path")));
        Map<UUID, List<Relative>> copies = new HashMap<>();
        family.stream().skip(1).forEach(one -> copies.computeIfAbsent(one.origin(), any -> new java.util.ArrayList<>()).add(one));
        return node(family.get(0), copies, isSeen, id);
    }

    /** The id of a model that may be copied: one that was recognised and still is, wherever it is, and whatever it is proposed for meanwhile. */
    @Unscoped("a recognised model is public")
    Optional<UUID> spreading(UUID origin) {
        return Sql.of("SELECT id FROM catalogue_model WHERE id = ?", origin).first(worker, row -> row.getObject(1, UUID.class));
    }

    private static FamilyView node(Relative one, Map<UUID, List<Relative>> copies, Predicate<Relative> isSeen, UUID asked) {
        List<FamilyView> below = copies.getOrDefault(one.id(), List.of()).stream().map(copy -> node(copy, copies, isSeen, asked)).toList();
        int size = 1 + below.stream().mapToInt(FamilyView::size).sum();
        if (isSeen.test(one)) {
            return new FamilyView(one.id(), one.name(), one.unit(), one.unitName(), one.state(), one.year(), one.id().equals(asked), size, below);
        }
        return one.knownAs() == null ? new FamilyView(null, null, null, null, null, null, false, size, below)
                : new FamilyView(one.id(), one.knownAs(), one.unit(), one.unitName(), one.knownState(), one.year(), one.id().equals(asked), size, below);
    }
}
