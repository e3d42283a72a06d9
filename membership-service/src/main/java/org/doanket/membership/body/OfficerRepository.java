package org.doanket.membership.body;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.security.UnitScope;

@ApplicationScoped
class OfficerRepository implements PanacheRepositoryBase<Officer, UUID> {

    Optional<Officer> inScopeForUpdate(UUID id, UnitScope scope) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).filter(officer -> scope.contains(officer.path()));
    }

    /** A body has some dozens of seats at most. */
    List<Officer> openIn(UUID body) {
        return list("bodyId = ?1 and endedOn is null", body);
    }
}
