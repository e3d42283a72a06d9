package org.doanket.platform.tree;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/**
 * Looks units up in the replica. Not cached: one primary-key read, and a unit that moved or ended must count at once.
 */
@ApplicationScoped
public class UnitTree {

    private static final String SELECT = "SELECT id, code, name, kind, level, jurisdiction, parent_id, path, valid_from, "
            + "valid_to FROM unit_ref WHERE ";

    private final AgroalDataSource dataSource;

    @Inject
    UnitTree(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Unscoped("resolves the caller's own scope")
    public Optional<String> pathOf(UUID unit) {
        return find(unit).map(UnitRef::path);
    }

    @Unscoped("names and codes of units are no secret between services; callers check the scope")
    public Optional<UnitRef> find(UUID unit) {
        return one("id = ?", unit);
    }

    /** @return the name of the unit above it now, or null for the topmost */
    @Unscoped("as above")
    public String nameAbove(UnitRef unit) {
        return unit.parentId() == null ? null : find(unit.parentId()).map(UnitRef::name).orElse(null);
    }

    @Unscoped("as above")
    public Optional<UnitRef> byCode(String code) {
        return one("code = ?", code);
    }

    /** Whether no living unit is of another jurisdiction. */
    @Unscoped("tells of no unit")
    public boolean isOnly(String jurisdiction) {
        return one("jurisdiction <> ? AND valid_to IS NULL LIMIT 1", jurisdiction).isEmpty();
    }

    /** @throws Problem 404 when there is no such unit in the scope */
    public UnitRef require(UUID unit, UnitScope scope) {
        return find(unit).filter(ref -> scope.contains(ref.path())).orElseThrow(() -> Problem.notFound("unit"));
    }

    /** The path of a unit as it stood that day, for subtree answers as of a date. */
    @Unscoped("as above")
    public Optional<String> pathAsOf(UUID unit, LocalDate day) {
        return Sql.of("SELECT path FROM unit_placement WHERE unit_id = ? AND valid_from <= ? AND (valid_to IS NULL OR valid_to > ?)",
                unit, day, day).first(dataSource, row -> row.getString(1));
    }

    /** The range as it was that day; none when its unit did not stand then. Without a day as it is now. */
    public Optional<UnitScope> rangeAsOf(UnitScope range, LocalDate day) {
        return day == null || range.unit() == null ? Optional.of(range)
                : pathAsOf(range.unit(), day).map(path -> new UnitScope(range.unit(), path));
    }

    /** The day it is where a unit lies; of null, the range of somebody who is not in one place, where a day begins first. */
    public LocalDate today(Clock clock, UUID unit) {
        return Optional.ofNullable(unit).flatMap(this::find).map(ref -> Zones.today(clock, ref.jurisdiction())).orElseGet(() -> Zones.today(clock));
    }

    private Optional<UnitRef> one(String condition, Object value) {
        return Sql.of(SELECT + condition, value).first(dataSource, UnitTree::read);
    }

    private static UnitRef read(ResultSet row) throws SQLException {
        return new UnitRef(row.getObject("id", UUID.class), row.getString("code"), row.getString("name"),
                row.getString("kind"), row.getString("level"), row.getString("jurisdiction"),
                row.getObject("parent_id", UUID.class), row.getString("path"),
                row.getObject("valid_from", LocalDate.class), row.getObject("valid_to", LocalDate.class));
    }
}
