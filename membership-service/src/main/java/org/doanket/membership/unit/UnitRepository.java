package org.doanket.membership.unit;

import io.agroal.api.AgroalDataSource;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
class UnitRepository implements PanacheRepositoryBase<Unit, UUID> {

    private final AgroalDataSource dataSource;

    UnitRepository(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Until the end of the transaction no unit moves or ends; many may hold the tree at once. */
    void holdTree() {
        Sql.of("SELECT pg_advisory_xact_lock_shared(?)", UnitService.TREE).run(dataSource);
    }

    /** Alone with the tree until the end of the transaction. Waits for those who hold it, but not for long. */
    void claimTree() {
        Sql.of("SELECT set_config('lock_timeout', '5s', true)").run(dataSource);
        Sql.of("SELECT pg_advisory_xact_lock(?)", UnitService.TREE).run(dataSource);
    }

    Optional<Unit> inScope(UUID id, UnitScope scope) {
        return findByIdOptional(id).filter(unit -> scope.contains(unit.path()));
    }

    /** For changing it: its facts are numbered in the order of this lock. */
    Optional<Unit> inScopeForUpdate(UUID id, UnitScope scope) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).filter(unit -> scope.contains(unit.path()));
    }

    long nextNumber() {
        return Sql.of("SELECT nextval('unit_number')").first(dataSource, row -> row.getLong(1)).orElseThrow();
    }

    boolean hasCode(String code) {
        return count("code", code) > 0;
    }

    long countLivingBelow(Unit unit) {
        return count("path > ?1 and path < ?2 and validTo is null", unit.path(), new UnitScope(unit.id(), unit.path()).to());
    }
}
