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
            if (!codes.add(area.code())) {
                faults.add(Fault.at("/areas/" + i + "/code", "twice"));
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        requireTerritory(codes);
        Sql.of("SELECT code FROM administrative_area WHERE code = ANY (?::text[]) AND NOT (path >= ? AND path < ?) LIMIT 1",
                        (Object) codes.toArray(String[]::new), caller.scope().from(), caller.scope().to())
                .first(dataSource, row -> row.getString(1)).ifPresent(code -> {
                    throw Problem.conflict("area-of-another-unit", code);
                });
        List<AreaCommand.Area> areas = asked.areas();
        return Sql.of("INSERT INTO administrative_area (code, name, population, outline, counted_on, source, unit_id, path) "
                        + "SELECT given.*, ?::date, ?, ?::uuid, ? FROM unnest(?::text[], ?::text[], ?::int[], ?::jsonb[]) AS given "
                        + "ON CONFLICT (code) DO UPDATE SET name = excluded.name, population = excluded.population, outline = excluded.outline, "
                        + "counted_on = excluded.counted_on, source = excluded.source, unit_id = excluded.unit_id, path = excluded.path, "
                        + "revision = DEFAULT",
                asked.countedOn(), asked.source(), unit.id(), unit.path(), Sql.column(areas, AreaCommand.Area::code),
                Sql.column(areas, AreaCommand.Area::name), Sql.column(areas, AreaCommand.Area::population),
                Sql.column(areas, AreaCommand.Area::outline)).run(dataSource);
    }

    /** Populations are public figures: whoever enters them first must be one whose they are, or the federation as a whole. */
    private void requireTerritory(Set<String> codes) {
        if (caller.scope().path().equals(UnitScope.ROOT.path())) {
            return;
        }
        Sql.of("SELECT given.code FROM unnest(?::text[]) AS given (code) WHERE NOT EXISTS (SELECT 1 FROM unit_ref u WHERE u.path >= ? AND u.path < ? "
                        + "AND u.territory @> ARRAY[given.code]) ORDER BY 1 LIMIT 1", codes.toArray(String[]::new), caller.scope().from(), caller.scope().to())
                .first(dataSource, row -> row.getString(1)).ifPresent(code -> {
                    throw Problem.forbidden("area-outside-territory", code);
                });
    }
}
