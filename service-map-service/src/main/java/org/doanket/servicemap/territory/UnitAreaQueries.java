package org.doanket.servicemap.territory;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Which of the areas that somebody entered are a unit's: by the codes of its territory and of those below it, and by whose they were entered as. */
@ApplicationScoped
@Transactional
@Unscoped("which areas a unit holds is public")
public class UnitAreaQueries {

    private final AgroalDataSource dataSource;
    private final UnitTree tree;

    UnitAreaQueries(AgroalDataSource dataSource, UnitTree tree) {
        this.dataSource = dataSource;
        this.tree = tree;
    }

    /** @param unknown codes of its territory of which no area is known */
    public record Areas(Set<String> codes, List<String> unknown) {
    }

    /** @throws Problem 404 no such unit; 409 nothing is known of its territory, so that any figure would be a wrong one */
    public Areas of(UUID unit) {
        UnitRef ref = tree.find(unit).orElseThrow(() -> Problem.notFound("unit"));
        UnitScope below = new UnitScope(ref.id(), ref.path());
        Set<String> held = new TreeSet<>(Sql.of("SELECT DISTINCT unnest(territory) FROM unit_ref WHERE path >= ? AND path < ?", below.from(), below.to())
                .list(dataSource, row -> row.getString(1)));
        Set<String> codes = new TreeSet<>();
        Set<String> unknown = new TreeSet<>(held);
        Sql.of("SELECT origin, code FROM areas_below(?::text[])", (Object) held.toArray(String[]::new)).list(dataSource, row -> {
            unknown.remove(row.getString(1));
            return codes.add(row.getString(2));
        });
        codes.addAll(Sql.of("SELECT code FROM administrative_area WHERE path >= ? AND path < ?", below.from(), below.to()).list(dataSource, row -> row.getString(1)));
        if (codes.isEmpty()) {
            throw Problem.conflict("areas-of-unit-unknown", ref.name());
        }
        return new Areas(codes, List.copyOf(unknown));
    }

    /** The areas with these codes and all that lies below them. */
    public Set<String> below(Collection<String> codes) {
        return new TreeSet<>(Sql.of("SELECT DISTINCT code FROM areas_below(?::text[])", (Object) codes.toArray(String[]::new)).list(dataSource, row -> row.getString(1)));
    }

    /** Those of these codes that no area is known by, in their order. */
    public List<String> unknown(Collection<String> codes) {
        return Sql.of("SELECT given.code FROM unnest(?::text[]) AS given (code) WHERE NOT EXISTS (SELECT FROM administrative_area a WHERE a.code = given.code) ORDER BY 1",
                (Object) codes.toArray(String[]::new)).list(dataSource, row -> row.getString(1));
    }
}
