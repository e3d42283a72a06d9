package org.doanket.membership.team;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.security.UnitScope;

@ApplicationScoped
class TeamRepository implements PanacheRepositoryBase<Team, UUID> {

    Optional<Team> inScopeForUpdate(UUID id, UnitScope scope) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).filter(team -> scope.contains(team.path()));
    }
}
