package org.doanket.membership.congress;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class CongressRepository implements PanacheRepositoryBase<Congress, UUID> {

    Optional<Congress> forUpdate(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    boolean isPlanned(UUID unit, String kind) {
        return count("unitId = ?1 and kind = ?2 and state = 'planned'", unit, kind) > 0;
    }
}
