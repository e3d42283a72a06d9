package org.doanket.membership.body;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.security.UnitScope;

@ApplicationScoped
class BodyRepository implements PanacheRepositoryBase<Body, UUID> {

    Optional<Body> inScopeForUpdate(UUID id, UnitScope scope) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).filter(body -> scope.contains(body.path()));
    }

    /** The one of that kind which sits or waits at that unit. */
    Optional<Body> open(UUID unit, String kind, String state) {
        return find("unitId = ?1 and kind = ?2 and state = ?3", unit, kind, state).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
    }
}
