package org.doanket.servicemap.coverage;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;
import org.doanket.servicemap.territory.OutlineView;

/** Enters a user's table of areas, or corrects it. */
@ApplicationScoped
@Transactional
public class AreaService {

    private static final String HOLDS_BELOW = "coalesce((SELECT k.holds_below FROM territorial_kind k WHERE k.jurisdiction = u.jurisdiction AND k.kind = u.kind "
            + "AND k.cancelled_at IS NULL AND k.valid_from <= current_date ORDER BY k.valid_from DESC LIMIT 1), false)";

    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final Caller caller;

    AreaService(AgroalDataSource dataSource, UnitTree tree, Caller caller) {
        this.dataSource = dataSource;
        this.tree = tree;
        this.caller = caller;
    }

    /**
     * @return how many areas there are of it now
     * @throws Problem 422 with every area that is no polygon or stands there twice; 403 if one is in the territory of no unit of the caller's, 409 if one
     *                 belongs to a unit elsewhere
     */
    public int enter(AreaCommand.Enter asked) {
        UnitRef unit = tree.require(asked.unitId(), caller.scope());
        List<Fault> faults = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < asked.areas().size(); i++) {
            AreaCommand.Area area = asked.areas().get(i);
            if (OutlineView.of(area.outline()) == null) {
                faults.add(Fault.at("/areas/" + i + "/outline", "no-polygon"));
            }
            if (area.code().equals(area.parent())) {
                faults.add(Fault.at("/areas/" + i + "/parent", "bad-value"));
            }
            if (!codes.add(area.code())) {
                faults.add(Fault.at("/areas/" + i + "/code", "twice"));
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        List<String> parents = parents(unit, asked.areas());
        requireTerritory(asked.areas(), parents);
        Sql.of("SELECT code FROM administrative_area WHERE code = ANY (?::text[]) AND NOT (path >= ? AND path < ?) LIMIT 1",
                        (Object) codes.toArray(String[]::new), caller.scope().from(), caller.scope().to())
                .first(dataSource, row -> row.getString(1)).ifPresent(code -> {
                    throw Problem.conflict("area-of-another-unit", code);
                });
        List<AreaCommand.Area> areas = asked.areas();
        return Sql.of("INSERT INTO administrative_area (code, name, population, outline, parent_code, counted_on, source, unit_id, path) "
                        + "SELECT given.*, ?::date, ?, ?::uuid, ? FROM unnest(?::text[], ?::text[], ?::int[], ?::jsonb[], ?::text[]) AS given "
                        + "ON CONFLICT (code) DO UPDATE SET name = excluded.name, population = excluded.population, outline = excluded.outline, "
                        + "counted_on = excluded.counted_on, source = excluded.source, parent_code = excluded.parent_code, unit_id = excluded.unit_id, path = excluded.path, "
                        + "revision = DEFAULT",
                asked.countedOn(), asked.source(), unit.id(), unit.path(), Sql.column(areas, AreaCommand.Area::code),
                Sql.column(areas, AreaCommand.Area::name), Sql.column(areas, AreaCommand.Area::population),
                Sql.column(areas, AreaCommand.Area::outline), parents.toArray(String[]::new)).run(dataSource);
    }

    /** Of each area the code of what it is part of, or null: a province that enters its communes need not name itself with every one. */
    private List<String> parents(UnitRef unit, List<AreaCommand.Area> areas) {
        List<String> held = Sql.of("SELECT unnest(u.territory) FROM unit_ref u WHERE u.id = ? AND " + HOLDS_BELOW, unit.id()).list(dataSource, row -> row.getString(1));
        List<String> parents = new ArrayList<>();
        for (AreaCommand.Area area : areas) {
            boolean isLeftOut = area.parent() == null && held.size() == 1 && !held.get(0).equals(area.code());
            parents.add(isLeftOut ? held.get(0) : area.parent());
        }
        return parents;
    }

    /**
     * Populations are public figures: whoever enters them first must be one whose they are, or the federation as a whole. An area that no unit holds by its own code is
     * entered by whoever holds what it lies in.
     */
    private void requireTerritory(List<AreaCommand.Area> areas, List<String> parents) {
        UnitScope scope = caller.scope();
        if (scope.path().equals(UnitScope.ROOT.path())) {
            return;
        }
        Sql.of("WITH inside AS (SELECT u.territory, " + HOLDS_BELOW + " AS holds_below FROM unit_ref u WHERE u.path >= ? AND u.path < ?) "
                        + "SELECT given.code FROM unnest(?::text[], ?::text[]) AS given (code, parent) WHERE NOT EXISTS (SELECT FROM inside i WHERE i.territory @> ARRAY[given.code]) "
                        + "AND (EXISTS (SELECT FROM unit_ref u WHERE u.territory @> ARRAY[given.code]) OR NOT EXISTS (SELECT FROM inside i WHERE i.holds_below "
                        + "AND i.territory && (ARRAY(SELECT area_codes_above(given.code)) || ARRAY(SELECT area_codes_above(given.parent))))) ORDER BY 1 LIMIT 1",
                scope.from(), scope.to(), Sql.column(areas, AreaCommand.Area::code), parents.toArray(String[]::new))
                .first(dataSource, row -> row.getString(1)).ifPresent(code -> {
                    throw Problem.forbidden("area-outside-territory", code);
                });
    }
}
